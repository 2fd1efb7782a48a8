import { words } from '../model/words.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Option } from '../ui/option.tsx';
import { makeStyles, tokens } from '../ui/styles.ts';
import { TextField } from '../ui/text-field.tsx';
import { faultText, useFocusOnFault, useNextFocus, type ScenarioView } from './use-scenario.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'end',
  },
  send: { paddingBottom: tokens.lineHeightBase300 },
});

interface ComposerProps {
  readonly view: ScenarioView;
  /** Offers to send parts of a message. */
  readonly sendsParts?: boolean;
  /** What becomes of the text. Default: that it is sent as a message, or a part of one. */
  readonly hint?: string;
}

/** The text to send and its button, as on the sample's message pages. */
export function Composer({ view, sendsParts = false, hint }: ComposerProps) {
  const styles = useStyles();
  const { page, state, drafts } = view;
  const isDisabled = state !== 'connected';
  const ref = useFocusOnFault(view, 'text');
  useNextFocus(state, { to: 'connected' }, () => ref.current);
  const send = (): void => void page.send();
  return (
    <div>
      <div className={styles.row}>
        <TextField
          id="message-text"
          label={words.fields.text}
          value={drafts.text}
          disabled={isDisabled}
          fault={faultText(view, 'text')}
          hint={hint ?? hintFor(sendsParts, drafts.isEndOfMessage)}
          onChange={(value) => {
            page.edit({ text: value });
            page.clearFault('text');
          }}
          onEnter={send}
          ref={ref}
        />
        <div className={styles.send}>
          <ActionButton label={words.composer.send} appearance="primary" disabled={isDisabled} onClick={send} />
        </div>
      </div>
      {sendsParts && (
        <Option
          label={words.composer.endOfMessage}
          checked={drafts.isEndOfMessage}
          onChange={(isEndOfMessage) => page.edit({ isEndOfMessage })}
        />
      )}
    </div>
  );
}

function hintFor(sendsParts: boolean, isEndOfMessage: boolean): string {
  if (!sendsParts) return words.composer.sendsWhole;
  return isEndOfMessage ? words.composer.sendsEnd : words.composer.sendsPart;
}
