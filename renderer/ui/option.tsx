import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { text } from './styles.ts';

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column' },
  // The box stands level with the fields.
  box: { marginLeft: '-8px' },
  explanation: {
    ...text.caption,
    color: tokens.colorNeutralForeground3,
    // Under the label, past the box.
    paddingLeft: '28px',
    marginTop: `calc(-1 * ${tokens.spacingVerticalXS})`,
  },
});

interface OptionProps {
  readonly label: string;
  readonly explanation?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A check box with what it means under it. */
export function Option({ label, explanation, checked, disabled = false, onChange }: OptionProps) {
  const styles = useStyles();
  const explanationId = useId();
  return (
    <div className={styles.option}>
      <Checkbox
        label={label}
        checked={checked}
        disabled={disabled}
        className={styles.box}
        {...(explanation !== undefined && { 'aria-describedby': explanationId })}
        onChange={(_event, data) => onChange(data.checked === true)}
      />
      {explanation !== undefined && (
        <span id={explanationId} className={styles.explanation}>
          {explanation}
        </span>
      )}
    </div>
  );
}
