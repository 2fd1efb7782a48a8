import type { ErrorInfo } from '../../../contract/errors.ts';
import { words } from '../../model/words.ts';
import { Warning20Filled } from '../../ui/icons.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  problem: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  icon: { color: tokens.colorStatusWarningForeground3 },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

interface FileProblemProps {
  readonly title: string;
  readonly problem: ErrorInfo;
  readonly advice: string;
}

/** A file of the user's that could not be used, beside what mends it. */
export function FileProblem({ title, problem, advice }: FileProblemProps) {
  const styles = useStyles();
  return (
    <div className={styles.problem}>
      <Warning20Filled className={styles.icon} aria-hidden />
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.line}>{problem.message}</p>
        {problem.field !== undefined && <p className={styles.line}>{words.problems.field(problem.field)}</p>}
        <p className={styles.line}>{advice}</p>
      </div>
    </div>
  );
}
