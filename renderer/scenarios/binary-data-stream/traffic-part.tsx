import { useEffect, useState } from 'react';
import type { SessionRates } from '../../../contract/sessions.ts';
import type { ScenarioView } from '../../features/use-scenario.ts';
import { useStore } from '../../features/use-store.ts';
import { agoWord, shownSeconds } from '../../model/file-text.ts';
import { formatRate, formatRoundRate } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Table16Regular } from '../../ui/icons.ts';
import { LineChart, lineColors } from '../../ui/line-chart.tsx';
import { makeStyles, mergeClasses, text, tokens } from '../../ui/styles.ts';
import { ByteCounters } from './byte-counters.tsx';
import { RateTable } from './rate-table.tsx';

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
  legend: { gridArea: 'legend', display: 'flex', gap: tokens.spacingHorizontalM, whiteSpace: 'nowrap' },
  // Wide enough for any figure, so that nothing beside it moves.
  entry: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: '128px' },
  // The line of the chart it names.
  line: { width: '16px', height: 0, flexShrink: 0, borderTop: '2px solid' },
  sent: { borderTopStyle: 'dashed', borderTopColor: lineColors.first },
  received: { borderTopColor: lineColors.second },
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

/** How many bytes there were in all, and in each of the last seconds: as a chart, or as a table. */
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
            <span className={styles.entry}>
              <span aria-hidden className={mergeClasses(styles.line, styles.sent)} />
              {words.traffic.sent(last?.sent)}
            </span>
            <span className={styles.entry}>
              <span aria-hidden className={mergeClasses(styles.line, styles.received)} />
              {words.traffic.received(last?.received)}
            </span>
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
            isTable ? (
              <RateTable rates={rates} />
            ) : (
              <LineChart
                label={chartLabel(rates)}
                first={rates.sent}
                second={rates.received}
                seconds={shownSeconds(rates)}
                height={heightPx}
                formatValue={formatRoundRate}
                formatAgo={agoWord}
              />
            )
          ) : (
            <p className={styles.empty}>{words.traffic.empty(words.connection.start)}</p>
          )}
        </div>
      </div>
    </div>
  );
}

function lastOf({ sent, received }: SessionRates): { readonly sent: string; readonly received: string } {
  return { sent: formatRate(sent.at(-1) ?? 0), received: formatRate(received.at(-1) ?? 0) };
}

function chartLabel(rates: SessionRates): string {
  const { sent, received } = lastOf(rates);
  return `${words.traffic.chart(agoWord(shownSeconds(rates)))} ${words.traffic.chartNow(sent, received)}`;
}
