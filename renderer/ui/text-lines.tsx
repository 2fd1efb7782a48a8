import { Field, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { problemColor, text } from './styles.ts';

const useStyles = makeStyles({
  area: { width: '100%', '& textarea': { ...text.mono } },
  note: {
    ...text.caption,
    minHeight: tokens.lineHeightBase200,
    paddingTop: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
  },
  fault: { color: problemColor },
});

interface TextLinesProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** What is wrong with the value; takes the place of the hint. */
  readonly fault: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** A labelled text of several lines with its hint or fault under it. */
export function TextLines({ label, value, hint, fault, disabled, onChange }: TextLinesProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <Field label={{ children: label, htmlFor: id }}>
      <div>
        <Textarea
          id={id}
          className={styles.area}
          rows={3}
          resize="vertical"
          value={value}
          disabled={disabled}
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}note`}
          onChange={(_event, data) => onChange(data.value)}
        />
        <div id={`${id}note`} className={mergeClasses(styles.note, fault !== undefined && styles.fault)}>
          {fault ?? hint}
        </div>
      </div>
    </Field>
  );
}
