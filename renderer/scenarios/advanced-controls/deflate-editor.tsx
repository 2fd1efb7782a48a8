import type { ControlNumber } from '../../model/control-drafts.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { editControls, type EditorProps } from './editor-props.ts';
import { NumberEditor } from './number-editor.tsx';

const useStyles = makeStyles({
  members: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: {
    ...text.caption,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 120px)',
    gap: tokens.spacingHorizontalXS,
    alignItems: 'center',
  },
});

const numbers = [
  'serverMaxWindowBits',
  'clientMaxWindowBits',
  'level',
  'threshold',
  'inflatedSizeLimit',
] as const satisfies readonly ControlNumber[];

/** What to offer of permessage-deflate. */
export function DeflateEditor(props: EditorProps) {
  const styles = useStyles();
  const { view, isDisabled } = props;
  const { controls } = view.drafts;
  const { editors } = words.controls;
  return (
    <div className={styles.members}>
      <Option
        label={editors.offer}
        checked={controls.perMessageDeflate}
        disabled={isDisabled}
        onChange={(perMessageDeflate) => editControls(view, { perMessageDeflate })}
      />
      {controls.perMessageDeflate && (
        <>
          {(['serverNoContextTakeover', 'clientNoContextTakeover'] as const).map((name) => (
            <Option
              key={name}
              label={editors.deflate[name]}
              checked={controls[name]}
              disabled={isDisabled}
              onChange={(isOn) => editControls(view, { [name]: isOn })}
            />
          ))}
          {numbers.map((name) => (
            <div key={name} className={styles.line}>
              <span>{editors.deflate[name]}</span>
              <NumberEditor {...props} name={name} label={editors.deflate[name]} />
            </div>
          ))}
        </>
      )}
    </div>
  );
}
