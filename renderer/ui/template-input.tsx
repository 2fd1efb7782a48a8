import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, type ChangeEvent, type ClipboardEvent } from 'react';
import { templateParts } from '../model/connection-editor/template-parts.ts';
import { scrollBar, text } from './styles.ts';

/** The field and what shines through it break their lines at the same places. */
const lines = {
  ...text.mono,
  fontSize: tokens.fontSizeBase200,
  lineHeight: tokens.lineHeightBase200,
  boxSizing: 'border-box',
  width: '100%',
  margin: 0,
  padding: `3px ${tokens.spacingHorizontalS}`,
  border: '1px solid transparent',
  whiteSpace: 'pre-wrap',
  wordBreak: 'break-all',
  overflowWrap: 'anywhere',
} as const;

const useStyles = makeStyles({
  box: {
    position: 'relative',
    minWidth: 0,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  behind: { ...lines, position: 'absolute', inset: 0, overflow: 'hidden', color: 'transparent', pointerEvents: 'none' },
  field: {
    ...lines,
    ...scrollBar,
    position: 'relative',
    display: 'block',
    fieldSizing: 'content',
    minHeight: '24px',
    maxHeight: '168px',
    resize: 'none',
    overflowY: 'auto',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    '::placeholder': { color: tokens.colorNeutralForeground4 },
    ':focus': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-1px' },
    ':disabled': { color: tokens.colorNeutralForegroundDisabled },
  },
  masked: { WebkitTextSecurity: 'disc' },
  invalid: { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  known: { borderRadius: '2px', backgroundColor: tokens.colorPaletteBlueBackground2, color: 'transparent' },
  unknown: {
    borderRadius: '2px',
    backgroundColor: tokens.colorPaletteRedBackground2,
    color: 'transparent',
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textDecorationColor: tokens.colorPaletteRedForeground1,
  },
});

export interface TemplateInputProps {
  readonly id: string;
  /** Its name, where no label is for it. */
  readonly label?: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  /** Whether a variable has no value anywhere, by its name. */
  readonly isUnknown: (name: string) => boolean;
  readonly isInvalid?: boolean;
  /** Nobody who looks on reads it. */
  readonly isMasked?: boolean;
  /** Nothing is filled in: `{{` is a text as any other. */
  readonly isPlain?: boolean;
  /** Enter begins a line. Default: it does nothing; a line break that is pasted stays all the same. */
  readonly isText?: boolean;
  readonly describedBy?: string | undefined;
  /** The id of a list of texts to offer; it is one line then. */
  readonly listId?: string;
  readonly onChange: (value: string) => void;
  readonly onPaste?: (event: ClipboardEvent) => void;
}

/** A text that grows with its length, and shows where `{{variables}}` are filled in. */
export function TemplateInput(props: TemplateInputProps) {
  const styles = useStyles();
  const behind = useRef<HTMLDivElement>(null);
  const { value, isMasked = false, isInvalid = false, isText = false, isPlain = false } = props;
  const field = {
    id: props.id,
    className: mergeClasses(styles.field, isMasked && styles.masked, isInvalid && styles.invalid),
    value,
    placeholder: props.placeholder,
    'aria-label': props.label,
    'aria-invalid': isInvalid,
    'aria-describedby': props.describedBy,
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => props.onChange(event.target.value),
    onPaste: props.onPaste,
  };
  return (
    <div className={styles.box}>
      {!isPlain && value.includes('{{') && (
        <div ref={behind} className={styles.behind} aria-hidden>
          {templateParts(value).map((part, index) => (
            <span
              // The parts have no other name than their place.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              className={
                part.kind === 'text'
                  ? undefined
                  : part.kind === 'variable' && props.isUnknown(part.name)
                    ? styles.unknown
                    : styles.known
              }
            >
              {part.text}
            </span>
          ))}
        </div>
      )}
      {props.listId === undefined ? (
        <textarea
          {...field}
          rows={1}
          spellCheck={isText}
          onScroll={(event) => {
            if (behind.current !== null) behind.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isText && !event.ctrlKey && !event.metaKey) event.preventDefault();
          }}
        />
      ) : (
        <input {...field} list={props.listId} spellCheck={false} />
      )}
    </div>
  );
}
