import { useMemo } from 'react';
import { Explanation } from '../../features/explanation.tsx';
import { usePageKeys } from '../../features/page-keys.ts';
import { pageStyles } from '../../features/page-styles.ts';
import { useStore } from '../../features/use-store.ts';
import type { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { makeStyles, scrollBar, text, tokens } from '../../ui/styles.ts';
import { AddressPart } from './address-part.tsx';
import { EmptyPart } from './empty-part.tsx';
import { ResultPart } from './result-part.tsx';
import { SettingsPart } from './settings-part.tsx';
import { TimelinePart } from './timeline-part.tsx';

const useStyles = makeStyles({
  ...pageStyles,
  body: {
    containerName: 'trial',
    containerType: 'inline-size',
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
    gap: tokens.spacingVerticalL,
    // Lines that can be read, and bars that can be compared.
    maxWidth: '1080px',
    minWidth: 0,
  },
  note: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface TroubleshootViewProps {
  readonly page: TroubleshootPage;
  readonly hasPage: (id: string) => boolean;
}

/** One attempt to connect: what happened, step by step, why, and what to do about it. */
export function TroubleshootView({ page, hasPage }: TroubleshootViewProps) {
  const styles = useStyles();
  const { attempt, problem, origin, isSettingsOpen, isStarting } = useStore(page.store);
  const { troubleshoot } = words;
  usePageKeys(useMemo(() => ({ primary: () => void page.start(), cancel: () => void page.cancel() }), [page]));
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{troubleshoot.title}</h1>
        <p className={styles.sentence}>{troubleshoot.sentence}</p>
      </header>
      <div className={styles.body}>
        <div className={styles.parts}>
          <AddressPart page={page} />
          {isSettingsOpen && <SettingsPart page={page} />}
          {problem !== undefined && (
            <div role="alert" aria-label={troubleshoot.problems}>
              <Explanation error={problem} />
            </div>
          )}
          {origin === 'session' && <p className={styles.note}>{troubleshoot.fromSession}</p>}
          {origin === 'gone' && <p className={styles.note}>{troubleshoot.gone}</p>}
          {attempt !== null && <ResultPart page={page} attempt={attempt} hasPage={hasPage} />}
          {attempt !== null && <TimelinePart page={page} attempt={attempt} />}
          {attempt === null && !isStarting && <EmptyPart page={page} />}
        </div>
      </div>
    </div>
  );
}
