import type { ClipboardEvent, ReactNode } from 'react';
import { numberFields, readNumber, type NumberName } from '../../model/connection-editor/number-fields.ts';
import { variablesIn } from '../../model/connection-editor/template-parts.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';
import { TemplateInput } from '../../ui/template-input.tsx';
import { ValueInput } from '../../ui/value-input.tsx';
import type { EditorView } from './editor-view.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
    '@container editor (min-width: 460px)': { gridTemplateColumns: 'minmax(120px, 2fr) minmax(0, 3fr)' },
  },
  wide: { '@container editor (min-width: 460px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  label: { ...text.caption, paddingTop: '4px', overflowWrap: 'anywhere' },
  control: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  hint: { ...text.caption, color: tokens.colorNeutralForeground3, margin: 0, overflowWrap: 'anywhere' },
  fault: { ...text.caption, color: problemColor, margin: 0, overflowWrap: 'anywhere' },
  unknown: {
    ...text.caption,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: problemColor,
    margin: 0,
  },
});

interface FieldRowProps {
  readonly label: string;
  /** The id of the control it is for. */
  readonly htmlFor: string;
  readonly hint?: string;
  /** Its name is over it, however much room there is. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A control with its name before it, or over it where there is no room. */
export function FieldRow({ label, htmlFor, hint, isWide = false, children }: FieldRowProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.row, isWide && styles.wide)}>
      <label className={styles.label} htmlFor={htmlFor}>
        {label}
      </label>
      <div className={styles.control}>
        {children}
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
    </div>
  );
}

/** A sentence that explains what is near it. */
export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className={useStyles().hint}>{children}</p>;
}

/** A sentence that says what is wrong. */
export function FaultLine({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <p id={id} className={useStyles().fault}>
      {children}
    </p>
  );
}

interface TemplateFieldProps {
  readonly view: EditorView;
  /** Its path in the document. */
  readonly field: string;
  /** Its name, where no label is for it. */
  readonly label?: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isMasked?: boolean;
  readonly isText?: boolean;
  /** It holds no templates. */
  readonly isPlain?: boolean;
  /** The id of a list of texts to offer. */
  readonly listId?: string;
  readonly onChange: (value: string) => void;
  readonly onPaste?: (event: ClipboardEvent) => void;
}

/** A text with templates; what is wrong with it, and which of its variables nobody gives a value, stands under it. */
export function TemplateField({ view, field, value, ...input }: TemplateFieldProps) {
  const styles = useStyles();
  const unknown = (input.isPlain === true ? [] : variablesIn(value)).filter((name) => !view.known.has(name));
  const problem = view.problemAt(field);
  // What is said of each unknown variable is enough.
  const fault = problem?.isUnknownVariable === true && unknown.length > 0 ? undefined : problem?.sentence;
  const id = view.idOf(field);
  return (
    <>
      <TemplateInput
        {...input}
        id={id}
        value={value}
        isUnknown={(name) => !view.known.has(name)}
        isInvalid={fault !== undefined || unknown.length > 0}
        describedBy={fault === undefined ? undefined : `${id}-fault`}
      />
      {fault !== undefined && <FaultLine id={`${id}-fault`}>{fault}</FaultLine>}
      {unknown.map((name) => (
        <p key={name} className={styles.unknown}>
          {words.connectionEditor.template.unknown(name)}
          <PushButton
            label={words.connectionEditor.template.defineLabel}
            name={words.connectionEditor.template.define(name)}
            disabled={false}
            onClick={() => view.define(name)}
          />
        </p>
      ))}
    </>
  );
}

interface NumberFieldProps {
  readonly view: EditorView;
  readonly name: NumberName;
  readonly value: number | undefined;
  /** Whether it may be left empty. */
  readonly isRequired?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

/** A whole number with its unit; its default shows in the empty box. What is no such number does not get into the document. */
export function NumberField({ view, name, value, isRequired = false, onChange }: NumberFieldProps) {
  const { numbers, units, notAsked, faults } = words.connectionEditor;
  const { unit, least, most, byDefault } = numberFields[name];
  const label = numbers[name];
  const id = view.idOf(name);
  return (
    <FieldRow label={label} htmlFor={id}>
      <ValueInput
        id={id}
        label={label}
        value={view.draftAt(name) ?? (value === undefined ? '' : String(value))}
        placeholder={byDefault === undefined ? notAsked : String(byDefault)}
        {...(units[unit] !== '' && { unit: units[unit] })}
        disabled={false}
        fault={view.problemAt(name)?.sentence}
        maxLength={20}
        onChange={(typed) => {
          const read = readNumber(name, typed);
          if (read === null || (read === undefined && isRequired)) {
            view.setDraft(name, { text: typed, fault: faults.number(label, least, most) });
            return;
          }
          view.setDraft(name, undefined);
          onChange(read);
        }}
      />
    </FieldRow>
  );
}

interface RequiredFieldProps {
  readonly view: EditorView;
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

/** A text that the document cannot have empty: while it is, the last one holds. */
export function RequiredField({ view, field, label, value, hint, onChange }: RequiredFieldProps) {
  return (
    <FieldRow label={label} htmlFor={view.idOf(field)} {...(hint !== undefined && { hint })}>
      <TemplateField
        view={view}
        field={field}
        value={view.draftAt(field) ?? value}
        onChange={(typed) => {
          const { required } = words.connectionEditor.faults;
          view.setDraft(field, typed === '' ? { text: typed, fault: required(label) } : undefined);
          if (typed !== '') onChange(typed);
        }}
      />
    </FieldRow>
  );
}
