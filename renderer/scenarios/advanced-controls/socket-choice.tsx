import { useState } from 'react';
import type { ScenarioView } from '../../features/use-scenario.ts';
import { defaultControls, type ControlDrafts } from '../../model/control-drafts.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, tokens, visuallyHidden } from '../../ui/styles.ts';
import { editControls } from './editor-props.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  reset: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  isReset: visuallyHidden,
});

/** Which of the two sockets, and the way back to its defaults. */
export function SocketChoice({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { controls } = view.drafts;
  const isDisabled = view.state !== 'disconnected';
  const [beforeReset, setBeforeReset] = useState<ControlDrafts>();
  const defaults = { ...defaultControls, socket: controls.socket };
  const isDefault = isSame(controls, defaults);
  const offersUndo = isDefault && beforeReset !== undefined && beforeReset.socket === controls.socket;
  return (
    <div className={styles.row}>
      <RadioChoice
        label={words.controls.socket.label}
        hidesLabel
        value={controls.socket}
        disabled={isDisabled}
        isHorizontal
        options={[
          { value: 'message', label: words.controls.socket.message },
          { value: 'stream', label: words.controls.socket.stream },
        ]}
        onChange={(socket) => editControls(view, { socket })}
      />
      <div className={styles.reset}>
        <span className={styles.isReset} aria-live="polite">
          {offersUndo && words.controls.isReset}
        </span>
        {/* One button in one place, so that the focus stays. */}
        <PushButton
          label={offersUndo ? words.controls.undo : words.controls.reset}
          disabled={isDisabled || (isDefault && !offersUndo)}
          onClick={() => {
            setBeforeReset(offersUndo ? undefined : controls);
            editControls(view, offersUndo ? beforeReset : defaults);
          }}
        />
      </div>
    </div>
  );
}

function isSame(one: ControlDrafts, other: ControlDrafts): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
