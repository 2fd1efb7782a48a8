import { useId, type ReactNode } from 'react';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalS,
    minHeight: '56px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  words: { flex: '1 1 240px', minWidth: 0, display: 'flex', flexDirection: 'column' },
  label: { ...text.body },
  description: { ...text.caption, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  control: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
});

interface SettingLineProps {
  readonly label: string;
  readonly description: string;
  /** The control, which the description says more about. */
  readonly children: (describedBy: string) => ReactNode;
}

/** A setting: its name and what it means, and its control at the end of the line. */
export function SettingLine({ label, description, children }: SettingLineProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <span id={id} className={styles.description}>
          {description}
        </span>
      </div>
      <div className={styles.control}>{children(id)}</div>
    </div>
  );
}
