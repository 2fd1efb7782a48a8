// A table's own elements cannot be absent for the rows that are off screen; a grid's can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { JournalEntry } from '../../../contract/network-journal.ts';
import { rowAfterKey } from '../../features/transcript/transcript-keys.ts';
import { useRowListStyles } from '../../features/transcript/row-list-styles.ts';
import { useRowStyles } from '../../features/transcript/row-styles.ts';
import { useScrolling } from '../../features/transcript/use-scrolling.ts';
import { hostAndPort, journalReason } from '../../model/decision-text.ts';
import { formatCount, formatTime } from '../../model/format.ts';
import type { JournalView } from '../../model/journal-view.ts';
import { elementHeight, rowHeights } from '../../model/virtual-scroll.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { ArrowDown16Regular } from '../../ui/icons.ts';
import { makeStyles, mergeClasses, oneLine, text, tokens } from '../../ui/styles.ts';

/** Row of column headers, with its line. */
const headHeight = 28;

const rowHeight = rowHeights.comfortable;

/** Where the list has no room for the address and the reason. */
const narrowList = '@container transcript (max-width: 559.98px)';

const useStyles = makeStyles({
  columns: {
    gridTemplateColumns: '84px 12px 68px minmax(120px, 2fr) minmax(100px, 1fr) minmax(0, 3fr)',
    [narrowList]: { gridTemplateColumns: '84px 12px 68px minmax(0, 1fr)' },
  },
  host: { ...oneLine, ...text.mono, minWidth: 0, color: tokens.colorNeutralForeground1 },
  hostHead: { minWidth: 0 },
  extra: { ...oneLine, minWidth: 0, [narrowList]: { display: 'none' } },
  address: { ...text.mono },
  outcome: { whiteSpace: 'nowrap' },
});

interface JournalListProps {
  readonly journal: JournalView;
  readonly length: number;
  /** The selected row. */
  readonly active: number | undefined;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (row: number) => void;
}

/** The journal's rows, of which only those on screen exist; as in the transcript. */
export function JournalList({ journal, length, active, onSelect, onOpen }: JournalListProps) {
  const styles = useStyles();
  const listStyles = useRowListStyles();
  const rowStyles = useRowStyles();
  const idPrefix = useId();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const scrolling = useScrolling(scrollerRef, { length, headHeight, rowHeight });
  const { from, to, position } = scrolling;
  useEffect(() => journal.show(from, to), [journal, from, to]);

  const select = (row: number): void => {
    scrolling.stopFollowing();
    scrolling.reveal(row);
    onSelect(row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && active !== undefined) return onOpen(active);
    const row = rowAfterKey(event.key, active, { length, pageRows: scrolling.pageRows });
    if (row === undefined) return;
    event.preventDefault();
    select(row);
    if (event.key === 'End') scrolling.follow();
  };
  const onClick = (event: MouseEvent): void => {
    const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index']; // a click is on an element
    if (index === undefined) return;
    select(Number(index));
    onOpen(Number(index));
  };
  const { journal: text } = words.isolation;
  return (
    <div className={listStyles.frame}>
      {/* The keys of the rows are the grid's: rows come and go, the grid keeps the focus. */}
      <div
        ref={scrollerRef}
        className={listStyles.scroller}
        role="grid"
        tabIndex={0}
        aria-label={text.label}
        aria-rowcount={length + 1}
        aria-colcount={6}
        aria-activedescendant={
          active !== undefined && active >= from && active < to ? `${idPrefix}${active}` : undefined
        }
        onScroll={scrolling.onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="row" aria-rowindex={1} className={mergeClasses(rowStyles.row, rowStyles.headRow, styles.columns)}>
          <span role="columnheader">{text.columns.time}</span>
          <span role="columnheader">
            <span className={rowStyles.hiddenWord}>{text.columns.mark}</span>
          </span>
          <span role="columnheader">{text.columns.outcome}</span>
          <span role="columnheader" className={styles.hostHead}>
            {text.columns.where}
          </span>
          <span role="columnheader" className={styles.extra}>
            {text.columns.address}
          </span>
          <span role="columnheader" className={styles.extra}>
            {text.columns.why}
          </span>
        </div>
        <div role="presentation" className={listStyles.sizer} style={{ height: elementHeight({ length, rowHeight }) }}>
          <div
            role="presentation"
            className={listStyles.rows}
            style={{ transform: `translateY(${position.elementTop - position.top + from * rowHeight}px)` }}
          >
            {Array.from({ length: to - from }, (_, offset) => from + offset).map((index) => (
              <div
                key={index}
                id={`${idPrefix}${index}`}
                role="row"
                // Counted from 1, after the row of column headers.
                aria-rowindex={index + 2}
                aria-selected={index === active}
                data-index={index}
                className={mergeClasses(
                  rowStyles.row,
                  rowStyles.bodyRow,
                  styles.columns,
                  index === active && rowStyles.active,
                )}
              >
                <Cells entry={journal.entryAt(index)} />
              </div>
            ))}
          </div>
        </div>
      </div>
      {scrolling.newRows > 0 && (
        <Button className={listStyles.newRows} size="small" icon={<ArrowDown16Regular />} onClick={scrolling.follow}>
          {text.newRows(formatCount(scrolling.newRows))}
        </Button>
      )}
    </div>
  );
}

function Cells({ entry }: { readonly entry: JournalEntry | undefined }) {
  const styles = useStyles();
  const rowStyles = useRowStyles();
  const { journal } = words.isolation;
  if (entry === undefined) {
    return (
      <span role="gridcell" aria-colspan={6} className={rowStyles.wide}>
        …
      </span>
    );
  }
  const { kind } = entry.outcome;
  const isBad = kind === 'refused' || kind === 'failed';
  return (
    <>
      <span role="gridcell" className={rowStyles.time}>
        {formatTime(entry.time)}
      </span>
      <span
        role="gridcell"
        className={mergeClasses(
          rowStyles.direction,
          kind === 'opened' && rowStyles.received,
          isBad && rowStyles.problem,
        )}
      >
        <span aria-hidden>{glyphs[kind]}</span>
      </span>
      <span role="gridcell" className={mergeClasses(styles.outcome, isBad && rowStyles.problem)}>
        {journal.outcomes[kind]}
      </span>
      <span role="gridcell" className={styles.host}>
        {hostAndPort(entry.host, entry.port)}
      </span>
      <span role="gridcell" className={mergeClasses(styles.extra, styles.address)}>
        {entry.address ?? '–'}
      </span>
      <span role="gridcell" className={styles.extra}>
        {journalReason(entry)}
      </span>
    </>
  );
}

const glyphs = { opened: '✓', refused: '✕', failed: '!', canceled: '·' } as const;
