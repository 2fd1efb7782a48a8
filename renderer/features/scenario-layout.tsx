import { useId, useState, type ReactNode } from 'react';
import { words } from '../model/words.ts';
import { Tab, TabList } from '../ui/controls.ts';
import { makeStyles, mergeClasses, scrollBar, tokens } from '../ui/styles.ts';
import { CodeView } from './code-view/code-view.tsx';
import { tabbedPageStyles } from './page-styles.ts';
import { ScenarioStatus } from './status-band.tsx';
import { ScenarioTranscript } from './transcript/scenario-transcript.tsx';
import type { ScenarioView } from './use-scenario.ts';

/** Wide enough for the form beside the transcript. */
const wide = '@container page (min-width: 1000px)';

/** As wide, for a form that needs the more room the lower the window is: beside the transcript it has all its height. */
const wideLong = '@container page (min-width: 860px)';

/** The form beside the transcript, where the form needs the more room. */
const besideLong = {
  minHeight: '240px',
  gridTemplateRows: 'minmax(0, 1fr)',
  gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
} as const;

const useStyles = makeStyles({
  ...tabbedPageStyles,
  body: {
    containerName: 'page',
    containerType: 'inline-size',
    flexGrow: 1,
    minHeight: 0,
    ...scrollBar,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}`,
  },
  split: {
    height: '100%',
    // Room for the form and a few rows; in a lower window the page scrolls.
    minHeight: '440px',
    display: 'grid',
    gridTemplateRows: 'auto minmax(160px, 1fr)',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    [wide]: {
      minHeight: '240px',
      gridTemplateRows: 'minmax(0, 1fr)',
      gridTemplateColumns: 'minmax(0, 420px) minmax(0, 1fr)',
      columnGap: tokens.spacingHorizontalXXL,
    },
  },
  /** The form is long: it scrolls by itself, and the transcript stays in sight. */
  splitLong: {
    minHeight: '520px',
    gridTemplateRows: 'minmax(280px, 1fr) minmax(160px, 200px)',
    [wideLong]: besideLong,
    [wide]: besideLong,
  },
  formLong: { ...scrollBar, overflowY: 'auto', paddingInlineEnd: tokens.spacingHorizontalM },
  form: {
    containerName: 'form',
    containerType: 'inline-size',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    // The focus ring of what stands at the edge, and the scroll bar, have room.
    [wide]: { ...scrollBar, overflowY: 'auto', paddingInlineEnd: tokens.spacingHorizontalM },
  },
});

interface ScenarioLayoutProps {
  readonly view: ScenarioView;
  readonly title: string;
  readonly sentence: string;
  /** The TypeScript that does the same. */
  readonly code: string;
  /** The label of the button that begins. */
  readonly beginVerb: string;
  /** The controls need more room than the transcript. */
  readonly isFormLong?: boolean;
  /** The page's controls. */
  readonly children: ReactNode;
}

/** What every scenario page has: head, Run and Code, form, transcript, status band. */
export function ScenarioLayout({
  view,
  title,
  sentence,
  code,
  beginVerb,
  isFormLong = false,
  children,
}: ScenarioLayoutProps) {
  const styles = useStyles();
  const id = useId();
  const [tab, setTab] = useState<'run' | 'code'>('run');
  return (
    <div className={styles.page}>
      <header className={styles.head} data-region="head">
        <h1 className={styles.title}>{title}</h1>
        <TabList
          size="small"
          selectedValue={tab}
          aria-label={words.tabs.label}
          onTabSelect={(_event, { value }) => setTab(value === 'code' ? 'code' : 'run')}
        >
          <Tab value="run" id={`${id}run`} aria-controls={`${id}panel`}>
            {words.tabs.run}
          </Tab>
          <Tab value="code" id={`${id}code`} aria-controls={`${id}panel`}>
            {words.tabs.code}
          </Tab>
        </TabList>
        <p className={styles.sentence}>{sentence}</p>
      </header>
      <div className={styles.body} role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${tab}`}>
        {tab === 'run' ? (
          <div className={mergeClasses(styles.split, isFormLong && styles.splitLong)}>
            <section
              className={mergeClasses(styles.form, isFormLong && styles.formLong)}
              aria-label={words.connection.label}
              data-region="form"
            >
              {children}
            </section>
            <ScenarioTranscript view={view} beginVerb={beginVerb} />
          </div>
        ) : (
          <CodeView code={code} />
        )}
      </div>
      <ScenarioStatus view={view} />
    </div>
  );
}
