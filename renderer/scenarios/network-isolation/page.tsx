import { useId, useMemo, useState } from 'react';
import { Explanation } from '../../features/explanation.tsx';
import { usePageKeys } from '../../features/page-keys.ts';
import { tabbedPageStyles } from '../../features/page-styles.ts';
import { useStore } from '../../features/use-store.ts';
import type { JournalView } from '../../model/journal-view.ts';
import type { NetworkIsolationPage } from '../../model/network-isolation-page.ts';
import type { ProxyForm } from '../../model/proxy-form.ts';
import { words } from '../../model/words.ts';
import { Tab, TabList } from '../../ui/controls.ts';
import { makeStyles, mergeClasses, scrollBar, tokens } from '../../ui/styles.ts';
import { AddressQuestion } from './address-question.tsx';
import { Comparison } from './comparison.tsx';
import { Journal } from './journal.tsx';
import { Notes } from './notes.tsx';
import { PolicyForm } from './policy-form.tsx';
import { ProxyChoice } from './proxy-choice.tsx';

/** Wide enough for the question beside the policy. */
const wide = '@container isolation (min-width: 860px)';

const useStyles = makeStyles({
  ...tabbedPageStyles,
  body: {
    containerName: 'isolation',
    containerType: 'inline-size',
    position: 'relative',
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
  },
  journal: { flexGrow: 1, minHeight: 0, padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}` },
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXXL,
    alignItems: 'start',
    [wide]: {
      gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
      gridTemplateRows: 'auto 1fr',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
  policy: { [wide]: { gridColumnStart: 2, gridRowStart: 1, gridRowEnd: 'span 2' } },
});

interface NetworkIsolationViewProps {
  readonly page: NetworkIsolationPage;
  readonly journal: JournalView;
  readonly form: ProxyForm;
}

/** What the app may reach, why, and what it has reached. */
export function NetworkIsolationView({ page, journal, form }: NetworkIsolationViewProps) {
  const styles = useStyles();
  const id = useId();
  const [tab, setTab] = useState<'policy' | 'journal'>('policy');
  const problem = useStore(page.store, (state) => state.problem);
  const { isolation } = words;
  usePageKeys(useMemo(() => ({ primary: () => void page.ask(), cancel: () => page.keepSessions() }), [page]));
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{isolation.title}</h1>
        <TabList
          size="small"
          selectedValue={tab}
          aria-label={isolation.tabs.label}
          onTabSelect={(_event, { value }) => setTab(value === 'journal' ? 'journal' : 'policy')}
        >
          <Tab value="policy" id={`${id}policy`} aria-controls={`${id}panel`}>
            {isolation.tabs.policy}
          </Tab>
          <Tab value="journal" id={`${id}journal`} aria-controls={`${id}panel`}>
            {isolation.tabs.journal}
          </Tab>
        </TabList>
        <p className={styles.sentence}>{isolation.sentence}</p>
      </header>
      <div
        className={tab === 'policy' ? styles.body : styles.journal}
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={`${id}${tab}`}
      >
        {tab === 'policy' ? (
          <div className={styles.parts}>
            <div className={styles.part}>
              <AddressQuestion page={page} />
              <ProxyChoice form={form} />
            </div>
            <div className={mergeClasses(styles.part, styles.policy)}>
              {problem !== undefined && <Explanation error={problem} />}
              <PolicyForm page={page} />
              <Comparison page={page} />
            </div>
            <div className={styles.part}>
              <Notes />
            </div>
          </div>
        ) : (
          <Journal
            journal={journal}
            onAsk={(address) => {
              page.typeAddress(address);
              setTab('policy');
              void page.ask();
            }}
          />
        )}
      </div>
    </div>
  );
}
