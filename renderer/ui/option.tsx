import { Checkbox, makeStyles, mergeClasses, Switch, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { text } from './styles.ts';

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column' },
  // The box stands level with the fields.
  box: { marginInlineStart: '-8px' },
  explanation: {
    ...text.caption,
    color: tokens.colorNeutralForeground3,
    // Under the label, past the box.
    paddingInlineStart: '28px',
    marginTop: `calc(-1 * ${tokens.spacingVerticalXS})`,
  },
  // A switch is wider than a box.
  explanationOfSwitch: { paddingInlineStart: '52px' },
});

interface OptionProps {
  readonly label: string;
  readonly explanation?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  /** A switch for what happens at once. Default: a check box, for what counts later. */
  readonly isSwitch?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A check box, or a switch, with what it means under it. */
export function Option({ label, explanation, checked, disabled = false, isSwitch = false, onChange }: OptionProps) {
  const styles = useStyles();
  const explanationId = useId();
  const Control = isSwitch ? Switch : Checkbox;
  return (
    <div className={styles.option}>
      <Control
        label={label}
        checked={checked}
        disabled={disabled}
        className={styles.box}
        {...(explanation !== undefined && { 'aria-describedby': explanationId })}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {explanation !== undefined && (
        <span id={explanationId} className={mergeClasses(styles.explanation, isSwitch && styles.explanationOfSwitch)}>
          {explanation}
        </span>
      )}
    </div>
  );
}
