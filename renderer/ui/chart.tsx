import type uPlot from 'uplot';
import { useEffect, useRef, useState } from 'react';
import { leftToRight, makeStyles, media, mergeClasses, tokens } from './styles.ts';
import { useThemeName } from './theme-name.ts';
import { useMedia } from './use-media.ts';

const useStyles = makeStyles({
  chart: {
    // The axis runs as time does in figures; its words are drawn as the canvas runs.
    ...leftToRight,
    margin: 0,
    minWidth: 0,
    overflow: 'hidden',
    '& .u-select': {
      backgroundColor: tokens.colorNeutralForeground3,
      opacity: 0.2,
      [media.forcedColors]: { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
    },
  },
  selectable: { cursor: 'crosshair' },
});

/** The two rows of values of a chart, told apart by more than colour: the first is dashed or empty, the second is filled. */
export const chartColors = {
  first: tokens.colorBrandForeground1,
  second: tokens.colorPaletteGreenForeground1,
} as const;

export interface ChartRange {
  readonly from: number;
  readonly to: number;
}

interface ChartProps {
  /** What a person who cannot see it is told. */
  readonly label: string;
  readonly kind: 'lines' | 'steps' | 'bars' | 'points';
  /** Where on the axis the values stand, ascending. */
  readonly at: ArrayLike<number>;
  /** A value for each of these; null where there is none. */
  readonly first: ArrayLike<number | null>;
  readonly second: ArrayLike<number | null>;
  /** The ends of the axis. */
  readonly axis: ChartRange;
  /** Where it has words. */
  readonly marks: readonly number[];
  /** In CSS pixels. */
  readonly height: number;
  readonly formatAt: (at: number) => string;
  readonly formatValue: (value: number) => string;
  /** The upper end of the other axis, for the largest value. */
  readonly topOf: (most: number) => number;
  /** The part of the axis that is marked. */
  readonly selected?: ChartRange | undefined;
  /** Called with a part that was chosen by dragging. Where it is missing nothing can be chosen. */
  readonly onSelect?: (range: ChartRange) => void;
}

/** Two rows of values over an axis. Drawn anew with new values, the theme and the width; nothing on it moves by itself. */
export function Chart(props: ChartProps) {
  const theme = useThemeName();
  const isForced = useMedia('(forced-colors: active)');
  // Colours are fixed when a plot is made.
  return <Plot key={`${theme} ${isForced}`} {...props} isForced={isForced} />;
}

interface PlotProps extends ChartProps {
  /** Whether the system's colours take the place of ours. */
  readonly isForced: boolean;
}

function Plot(props: PlotProps) {
  const { label, kind, height, isForced, at, first, second, axis, selected, onSelect } = props;
  const styles = useStyles();
  const ref = useRef<HTMLElement>(null);
  /** What the plot, which stays, is to show now. */
  const shown = useRef(props);
  const [plot, setPlot] = useState<uPlot>();
  const isSelectable = onSelect !== undefined;
  useEffect(() => {
    shown.current = props;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    let made: uPlot | undefined;
    let isOver = false;
    const resized = new ResizeObserver(() => made?.setSize({ width: element.clientWidth, height }));
    const make = async (): Promise<void> => {
      const UPlot = await load();
      if (isOver) return;
      made = new UPlot(optionsOf(UPlot, element, { kind, height, isForced, isSelectable, shown }), undefined, element);
      resized.observe(element);
      setPlot(made);
    };
    void make();
    return () => {
      isOver = true;
      resized.disconnect();
      made?.destroy();
    };
  }, [kind, height, isForced, isSelectable]);
  useEffect(() => plot?.setData([Array.from(at), Array.from(first), Array.from(second)]), [plot, at, first, second]);
  const { from, to } = axis;
  useEffect(() => plot?.setScale('x', { min: from, max: to }), [plot, from, to]);
  useEffect(() => {
    if (plot !== undefined) drawSelected(plot, selected);
  }, [plot, selected]);
  return (
    <figure
      ref={ref}
      aria-label={label}
      className={mergeClasses(styles.chart, isSelectable && styles.selectable)}
      style={{ height }}
    />
  );
}

/** The library comes when the first chart does. */
async function load(): Promise<typeof uPlot> {
  const [library] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
  return library.default;
}

interface Look extends Pick<PlotProps, 'kind' | 'height' | 'isForced'> {
  readonly isSelectable: boolean;
  readonly shown: { readonly current: PlotProps };
}

function optionsOf(UPlot: typeof uPlot, element: HTMLElement, look: Look): uPlot.Options {
  const { height, isForced, isSelectable, shown } = look;
  const style = getComputedStyle(element);
  /** A canvas knows no variables. With forced colours it has to use the system's. */
  const color = (token: string, forced: string): string =>
    isForced ? forced : style.getPropertyValue(token.replace(/^var\((.*)\)$/, '$1')).trim();
  const ink = color(tokens.colorNeutralForeground3, 'CanvasText');
  const grid = { stroke: color(tokens.colorNeutralStroke3, 'GrayText'), width: 1 };
  const font = `12px ${style.fontFamily}`;
  return {
    width: element.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: isSelectable
      ? { x: false, y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } }
      : { show: false },
    scales: {
      x: { time: false, range: () => [shown.current.axis.from, shown.current.axis.to] },
      y: { range: (_plot, _least, most) => [0, shown.current.topOf(most ?? 0)] },
    },
    hooks: {
      draw: [(plot) => drawSelected(plot, shown.current.selected)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width === 0) return;
          shown.current.onSelect?.({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') });
        },
      ],
    },
    axes: [
      {
        stroke: ink,
        font,
        size: 24,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        splits: () => [...shown.current.marks],
        values: (_plot, splits) => splits.map(shown.current.formatAt),
      },
      {
        stroke: ink,
        font,
        size: 72,
        gap: 8,
        grid,
        ticks: { show: false },
        splits: (_plot, _axis, _least, most) => [0, most / 2, most],
        values: (_plot, splits) => splits.map(shown.current.formatValue),
      },
    ],
    series: [
      {},
      ...seriesOf(UPlot, look, {
        first: color(chartColors.first, 'Highlight'),
        second: color(chartColors.second, 'CanvasText'),
      }),
    ],
  };
}

