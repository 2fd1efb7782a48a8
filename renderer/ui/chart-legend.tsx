import { chartColors } from './chart.tsx';
import { makeStyles, mergeClasses, text, tokens } from './styles.ts';

const useStyles = makeStyles({
  legend: { ...text.caption, ...text.number, display: 'flex', gap: tokens.spacingHorizontalM, whiteSpace: 'nowrap' },
  // Wide enough for any figure, so that nothing beside it moves.
  entry: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: '128px' },
  // The line of the chart it names.
  line: { width: '16px', height: 0, flexShrink: 0, borderTop: '2px solid' },
  first: { borderTopStyle: 'dashed', borderTopColor: chartColors.first },
  second: { borderTopColor: chartColors.second },
  // Its bar, or its point.
  box: { width: '10px', height: '10px', flexShrink: 0, boxSizing: 'border-box', border: '2px solid' },
  point: { borderRadius: tokens.borderRadiusCircular },
  emptyBox: { border: `2px solid ${chartColors.first}` },
  fullBox: { border: `5px solid ${chartColors.second}` },
});

interface ChartLegendProps {
  readonly kind: 'lines' | 'bars' | 'points';
  /** What the two rows of values are. */
  readonly first: string;
  readonly second: string;
}

export function ChartLegend({ kind, first, second }: ChartLegendProps) {
  const styles = useStyles();
  const box = mergeClasses(styles.box, kind === 'points' && styles.point);
  const isLine = kind === 'lines';
  return (
    <div className={styles.legend}>
      <span className={styles.entry}>
        <span
          aria-hidden
          className={isLine ? mergeClasses(styles.line, styles.first) : mergeClasses(box, styles.emptyBox)}
        />
        {first}
      </span>
      <span className={styles.entry}>
        <span
          aria-hidden
          className={isLine ? mergeClasses(styles.line, styles.second) : mergeClasses(box, styles.fullBox)}
        />
        {second}
      </span>
    </div>
  );
}
