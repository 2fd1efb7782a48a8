import { memo } from 'react';
import type { SessionRates } from '../../../contract/sessions.ts';
import { agoWord } from '../../model/file-text.ts';
import { formatCount } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  area: { height: '100%' },
  table: { ...text.caption, ...text.number, width: '100%', borderCollapse: 'collapse' },
  head: {
    position: 'sticky',
    top: 0,
    textAlign: 'right',
    fontWeight: tokens.fontWeightSemibold,
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':first-child': { textAlign: 'left' },
  },
  cell: { textAlign: 'right', padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}` },
  time: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
  },
});

/** The figures of the chart, newest first. Drawn anew with new figures only: it has up to 600 rows. */
export const RateTable = memo(function RateTable({ rates: { sent, received } }: { readonly rates: SessionRates }) {
  const styles = useStyles();
  return (
    <ScrollArea label={words.traffic.title} className={styles.area}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[words.traffic.columns.time, words.traffic.columns.sent, words.traffic.columns.received].map((name) => (
              <th key={name} scope="col" className={styles.head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(sent, (_, ago) => (
            <tr key={ago}>
              <th scope="row" className={styles.time}>
                {agoWord(ago)}
              </th>
              <td className={styles.cell}>{formatCount(sent.at(-1 - ago) ?? 0)}</td>
              <td className={styles.cell}>{formatCount(received.at(-1 - ago) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
});
