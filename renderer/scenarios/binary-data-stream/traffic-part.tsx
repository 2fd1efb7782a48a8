import { useEffect, useMemo, useState } from 'react';
import type { SessionRates } from '../../../contract/sessions.ts';
import type { ScenarioView } from '../../features/use-scenario.ts';
import { useStore } from '../../features/use-store.ts';
import { agoWord, shownSeconds } from '../../model/file-text.ts';
import { formatCount, formatRate, formatRoundRate, roundBytes } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { ChartLegend } from '../../ui/chart-legend.tsx';
import { Chart } from '../../ui/chart.tsx';
import { FigureTable } from '../../ui/figure-table.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Table16Regular } from '../../ui/icons.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { ByteCounters } from './byte-counters.tsx';

const heightPx = 112;

/** Room for the chart beside the counters. */
const beside = '@container form (min-width: 560px)';

const useStyles = makeStyles({
  part: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    [beside]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)' },
  },
  chart: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  head: {
    ...text.caption,
    ...text.number,
    display: 'grid',
    gridTemplateAreas: '"title table" "legend legend"',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    minHeight: '24px',
    color: tokens.colorNeutralForeground2,
    [beside]: { gridTemplateAreas: '"title legend table"', gridTemplateColumns: 'auto minmax(0, 1fr) auto' },
  },
  title: { ...text.caption, gridArea: 'title', margin: 0 },
  legend: { gridArea: 'legend' },
  asTable: { gridArea: 'table' },
  box: { height: `${heightPx}px`, overflow: 'hidden' },
  empty: {
    ...text.caption,
    height: '100%',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    margin: 0,
    padding: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/**
 * How many bytes there were in all, and in each of the last seconds: as a chart, or as a table. They are not taken from the
 * log, where a message counts as a whole when it ends, and what goes into a file is not recorded at all.
 */
export function TrafficPart({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { files } = view.page;
  const rates = useStore(files.store, (state) => state.rates);
  const [isTable, setIsTable] = useState(false);
  const isLive = view.connection?.kind === 'open';
  useEffect(() => files.watch(() => document.visibilityState === 'visible'), [files]);
  const hasRates = rates !== undefined && rates.sent.length > 0;
  const last = hasRates && isLive ? lastOf(rates) : undefined;
  return (
    <div className={styles.part}>
      <ByteCounters counters={view.counters} />
      <div className={styles.chart}>
        <div className={styles.head}>
          <p className={styles.title}>{words.traffic.title}</p>
          <div className={styles.legend}>
            <ChartLegend
              kind="lines"
              first={words.traffic.sent(last?.sent)}
              second={words.traffic.received(last?.received)}
            />
          </div>
          <IconButton
            className={styles.asTable}
            label={words.traffic.asTable}
            icon={Table16Regular}
            disabled={!hasRates}
            isPressed={isTable}
            onClick={() => setIsTable(!isTable)}
          />
        </div>
        <div className={styles.box}>
          {hasRates ? (
            <Rates rates={rates} isTable={isTable} />
          ) : (
            <p className={styles.empty}>{words.traffic.empty(words.connection.start)}</p>
          )}
        </div>
      </div>
    </div>
  );
}

/** The same figures either way. */
function Rates({ rates, isTable }: { readonly rates: SessionRates; readonly isTable: boolean }) {
  const { sent, received } = rates;
  const seconds = shownSeconds(rates);
  const { at, first, second } = useMemo(() => {
    const places = Array.from({ length: seconds }, (_, index) => index - seconds + 1);
    const values = (of: Float64Array): (number | null)[] =>
      places.map((_, index) => of[of.length - seconds + index] ?? null);
    return { at: places, first: values(sent), second: values(received) };
  }, [sent, received, seconds]);
  const rows = useMemo(
    () =>
      Array.from(sent, (_, ago) => ({
        name: agoWord(ago),
        figures: [sent, received].map((of) => formatCount(of.at(-1 - ago) ?? 0)),
      })),
    [sent, received],
  );
  const { columns } = words.traffic;
  if (isTable)
    return (
      <FigureTable label={words.traffic.title} columns={[columns.time, columns.sent, columns.received]} rows={rows} />
    );
  return (
    <Chart
      kind="lines"
      label={chartLabel(rates)}
      at={at}
      first={first}
      second={second}
      axis={{ from: 1 - seconds, to: 0 }}
      // Not at the ends, where the words would be cut off.
      marks={[0.75, 0.5, 0.25].map((part) => -part * seconds)}
      height={heightPx}
      formatAt={(place) => agoWord(-place)}
      formatValue={formatRoundRate}
      topOf={roundBytes}
    />
  );
}

function lastOf({ sent, received }: SessionRates): { readonly sent: string; readonly received: string } {
  return { sent: formatRate(sent.at(-1) ?? 0), received: formatRate(received.at(-1) ?? 0) };
}

function chartLabel(rates: SessionRates): string {
  const { sent, received } = lastOf(rates);
  return `${words.traffic.chart(agoWord(shownSeconds(rates)))} ${words.traffic.chartNow(sent, received)}`;
}
