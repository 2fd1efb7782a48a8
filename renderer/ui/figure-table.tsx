import { memo } from 'react';
import { ScrollArea } from './scroll-area.tsx';
import { makeStyles, text, tokens } from './styles.ts';

const useStyles = makeStyles({
  area: { height: '100%' },
  table: { ...text.caption, ...text.number, width: '100%', borderCollapse: 'collapse' },
  head: {
    position: 'sticky',
    top: 0,
    textAlign: 'end',
    fontWeight: tokens.fontWeightSemibold,
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':first-child': { textAlign: 'start' },
  },
  cell: { textAlign: 'end', padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}` },
  name: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
  },
});

export interface FigureRow {
  /** What the figures are of: the first column. */
  readonly name: string;
  readonly figures: readonly string[];
}

interface FigureTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
}

/** The figures of a chart. Drawn anew with new figures only: it has some hundred rows. */
export const FigureTable = memo(function FigureTable({ label, columns, rows }: FigureTableProps) {
  const styles = useStyles();
  return (
    <ScrollArea label={label} className={styles.area}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={styles.head}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, figures }) => (
            <tr key={name}>
              <th scope="row" className={styles.name}>
                {name}
              </th>
              {figures.map((figure, index) => (
                <td key={columns[index + 1]} className={styles.cell}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
});
