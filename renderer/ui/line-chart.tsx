import type uPlot from 'uplot';
import { useEffect, useRef, useState } from 'react';
import { makeStyles, tokens } from './styles.ts';
import { useMedia } from './use-media.ts';

const useStyles = makeStyles({
  chart: { margin: 0, minWidth: 0, overflow: 'hidden' },
});

/** The two lines of a chart, told apart by more than colour: the first is dashed, the second is filled. */
export const lineColors = {
  first: tokens.colorBrandForeground1,
  second: tokens.colorPaletteGreenForeground1,
} as const;

interface LineChartProps {
  /** What a person who cannot see it is told. */
  readonly label: string;
  /** Values of each second, oldest first; the last one is that of now. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Seconds on the axis; where there are fewer values, they stand at its end. */
  readonly seconds: number;
  /** In CSS pixels. */
  readonly height: number;
  readonly formatValue: (value: number) => string;
  /** @param ago seconds before now */
  readonly formatAgo: (ago: number) => string;
}

/** Two lines over the last seconds. Drawn anew with new values, the theme and the width; nothing on it moves by itself. */
export function LineChart(props: LineChartProps) {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const isForced = useMedia('(forced-colors: active)');
  // Colours and axes are fixed when a plot is made.
  return <Plot key={`${isDark} ${isForced} ${props.seconds}`} {...props} isForced={isForced} />;
}

function Plot({ label, first, second, seconds, height, isForced, formatValue, formatAgo }: LineChartProps & Forced) {
  const styles = useStyles();
  const ref = useRef<HTMLElement>(null);
  const [plot, setPlot] = useState<uPlot>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    let made: uPlot | undefined;
    let isOver = false;
    const resized = new ResizeObserver(() => made?.setSize({ width: element.clientWidth, height }));
    const make = async (): Promise<void> => {
      const UPlot = await load();
      if (isOver) return;
      made = new UPlot(optionsOf(element, { seconds, height, isForced, formatValue, formatAgo }), undefined, element);
      resized.observe(element);
      setPlot(made);
    };
    void make();
    return () => {
      isOver = true;
      resized.disconnect();
      made?.destroy();
    };
  }, [seconds, height, isForced, formatValue, formatAgo]);
  useEffect(() => plot?.setData(aligned(first, second, seconds)), [plot, first, second, seconds]);
  return <figure ref={ref} aria-label={label} className={styles.chart} style={{ height }} />;
}

/** The library comes when the first chart does. */
async function load(): Promise<typeof uPlot> {
  const [library] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
  return library.default;
}

function aligned(first: Float64Array, second: Float64Array, seconds: number): uPlot.AlignedData {
  const times = Array.from({ length: seconds }, (_, index) => index - seconds + 1);
  const values = (of: Float64Array): (number | null)[] =>
    times.map((_, index) => of[of.length - seconds + index] ?? null);
  return [times, values(first), values(second)];
}

interface Forced {
  /** Whether the system's colours take the place of ours. */
  readonly isForced: boolean;
}

type Look = Pick<LineChartProps, 'seconds' | 'height' | 'formatValue' | 'formatAgo'> & Forced;

function optionsOf(element: HTMLElement, { seconds, height, isForced, formatValue, formatAgo }: Look): uPlot.Options {
  const style = getComputedStyle(element);
  /** A canvas knows no variables. With forced colours it has to use the system's. */
  const color = (token: string, forced: string): string =>
    isForced ? forced : style.getPropertyValue(token.replace(/^var\((.*)\)$/, '$1')).trim();
  const ink = color(tokens.colorNeutralForeground3, 'CanvasText');
  const grid = { stroke: color(tokens.colorNeutralStroke3, 'GrayText'), width: 1 };
  const font = `12px ${style.fontFamily}`;
  const sent = color(lineColors.first, 'Highlight');
  const received = color(lineColors.second, 'CanvasText');
  return {
    width: element.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [1 - seconds, 0] },
      y: { range: (_plot, _least, most) => [0, topOf(most)] },
    },
    axes: [
      {
        stroke: ink,
        font,
        size: 24,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        // Not at the ends, where the words would be cut off.
        splits: () => [0.75, 0.5, 0.25].map((part) => -part * seconds),
        values: (_plot, splits) => splits.map((split) => formatAgo(-split)),
      },
      {
        stroke: ink,
        font,
        size: 72,
        gap: 8,
        grid,
        ticks: { show: false },
        splits: (_plot, _axis, _least, most) => [0, most / 2, most],
        values: (_plot, splits) => splits.map(formatValue),
      },
    ],
    series: [
      {},
      { stroke: sent, width: 2, dash: [6, 3], points: { show: false } },
      { stroke: received, width: 2, fill: isForced ? 'transparent' : `${received}26`, points: { show: false } },
    ],
  };
}

/** The next power of two, as sizes are told in KiB and MiB; halves of it are even, too. */
function topOf(most: number): number {
  return 2 ** Math.max(5, Math.ceil(Math.log2(Math.max(1, most))));
}
