import { lazy, Suspense, useRef, useState, useSyncExternalStore } from 'react';
import type { SessionCounters } from '../../../contract/sessions.ts';
import { formatCount, formatSize } from '../../model/format.ts';
import { rowAsLine } from '../../model/row-text.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Broom16Regular, DataTrending16Regular } from '../../ui/icons.ts';
import { makeStyles, mergeClasses, text, tokens } from '../../ui/styles.ts';
import { usePageServices } from '../page-context.ts';
import { useNextFocus, type ScenarioView } from '../use-scenario.ts';
import { useStore } from '../use-store.ts';
import { DetailPane } from './detail-pane.tsx';
import { RowList } from './row-list.tsx';

const ChartsPanel = lazy(async () => ({ default: (await import('./charts/charts-panel.tsx')).ChartsPanel }));

const useStyles = makeStyles({
  transcript: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: 0,
    boxSizing: 'border-box',
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  // Room for the charts and a few rows; in a lower window the page scrolls.
  withCharts: { minHeight: '480px' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '40px',
    flexShrink: 0,
    paddingLeft: tokens.spacingHorizontalM,
    paddingRight: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0, flexGrow: 1 },
  totals: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  body: {
    containerName: 'transcript-body',
    containerType: 'inline-size',
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
  },
  panes: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    '@container transcript-body (min-width: 760px)': { flexDirection: 'row' },
  },
  list: {
    containerName: 'transcript',
    containerType: 'inline-size',
    flex: '1 1 0',
    minHeight: '84px',
    minWidth: 0,
    display: 'flex',
  },
  empty: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalXL,
    textAlign: 'center',
  },
  emptyTitle: { ...text.body, margin: 0 },
  emptyText: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** What has happened on the page, row by row; a row opens to the whole message. */
export function Transcript({ view, beginVerb }: { readonly view: ScenarioView; readonly beginVerb: string }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const { log } = view.page;
  useSyncExternalStore(log.subscribe, log.version);
  const sectionRef = useRef<HTMLElement>(null);
  const [active, setActive] = useState<number>();
  const [isOpen, setIsOpen] = useState(false);
  const [goTo, setGoTo] = useState<{ readonly row: number }>();
  const chartsLook = useStore(app.store, (state) => state.chartsLook);
  const { session } = view.page;
  const showsCharts = chartsLook.isOpen && session !== undefined;
  const opened = isOpen && active !== undefined && active < log.length ? active : undefined;
  const grid = () => sectionRef.current?.querySelector<HTMLElement>('[role="grid"]');
  // The connection ended by itself, perhaps while something was typed: what is typed on must not press Connect.
  useNextFocus(view.state, { from: 'connected', to: 'disconnected' }, grid);
  const close = (): void => {
    setIsOpen(false);
    // The pane may have had the focus, and goes.
    grid()?.focus();
  };
  const copy = (index: number): void => {
    const row = log.row(index);
    if (row !== undefined) void app.copy(rowAsLine(row));
  };
  return (
    // Esc closes the pane from wherever inside the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={sectionRef}
      className={mergeClasses(styles.transcript, showsCharts && styles.withCharts)}
      aria-label={words.transcript.label}
      data-region="transcript"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{words.transcript.label}</h2>
        {view.counters !== undefined && <span className={styles.totals}>{totals(view.counters, view.page)}</span>}
        <IconButton
          label={words.charts.show}
          icon={DataTrending16Regular}
          disabled={session === undefined}
          isPressed={chartsLook.isOpen}
          onClick={() => void app.setChartsLook({ ...chartsLook, isOpen: !chartsLook.isOpen })}
        />
        <IconButton
          label={words.transcript.clear}
          icon={Broom16Regular}
          disabled={log.length === 0}
          onClick={() => {
            setActive(undefined);
            setIsOpen(false);
            void view.page.clearLog();
          }}
        />
      </div>
      {showsCharts && (
        <Suspense>
          <ChartsPanel
            key={session}
            session={session}
            canPing={view.connection?.kind === 'open'}
            indexOf={(row) => log.indexOf({ session, row })}
            onShow={(row) => setGoTo({ row })}
          />
        </Suspense>
      )}
      <div className={styles.body}>
        {log.length === 0 ? (
          <div className={styles.empty}>
            <p className={styles.emptyTitle}>{words.transcript.empty}</p>
            <p className={styles.emptyText}>{words.transcript.emptyExplanation(beginVerb)}</p>
          </div>
        ) : (
          <div className={styles.panes}>
            <div className={styles.list}>
              <RowList
                log={log}
                active={active}
                goTo={goTo}
                onSelect={setActive}
                onOpen={(row) => {
                  setActive(row);
                  setIsOpen(true);
                }}
                onCopy={copy}
              />
            </div>
            {opened !== undefined && <DetailPane log={log} index={opened} onClose={close} />}
          </div>
        )}
      </div>
    </section>
  );
}

function totals(
  { receivedMessages, sentMessages, receivedBytes, sentBytes }: SessionCounters,
  page: ScenarioPage,
): string {
  const { counts } = page.rules;
  const counted = typeof counts === 'string' ? counts : counts(page.store.getState().drafts);
  if (counted === 'bytes') return words.transcript.byteTotals(formatSize(receivedBytes), formatSize(sentBytes));
  return words.transcript.totals(
    formatCount(receivedMessages),
    formatCount(sentMessages),
    formatSize(receivedBytes + sentBytes),
  );
}
