import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { problemColor, text } from './styles.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  input: { minWidth: 0, width: '100%', '& input': { ...text.mono } },
  // The same while it is disabled: it says what the number counts.
  unit: { color: tokens.colorNeutralForeground3 },
  fault: { ...text.caption, color: problemColor },
});

interface ValueInputProps {
  readonly id: string;
  /** Its name; not shown, as the row it stands in tells it. */
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** What the number counts, behind it. */
  readonly unit?: string;
  readonly type?: 'text' | 'password';
  readonly disabled: boolean;
  /** What is wrong with the value, under it. */
  readonly fault?: string | undefined;
  /** An element that says more. */
  readonly describedBy?: string;
  readonly maxLength?: number;
  readonly className?: string | undefined;
  /** Default: small. */
  readonly size?: 'small' | 'medium';
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
}

/** One value in a row that names it. */
export function ValueInput({
  fault,
  describedBy,
  unit,
  onChange,
  onEnter,
  label,
  className,
  size = 'small',
  ...input
}: ValueInputProps) {
  const styles = useStyles();
  const faultId = `${input.id}-fault`;
  return (
    <div className={mergeClasses(styles.box, className)}>
      <Input
        {...input}
        className={styles.input}
        size={size}
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? describedBy : faultId}
        contentAfter={unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
        spellCheck={false}
        autoComplete="off"
        onChange={(_event, data) => onChange(data.value)}
        onKeyDown={(event) => {
          // With Ctrl or Cmd it is the window's.
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
          onEnter?.();
        }}
      />
      {fault !== undefined && (
        <span id={faultId} className={styles.fault}>
          {fault}
        </span>
      )}
    </div>
  );
}
