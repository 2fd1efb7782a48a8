// A table's own elements cannot be absent for the rows that are off screen; a grid's can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { LogView } from '../../model/log-view.ts';
import { formatCount } from '../../model/format.ts';
import { elementHeight, rowHeight } from '../../model/virtual-scroll.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { ArrowDown16Regular } from '../../ui/icons.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { useRowListStyles } from './row-list-styles.ts';
import { useRowStyles } from './row-styles.ts';
import { rowAfterKey } from './transcript-keys.ts';
import { TranscriptRow } from './transcript-row.tsx';
import { useScrolling } from './use-scrolling.ts';

/** Row of column headers, with its line. */
const headHeight = 28;

interface RowListProps {
  readonly log: LogView;
  /** The selected row. */
  readonly active: number | undefined;
  /** A row to go to, once for each object. */
  readonly goTo: { readonly row: number } | undefined;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (row: number) => void;
  readonly onCopy: (row: number) => void;
}

/** The rows, of which only those on screen exist. */
export function RowList({ log, active, goTo, onSelect, onOpen, onCopy }: RowListProps) {
  const styles = useRowListStyles();
  const rowStyles = useRowStyles();
  const idPrefix = useId();
  const { length } = log;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const scrolling = useScrolling(scrollerRef, { length, headHeight });
  const { from, to, position } = scrolling;
  useEffect(() => log.show(from, to));

  const select = (row: number): void => {
    scrolling.stopFollowing();
    scrolling.reveal(row);
    onSelect(row);
  };
  const wentTo = useRef(goTo);
  useEffect(() => {
    if (goTo === undefined || goTo === wentTo.current) return;
    wentTo.current = goTo;
    select(goTo.row);
    scrollerRef.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      if (active !== undefined && String(window.getSelection()) === '') onCopy(active);
      return;
    }
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
  const { columns } = words.transcript;
  return (
    <div className={styles.frame}>
      {/* The keys of the rows are the grid's: rows come and go, the grid keeps the focus. */}
      <div
        ref={scrollerRef}
        className={styles.scroller}
        role="grid"
        tabIndex={0}
        aria-label={words.transcript.label}
        aria-rowcount={length + 1}
        aria-colcount={5}
        aria-activedescendant={
          active !== undefined && active >= from && active < to ? `${idPrefix}${active}` : undefined
        }
        onScroll={scrolling.onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="row" aria-rowindex={1} className={mergeClasses(rowStyles.row, rowStyles.headRow)}>
          <span role="columnheader">{columns.time}</span>
          <span role="columnheader">
            <span className={rowStyles.hiddenWord}>{columns.direction}</span>
          </span>
          <span role="columnheader" className={rowStyles.kind}>
            {columns.kind}
          </span>
          <span role="columnheader" className={rowStyles.size}>
            {columns.size}
          </span>
          <span role="columnheader" className={rowStyles.preview}>
            {columns.preview}
          </span>
        </div>
        <div role="presentation" className={styles.sizer} style={{ height: elementHeight(length) }}>
          <div
            role="presentation"
            className={styles.rows}
            style={{ transform: `translateY(${position.elementTop - position.top + from * rowHeight}px)` }}
          >
            {Array.from({ length: to - from }, (_, offset) => from + offset).map((index) => (
              <TranscriptRow
                key={index}
                id={`${idPrefix}${index}`}
                index={index}
                row={log.row(index)}
                isActive={index === active}
              />
            ))}
          </div>
        </div>
      </div>
      {scrolling.newRows > 0 && (
        <Button className={styles.newRows} size="small" icon={<ArrowDown16Regular />} onClick={scrolling.follow}>
          {words.transcript.newRows(formatCount(scrolling.newRows))}
        </Button>
      )}
    </div>
  );
}
