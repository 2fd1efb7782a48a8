import { useId, useMemo, useState, type ReactNode } from 'react';
import type { LogSummary } from '../../../../contract/log-summary.ts';
import {
  firstRowOf,
  formatMoment,
  rates,
  roundTop,
  snapped,
  tableParts,
  timeMarks,
  totalsOf,
  wholePart,
  type SessionPart,
} from '../../../model/chart-figures.ts';
import { formatCount, formatRoundRate, formatSize, roundBytes } from '../../../model/format.ts';
import { words } from '../../../model/words.ts';
import { ChartLegend } from '../../../ui/chart-legend.tsx';
import { Chart } from '../../../ui/chart.tsx';
import { Slider } from '../../../ui/controls.ts';
import { FigureTable } from '../../../ui/figure-table.tsx';
import { PushButton } from '../../../ui/push-button.tsx';
import { RadioChoice } from '../../../ui/radio-choice.tsx';
import { usePageServices } from '../../page-context.ts';
import { useStore } from '../../use-store.ts';
import { chartHeightPx, useChartStyles } from './chart-styles.ts';

interface TrafficChartProps {
  readonly summary: LogSummary;
  readonly isTable: boolean;
  readonly isShown: (row: number) => boolean;
  readonly onShow: (row: number) => void;
}

const columns = (): readonly string[] => [
  words.charts.columns.time,
  words.charts.sent,
  words.charts.received,
  `${words.charts.sent} (${words.charts.bytes})`,
  `${words.charts.received} (${words.charts.bytes})`,
];

/** Messages or bytes a second, and a part of the session that can be chosen. */
export function TrafficChart({ summary, isTable, isShown, onShow }: TrafficChartProps) {
  const styles = useChartStyles();
  const { app } = usePageServices();
  const look = useStore(app.store, (state) => state.chartsLook);
  const [chosen, setChosen] = useState<SessionPart>();
  const whole = useMemo(() => wholePart(summary), [summary]);
  const figures = useMemo(
    () => (whole === undefined ? undefined : rates(summary, look.unit, whole)),
    [summary, look.unit, whole],
  );
  const part = whole === undefined || chosen === undefined ? whole : snapped(chosen, summary, whole);
  const rows = useMemo(
    () =>
      part === undefined || !isTable
        ? []
        : tableParts(summary, part).map((line) => ({
            name: `${formatMoment(line.from)} – ${formatMoment(line.to)}`,
            figures: [line.sentMessages, line.receivedMessages, line.sentBytes, line.receivedBytes].map(formatCount),
          })),
    // The part's ends: it is another object each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [summary, isTable, part?.from, part?.to],
  );
  if (whole === undefined || part === undefined || figures === undefined) {
    return (
      <div className={styles.empty}>
        <p className={styles.emptyText}>{words.charts.empty}</p>
      </div>
    );
  }
  const isBytes = look.unit === 'bytes';
  const formatCountRate = (value: number): string => words.charts.perSecond(formatCount(value));
  return (
    <>
      <div className={styles.line}>
        <ChartLegend kind="lines" first={words.charts.sent} second={words.charts.received} />
        <RadioChoice
          label={words.charts.unit}
          hidesLabel
          isHorizontal
          value={look.unit}
          options={[
            { value: 'messages', label: words.charts.perSecond(words.charts.messages) },
            { value: 'bytes', label: words.charts.perSecond(words.charts.bytes) },
          ]}
          onChange={(unit) => void app.setChartsLook({ ...look, unit })}
        />
      </div>
      <div className={styles.box}>
        {isTable ? (
          <FigureTable label={words.charts.traffic} columns={columns()} rows={rows} />
        ) : (
          <Chart
            kind="steps"
            label={words.charts.trafficChart(words.charts[look.unit], formatMoment(whole.from), formatMoment(whole.to))}
            at={figures.at}
            first={figures.sent}
            second={figures.received}
            axis={whole}
            marks={timeMarks(whole)}
            height={chartHeightPx}
            formatAt={formatMoment}
            formatValue={isBytes ? formatRoundRate : formatCountRate}
            topOf={isBytes ? roundBytes : (most) => roundTop(most, 2)}
            selected={chosen === undefined ? undefined : part}
            onSelect={setChosen}
          />
        )}
      </div>
      <PartChoice summary={summary} whole={whole} part={part} onChange={setChosen}>
        <PushButton
          label={words.charts.clearRange}
          disabled={chosen === undefined}
          onClick={() => setChosen(undefined)}
        />
        <ShowRows summary={summary} part={part} isShown={isShown} onShow={onShow} />
      </PartChoice>
    </>
  );
}

interface PartChoiceProps {
  readonly summary: LogSummary;
  readonly whole: SessionPart;
  readonly part: SessionPart;
  readonly onChange: (part: SessionPart) => void;
  readonly children: ReactNode;
}

/** The two ends of the part, for those who do not drag, and what is in it. */
function PartChoice({ summary, whole, part, onChange, children }: PartChoiceProps) {
  const styles = useChartStyles();
  const id = useId();
  const step = summary.spanMs / 1000;
  // Counted in spans: with a step of another length the slider draws a mark for each.
  const spanAt = (seconds: number): number => Math.round(seconds / step);
  const { sentMessages, receivedMessages, sentBytes, receivedBytes } = totalsOf(summary, part);
  return (
    <fieldset className={styles.part} title={words.charts.rangeHint}>
      <legend className={styles.hidden}>{words.charts.range}</legend>
      <div className={styles.ends}>
        <label htmlFor={`${id}from`}>{words.charts.rangeFrom}</label>
        <Slider
          id={`${id}from`}
          size="small"
          className={styles.slider}
          min={spanAt(whole.from)}
          max={spanAt(whole.to) - 1}
          value={spanAt(part.from)}
          aria-valuetext={formatMoment(part.from)}
          onChange={(_event, { value }) => onChange({ from: value * step, to: Math.max(part.to, (value + 1) * step) })}
        />
        <label htmlFor={`${id}to`}>{words.charts.rangeTo}</label>
        <Slider
          id={`${id}to`}
          size="small"
          className={styles.slider}
          min={spanAt(whole.from) + 1}
          max={spanAt(whole.to)}
          value={spanAt(part.to)}
          aria-valuetext={formatMoment(part.to)}
          onChange={(_event, { value }) =>
            onChange({ from: Math.min(part.from, (value - 1) * step), to: value * step })
          }
        />
      </div>
      <div className={styles.line}>
        <p className={styles.figures}>
          {words.charts.rangeTotals(
            formatMoment(part.from),
            formatMoment(part.to),
            formatCount(receivedMessages),
            formatCount(sentMessages),
            formatSize(sentBytes + receivedBytes),
          )}
        </p>
        <div className={styles.buttons}>{children}</div>
      </div>
    </fieldset>
  );
}

function ShowRows({
  summary,
  part,
  isShown,
  onShow,
}: Omit<TrafficChartProps, 'isTable'> & { readonly part: SessionPart }) {
  const row = firstRowOf(summary, part);
  return (
    <PushButton
      label={words.charts.showRows}
      disabled={row === undefined || !isShown(row)}
      onClick={() => {
        if (row !== undefined) onShow(row);
      }}
    />
  );
}
