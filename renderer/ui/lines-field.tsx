import { Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { problemColor, text } from './styles.ts';

const useStyles = makeStyles({
  area: { width: '100%', '& textarea': { ...text.mono, ...text.caption, maxHeight: '240px' } },
  note: {
    ...text.caption,
    minHeight: tokens.lineHeightBase200,
    paddingTop: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  faults: { margin: 0, padding: 0, listStyleType: 'none', color: problemColor },
});

interface LinesFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly placeholder: string;
  /** What is wrong with which lines; takes the place of the hint. */
  readonly faults: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A list that is edited as text, with one entry to a line. */
export function LinesField({ label, value, hint, placeholder, faults, onChange }: LinesFieldProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <Field label={{ children: label, htmlFor: id }}>
      <div>
        <Textarea
          id={id}
          className={styles.area}
          value={value}
          rows={Math.min(8, Math.max(2, value.split('\n').length))}
          resize="vertical"
          placeholder={placeholder}
          spellCheck={false}
          aria-invalid={faults.length > 0}
          aria-describedby={`${id}note`}
          onChange={(_event, data) => onChange(data.value)}
        />
        <div id={`${id}note`} className={styles.note}>
          {faults.length === 0 ? (
            hint
          ) : (
            <ul className={styles.faults}>
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Field>
  );
}
