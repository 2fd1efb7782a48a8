import type { LogTotals } from '../../../contract/log-totals.ts';
import { selectionSize } from '../../model/row-selection.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { useStore } from '../use-store.ts';

const useStyles = makeStyles({
  bar: {
    ...text.caption,
    ...text.number,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    flexShrink: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    // The live region stays, so that what appears in it is announced.
    ':empty': { display: 'block', padding: 0, borderTopStyle: 'none' },
  },
});

/** What the selection comes to, and what has just been done with it. */
export function SelectionBar({ model }: { readonly model: TranscriptModel }) {
  const styles = useStyles();
  const { selection, totals, notice } = useStore(model.store);
  const rows = selectionSize(selection);
  const { transcript } = words;
  return (
    <output className={styles.bar}>
      {rows > 1 && <span>{transcript.selected(rows)}</span>}
      {rows > 1 && (totals === undefined ? <span>{transcript.addingUp}</span> : <Totals totals={totals} />)}
      {notice !== '' && <span>{notice}</span>}
    </output>
  );
}

function Totals({ totals: { sent, received, problems } }: { readonly totals: LogTotals }) {
  const { transcript } = words;
  return (
    <>
      <span>{`↑ ${transcript.selectedTotals(sent.messages, sent.bytes)}`}</span>
      <span>{`↓ ${transcript.selectedTotals(received.messages, received.bytes)}`}</span>
      {problems > 0 && <span>{transcript.summary.errors(problems)}</span>}
    </>
  );
}
