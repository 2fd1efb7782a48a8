import { useState } from 'react';
import { isPlain } from '../../model/connection-editor/secret-fields.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Eye16Regular, EyeOff16Regular } from '../../ui/icons.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import type { EditorView } from './editor-view.ts';
import { FaultLine, FieldRow, Hint, TemplateField } from './field-parts.tsx';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalXS,
    alignItems: 'start',
  },
  note: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: `0 ${tokens.spacingHorizontalS}` },
});

interface SecretFieldProps {
  readonly view: EditorView;
  readonly field: string;
  readonly label: string;
  /** What it is, for the name of a secret: `password`, `token`, ... */
  readonly what: string;
  readonly value: string;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

/** Something nobody else should read: masked, with a way to keep it out of the document. */
export function SecretField({ view, field, label, what, value, hint, onChange }: SecretFieldProps) {
  const styles = useStyles();
  const [isShown, setIsShown] = useState(false);
  const isMaskable = isPlain(value);
  return (
    <FieldRow label={label} htmlFor={view.idOf(field)} {...(hint !== undefined && { hint })}>
      <div className={styles.line}>
        <div>
          <TemplateField
            view={view}
            field={field}
            value={value}
            isMasked={isMaskable && !isShown}
            onChange={onChange}
          />
        </div>
        <IconButton
          label={words.connectionEditor.secret.reveal(label)}
          icon={isShown ? EyeOff16Regular : Eye16Regular}
          isPressed={isShown}
          disabled={!isMaskable}
          onClick={() => setIsShown(!isShown)}
        />
      </div>
      <KeepSecret view={view} label={label} what={what} value={value} onKept={onChange} />
    </FieldRow>
  );
}

interface KeepSecretProps {
  readonly view: EditorView;
  readonly label: string;
  readonly what: string;
  readonly value: string;
  /** Takes `{{name}}` in its place. */
  readonly onKept: (template: string) => void;
}

/** Where a secret stands in the document as it is: a note, and a button that changes that. */
export function KeepSecret({ view, label, what, value, onKept }: KeepSecretProps) {
  const styles = useStyles();
  const { secret } = words.connectionEditor;
  const [isKeeping, setIsKeeping] = useState(false);
  const [outcome, setOutcome] = useState<string>();
  const keep = async (): Promise<void> => {
    setIsKeeping(true);
    const kept = await view.keepSecret(what, value);
    setIsKeeping(false);
    if ('template' in kept) {
      setOutcome(undefined);
      onKept(kept.template);
    } else {
      setOutcome(kept.failure === undefined ? secret.needsEnvironment : secret.failed(kept.failure));
    }
  };
  if (!isPlain(value)) return null;
  return (
    <>
      <div className={styles.note}>
        <Hint>{secret.plain}</Hint>
        <PushButton
          label={secret.keep}
          name={secret.keepName(label)}
          disabled={false}
          isWaiting={isKeeping}
          onClick={() => void keep()}
        />
      </div>
      {outcome !== undefined && <FaultLine>{outcome}</FaultLine>}
    </>
  );
}
