import { useMemo } from 'react';
import type { LogSummary, RoundTripSummary } from '../../../../contract/log-summary.ts';
import {
  formatMoment,
  formatTook,
  roundTop,
  roundTripPoints,
  tablePoints,
  timeMarks,
  wholePart,
} from '../../../model/chart-figures.ts';
import { formatCount } from '../../../model/format.ts';
import { words } from '../../../model/words.ts';
import { ChartLegend } from '../../../ui/chart-legend.tsx';
import { Chart } from '../../../ui/chart.tsx';
import { FigureTable } from '../../../ui/figure-table.tsx';
import { PushButton } from '../../../ui/push-button.tsx';
import { usePageServices } from '../../page-context.ts';
import { chartHeightPx, useChartStyles } from './chart-styles.ts';

const columns = (): readonly string[] => [
  words.charts.columns.time,
  words.charts.columns.from,
  words.charts.columns.took,
];

interface PingsChartProps {
  readonly summary: LogSummary;
  readonly isTable: boolean;
  readonly canPing: boolean;
}

/** How long each pong took, of our pings and of the server's. */
export function PingsChart({ summary, isTable, canPing }: PingsChartProps) {
  const styles = useChartStyles();
  const { app } = usePageServices();
  const { pings, answers } = summary;
  const points = useMemo(() => roundTripPoints(pings, answers), [pings, answers]);
  const rows = useMemo(
    () =>
      isTable
        ? tablePoints(pings, answers).map(({ at, took, isOurs }) => ({
            name: formatMoment(at),
            figures: [isOurs ? words.charts.ourPings : words.charts.theirPings, formatTook(took)],
          }))
        : [],
    [pings, answers, isTable],
  );
  const whole = wholePart(summary);
  const send = (
    <PushButton label={words.charts.sendPing} disabled={!canPing} onClick={() => void app.ping(summary.session)} />
  );
  if (whole === undefined || pings.pings + answers.pings === 0) {
    return (
      <div className={styles.empty}>
        <p className={styles.emptyText}>{canPing ? words.charts.noPings : words.charts.noPingsOffline}</p>
        {send}
        {pings.unasked > 0 && <p className={styles.emptyText}>{words.charts.unasked(formatCount(pings.unasked))}</p>}
      </div>
    );
  }
  return (
    <>
      <div className={styles.line}>
        <ChartLegend kind="points" first={words.charts.ourPings} second={words.charts.theirPings} />
        {send}
      </div>
      <div className={styles.box}>
        {isTable ? (
          <FigureTable label={words.charts.pings} columns={columns()} rows={rows} />
        ) : (
          <Chart
            kind="points"
            label={words.charts.pingsChart}
            at={points.at}
            first={points.ours}
            second={points.theirs}
            axis={whole}
            marks={timeMarks(whole)}
            height={chartHeightPx}
            formatAt={formatMoment}
            formatValue={formatTook}
            topOf={(most) => roundTop(most, 0.1)}
          />
        )}
      </div>
      <p className={styles.figures}>
        {words.charts.ourPings}: {pingFigures(pings, words.charts.pingFigures)}
      </p>
      {answers.pings > 0 && (
        <p className={styles.figures}>
          {words.charts.theirPings}: {pingFigures(answers, words.charts.answerFigures)}
        </p>
      )}
    </>
  );
}

function pingFigures(
  { pings, unanswered, unasked, times }: RoundTripSummary,
  sentence: (pings: string, unanswered: string) => string,
): string {
  const parts = [sentence(formatCount(pings), formatCount(unanswered))];
  if (times !== undefined) {
    const { least, median, p95, most } = times;
    parts.push(words.charts.times(formatTook(least), formatTook(median), formatTook(p95), formatTook(most)));
  }
  if (unasked > 0) parts.push(words.charts.unasked(formatCount(unasked)));
  return parts.join(' · ');
}
