import type { SessionCounters } from '../../../contract/sessions.ts';
import { formatCount } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  counters: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    alignItems: 'baseline',
    margin: 0,
  },
  name: { ...text.body, color: tokens.colorNeutralForeground2 },
  value: {
    ...text.subtitle,
    ...text.number,
    margin: 0,
    // Its line is there before the first byte.
    minHeight: tokens.lineHeightBase400,
  },
  explanation: { ...text.caption, color: tokens.colorNeutralForeground3, margin: `${tokens.spacingVerticalXS} 0 0` },
});

/** The sample's two counters: empty until the first byte, then live. */
export function ByteCounters({ counters }: { readonly counters: SessionCounters | undefined }) {
  const styles = useStyles();
  return (
    <div>
      <dl className={styles.counters} aria-label={words.stream.label}>
        <dt className={styles.name}>{words.stream.sent}</dt>
        <dd className={styles.value} data-testid="bytes-sent">
          {counters === undefined ? '' : formatCount(counters.sentBytes)}
        </dd>
        <dt className={styles.name}>{words.stream.received}</dt>
        <dd className={styles.value} data-testid="bytes-received">
          {counters === undefined ? '' : formatCount(counters.receivedBytes)}
        </dd>
      </dl>
      <p className={styles.explanation}>{words.stream.explanation}</p>
    </div>
  );
}