function seriesOf(
  UPlot: typeof uPlot,
  { kind, isForced }: Look,
  { first, second }: { readonly first: string; readonly second: string },
): uPlot.Series[] {
  switch (kind) {
    case 'lines':
    case 'steps': {
      // A step goes on from its place to the next one.
      const paths = kind === 'steps' ? UPlot.paths.stepped?.({ align: 1 }) : undefined;
      const line = { width: 2, points: { show: false }, ...(paths !== undefined && { paths }) };
      return [
        { ...line, stroke: first, dash: [6, 3] },
        { ...line, stroke: second, fill: isForced ? 'transparent' : `${second}26` },
      ];
    }
    case 'bars': {
      // Side by side around their place.
      const bars = (align: -1 | 1) => UPlot.paths.bars?.({ size: [0.35, 48], align }) ?? nothing;
      return [
        { stroke: first, width: 2, fill: 'transparent', paths: bars(-1), points: { show: false } },
        { stroke: second, width: 1, fill: second, paths: bars(1), points: { show: false } },
      ];
    }
    case 'points':
      return [
        {
          stroke: first,
          paths: nothing,
          points: { show: true, size: 7, width: 2, stroke: first, fill: 'transparent' },
        },
        { stroke: second, paths: nothing, points: { show: true, size: 6, width: 1, stroke: second, fill: second } },
      ];
  }
}

/** Marks the part that is chosen, where the axis has it now. */
function drawSelected(plot: uPlot, selected: ChartRange | undefined): void {
  const from = selected === undefined ? 0 : Math.max(0, plot.valToPos(selected.from, 'x'));
  const to = selected === undefined ? 0 : Math.min(plot.over.clientWidth, plot.valToPos(selected.to, 'x'));
  const width = Math.max(0, to - from);
  plot.setSelect({ left: from, width, top: 0, height: width === 0 ? 0 : plot.over.clientHeight }, false);
}

/** No line. */
const nothing = (): null => null;
