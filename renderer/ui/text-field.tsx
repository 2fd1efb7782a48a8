import { Field, Input, makeStyles, mergeClasses, tokens, type InputProps } from '@fluentui/react-components';
import type { ReactNode, Ref } from 'react';
import { problemColor, text } from './styles.ts';

const useStyles = makeStyles({
  // No wider than its place, however narrow.
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  mono: { '& input': { ...text.mono } },
  input: { width: '100%', minWidth: 0 },
  note: {
    ...text.caption,
    minHeight: tokens.lineHeightBase200,
    paddingTop: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  fault: { color: problemColor },
});

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value; takes the place of the hint. */
  readonly fault?: string | undefined;
  /** Shown under the field; its line is kept also when it is empty, so that nothing moves when a fault appears. */
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly mono?: boolean;
  readonly type?: InputProps['type'];
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly contentAfter?: InputProps['contentAfter'];
  readonly onEnter?: () => void;
  readonly ref: Ref<HTMLInputElement> | null;
}

/** A labelled line of text with its hint or fault under it. */
export function TextField({ ref, ...props }: TextFieldProps) {
  const styles = useStyles();
  const noteId = `${props.id}-note`;
  return (
    // Field's own message is not used: it comes and goes, and would move what is below.
    <Field className={styles.field} label={{ children: props.label, htmlFor: props.id }}>
      <div>
        <Input
          id={props.id}
          className={mergeClasses(styles.input, props.mono === true && styles.mono)}
          value={props.value}
          onChange={(_event, { value }) => props.onChange(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
            props.onEnter?.();
          }}
          disabled={props.disabled ?? false}
          type={props.type ?? 'text'}
          placeholder={props.placeholder ?? ''}
          maxLength={props.maxLength}
          contentAfter={props.contentAfter ?? null}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={props.fault !== undefined}
          aria-describedby={noteId}
          {...(props.fault !== undefined && { 'data-fault': true })}
          // The library's type fits no element, as its slots can be any.
          ref={ref as Ref<never>}
        />
        <div id={noteId} className={mergeClasses(styles.note, props.fault !== undefined && styles.fault)}>
          {props.fault ?? props.hint}
        </div>
      </div>
    </Field>
  );
}
