import { useMemo } from 'react';
import { Explanation } from '../../features/explanation.tsx';
import { usePageKeys } from '../../features/page-keys.ts';
import { pageStyles } from '../../features/page-styles.ts';
import { useStore } from '../../features/use-store.ts';
import type { AboutPage } from '../../model/about-page.ts';
import type { AppModel } from '../../model/app-model.ts';
import { words } from '../../model/words.ts';
import { makeStyles, scrollBar, tokens } from '../../ui/styles.ts';
import { LicencesPart } from './licences-part.tsx';
import { UpdatesPart } from './updates-part.tsx';
import { VersionPart } from './version-part.tsx';

const useStyles = makeStyles({
  ...pageStyles,
  body: {
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    // Nothing moves when there is more than fits.
    scrollbarGutter: 'stable',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
  },
  parts: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
    // Lines that can be read.
    maxWidth: '760px',
    minWidth: 0,
  },
});

/** The app itself: its version, its updates and the licences of what is in it. */
export function AboutView({ page, app }: { readonly page: AboutPage; readonly app: AppModel }) {
  const styles = useStyles();
  const problem = useStore(page.store, (state) => state.problem);
  usePageKeys(useMemo(() => ({ primary: () => void page.check(), cancel: () => void page.cancel() }), [page]));
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{words.about.title}</h1>
        <p className={styles.sentence}>{words.about.sentence}</p>
      </header>
      <div className={styles.body}>
        <div className={styles.parts}>
          {problem !== undefined && (
            <div role="alert">
              <Explanation error={problem} />
            </div>
          )}
          <UpdatesPart page={page} app={app} />
          <VersionPart app={app} />
          <LicencesPart page={page} />
        </div>
      </div>
    </div>
  );
}
