import { Explanation } from '../features/explanation.tsx';
import { usePageServices } from '../features/page-context.ts';
import { isBadTrustFile } from '../model/certificate-text.ts';
import { secureHref } from '../model/secure-link.ts';
import { words } from '../model/words.ts';
import { Link } from '../ui/controls.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Dismiss16Regular, Warning20Filled } from '../ui/icons.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';
import { useStore } from '../features/use-store.ts';

const useStyles = makeStyles({
  problem: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  icon: { color: tokens.colorStatusWarningForeground3 },
  field: { ...text.caption, margin: 0 },
  open: { ...text.caption },
});

/** What went wrong outside of a page and left the app running, e.g. at start. */
export function ProblemsBanner() {
  const styles = useStyles();
  const { app } = usePageServices();
  const problems = useStore(app.store, (state) => state.problems);
  return (
    <div role="alert" aria-label={words.problems.label}>
      {problems.map((problem, index) => (
        // Two problems can say the same; they never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.problem}>
          <Warning20Filled className={styles.icon} aria-hidden />
          <div>
            <Explanation
              error={problem}
              remedy={
                isBadTrustFile(problem) && (
                  <Link className={styles.open} href={secureHref()}>
                    {words.certificates.badFile.open}
                  </Link>
                )
              }
            />
            {problem.field !== undefined && <p className={styles.field}>{words.problems.field(problem.field)}</p>}
          </div>
          <IconButton label={words.problems.dismiss} icon={Dismiss16Regular} onClick={() => app.dismiss(problem)} />
        </div>
      ))}
    </div>
  );
}
