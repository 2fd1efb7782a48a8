import { useMemo } from 'react';
import type { LogSummary, TrafficSummary } from '../../../../contract/log-summary.ts';
import { roundTop, sizeClassWords } from '../../../model/chart-figures.ts';
import { formatCount, formatSize } from '../../../model/format.ts';
import { words } from '../../../model/words.ts';
import { ChartLegend } from '../../../ui/chart-legend.tsx';
import { Chart } from '../../../ui/chart.tsx';
import { FigureTable } from '../../../ui/figure-table.tsx';
import { chartHeightPx, useChartStyles } from './chart-styles.ts';

const columns = (): readonly string[] => [words.charts.columns.size, words.charts.sent, words.charts.received];
const classWords = sizeClassWords();

/** How many messages there are of each size, from the smallest to the largest class that has some. */
export function SizesChart({ summary, isTable }: { readonly summary: LogSummary; readonly isTable: boolean }) {
  const styles = useChartStyles();
  const { sent, received } = summary;
  const { first, end } = filledClasses(sent.sizes, received.sizes);
  const places = useMemo(() => Array.from({ length: end - first }, (_, index) => first + index), [first, end]);
  const values = useMemo(
    () => ({
      sent: places.map((place) => sent.sizes[place] ?? 0),
      received: places.map((place) => received.sizes[place] ?? 0),
    }),
    [places, sent.sizes, received.sizes],
  );
  if (end === 0) {
    return (
      <div className={styles.empty}>
        <p className={styles.emptyText}>{words.charts.noSizes}</p>
      </div>
    );
  }
  const cut = sent.cut + received.cut;
  return (
    <>
      <div className={styles.line}>
        <ChartLegend kind="bars" first={words.charts.sent} second={words.charts.received} />
      </div>
      <div className={styles.box}>
        {isTable ? (
          <FigureTable
            label={words.charts.sizes}
            columns={columns()}
            rows={places.map((place, index) => ({
              name: classWords[place] ?? '',
              figures: [values.sent[index] ?? 0, values.received[index] ?? 0].map(formatCount),
            }))}
          />
        ) : (
          <Chart
            kind="bars"
            label={words.charts.sizesChart}
            at={places}
            first={values.sent}
            second={values.received}
            axis={{ from: first - 0.5, to: end - 0.5 }}
            // Every second one where they would not fit.
            marks={places.filter((place) => places.length <= 5 || place % 2 === 0)}
            height={chartHeightPx}
            formatAt={(place) => shortWord(classWords[place] ?? '')}
            formatValue={formatCount}
            topOf={(most) => roundTop(most, 2)}
          />
        )}
      </div>
      <p className={styles.figures}>
        {words.charts.sent}: {trafficFigures(sent)}
      </p>
      <p className={styles.figures}>
        {words.charts.received}: {trafficFigures(received)}
      </p>
      {cut > 0 && <p className={styles.figures}>{words.charts.cut(formatCount(cut))}</p>}
    </>
  );
}

/** The classes between the first and the last that has a message, with one on either side. */
function filledClasses(sent: Float64Array, received: Float64Array): { readonly first: number; readonly end: number } {
  const isFilled = (_count: number, index: number): boolean => (sent[index] ?? 0) + (received[index] ?? 0) > 0;
  const last = sent.findLastIndex(isFilled);
  if (last === -1) return { first: 0, end: 0 };
  return { first: Math.max(0, sent.findIndex(isFilled) - 1), end: Math.min(sent.length, last + 2) };
}

/** Only the largest size: all the axis has room for. */
function shortWord(word: string): string {
  const most = word.split(' – ')[1];
  return most === undefined ? word : `≤ ${most}`;
}

/** `1,204 messages, 3.0 MiB · 3.1 MiB on the wire, compressed to 40 %`: what went one way. */
function trafficFigures({
  totalMessages,
  totalBytes,
  wireBytes,
  wirePayloadBytes,
  compressed,
}: TrafficSummary): string {
  const parts = [words.charts.totals(formatCount(totalMessages), formatSize(totalBytes))];
  if (wireBytes > 0) parts.push(words.charts.wire(formatSize(wireBytes)));
  if (compressed > 0 && wirePayloadBytes > 0) {
    parts.push(words.charts.compressed(((wireBytes / wirePayloadBytes) * 100).toFixed(0)));
  }
  return parts.join(', ');
}
