import type { ErrorInfo } from '../../contract/errors.ts';
import { Explanation } from '../features/explanation.tsx';
import { usePageServices } from '../features/page-context.ts';
import { isBadTrustFile } from '../model/certificate-text.ts';
import { secureHref } from '../model/secure-link.ts';
import { isBadPolicyFile, isBadProxyFile } from '../model/explain-error.ts';
import { isolationHref, isolationPage, proxyHref } from '../model/isolation-link.ts';
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
  link: { ...text.caption },
});

/** What went wrong outside of a page and left the app running, e.g. at start. */
export function ProblemsBanner({ page }: { readonly page: string }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const all = useStore(app.store, (state) => state.problems);
  // That page says it itself, beside what mends it.
  const isSaidThere = (problem: ErrorInfo): boolean => isBadPolicyFile(problem) || isBadProxyFile(problem);
  const problems = page === isolationPage ? all.filter((problem) => !isSaidThere(problem)) : all;
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
            {isBadPolicyFile(problem) && (
              <Link className={styles.link} href={isolationHref()}>
                {words.isolation.problem.open}
              </Link>
            )}
            {isBadProxyFile(problem) && (
              <Link className={styles.link} href={proxyHref('proxy')}>
                {words.isolation.proxies.problem.open}
              </Link>
            )}
          </div>
          <IconButton label={words.problems.dismiss} icon={Dismiss16Regular} onClick={() => app.dismiss(problem)} />
        </div>
      ))}
    </div>
  );
}
