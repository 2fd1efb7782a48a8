// A table's own elements cannot be absent for the rows that are off screen; a grid's can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { TranscriptColumn } from '../../../contract/transcript-look.ts';
import type { LogView } from '../../model/log-view.ts';
import { formatCount } from '../../model/format.ts';
import { isSelected } from '../../model/row-selection.ts';
import { deltaWord } from '../../model/row-text.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { elementHeight } from '../../model/virtual-scroll.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { ArrowDown16Regular } from '../../ui/icons.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { useStore } from '../use-store.ts';
import { columnNumber, type RowLayout } from './row-layout.ts';
import { useRowListStyles } from './row-list-styles.ts';
import { useRowStyles } from './row-styles.ts';
import { rowAfterKey } from './transcript-keys.ts';
import { TranscriptRow } from './transcript-row.tsx';
import { TypedText } from './typed-text.tsx';
import { useScrolling } from './use-scrolling.ts';

/** Row of column headers, with its line. */
const headHeight = 28;

/** Where a menu opens, in CSS pixels of the window. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

interface RowListProps {
  readonly model: TranscriptModel;
  readonly layout: RowLayout;
  /** Opens the menu of the selected rows. */
  readonly onMenu: (at: MenuPoint) => void;
}

/** The rows, of which only those on screen exist. */
export function RowList({ model, layout, onMenu }: RowListProps) {
  const styles = useRowListStyles();
  const rowStyles = useRowStyles();
  const idPrefix = useId();
  const { log, length } = model;
  const { rowHeight } = layout;
  const selection = useStore(model.store, (state) => state.selection);
  const marks = useStore(model.marks.store);
  const active = selection?.active;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const scrolling = useScrolling(scrollerRef, { length, total: log.length, headHeight, rowHeight, kept: active });
  const { from, to, position } = scrolling;
  // The one before is what the first delta is taken of.
  useEffect(() => log.show(Math.max(0, from - 1), to));

  const revealed = useRef(selection);
  useEffect(() => {
    // Selected by whatever means: a key, a pointer, typing, the list of pins.
    if (selection === undefined || selection === revealed.current) return;
    revealed.current = selection;
    scrolling.stopFollowing();
    scrolling.reveal(selection.active);
  });

  const openMenu = (event: KeyboardEvent): void => {
    if (active === undefined) return;
    event.preventDefault();
    onMenu(pointOf(document.getElementById(`${idPrefix}${active}`) ?? event.currentTarget));
  };
  const onCommandKey = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (key === 'c' && String(window.getSelection()) === '') void model.copy('lines');
    if (key === 'a') {
      event.preventDefault();
      model.selectAll();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) return onCommandKey(event);
    if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) return openMenu(event);
    if (key === 'Escape' && model.typing.isTyping) {
      event.stopPropagation();
      return model.typing.clear();
    }
    if (isTyped(key, model.typing.isTyping)) {
      event.preventDefault();
      return model.typing.type(key, active);
    }
    if (key === 'Enter' && active !== undefined) return model.open(active);
    const row = rowAfterKey(key, active, { length, pageRows: scrolling.pageRows });
    if (row === undefined) return;
    event.preventDefault();
    if (event.shiftKey) return model.extendTo(row);
    model.select(row);
    if (key !== 'End') return;
    revealed.current = model.store.getState().selection;
    scrolling.follow();
  };
  const onClick = (event: MouseEvent): void => {
    const row = rowAt(event);
    if (row === undefined) return;
    if (event.shiftKey) model.extendTo(row);
    else if (event.ctrlKey || event.metaKey) model.toggle(row);
    else model.open(row);
  };
  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const row = rowAt(event);
    if (row === undefined) return;
    if (!isSelected(selection, row)) model.select(row);
    onMenu({ x: event.clientX, y: event.clientY });
  };
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
        aria-colcount={columnNumber.preview}
        aria-multiselectable
        aria-activedescendant={
          active !== undefined && active >= from && active < to ? `${idPrefix}${active}` : undefined
        }
        onScroll={scrolling.onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
        // A click with Shift would select the text between two rows.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onContextMenu={onContextMenu}
      >
        <div role="row" aria-rowindex={1} className={mergeClasses(rowStyles.row, rowStyles.cells, rowStyles.headRow)}>
          {layout.columns.map((column) => (
            <ColumnHead key={column} column={column} />
          ))}
          <ColumnHead column="preview" />
        </div>
        <div role="presentation" className={styles.sizer} style={{ height: elementHeight({ length, rowHeight }) }}>
          <div
            role="presentation"
            className={styles.rows}
            style={{ transform: `translateY(${position.elementTop - position.top + from * rowHeight}px)` }}
          >
            {Array.from({ length: to - from }, (_, offset) => from + offset).map((index) => {
              const row = log.row(index);
              const address = log.locate(index);
              return (
                <TranscriptRow
                  key={index}
                  id={`${idPrefix}${index}`}
                  index={index}
                  row={row}
                  isGone={log.isGone(index)}
                  delta={deltaAt(log, index)}
                  mark={address && marks.get(address.session)?.get(address.row)}
                  isActive={index === active}
                  isSelected={isSelected(selection, index)}
                  layout={layout}
                />
              );
            })}
          </div>
        </div>
      </div>
      <TypedText typing={model.typing} />
      {scrolling.newRows > 0 && (
        <Button
          className={styles.newRows}
          size="small"
          icon={<ArrowDown16Regular />}
          onClick={() => {
            model.setPaused(false);
            scrolling.follow();
          }}
        >
          {words.transcript.newRows(formatCount(scrolling.newRows))}
        </Button>
      )}
    </div>
  );
}

function ColumnHead({ column }: { readonly column: TranscriptColumn | 'preview' }) {
  const styles = useRowStyles();
  const name = words.transcript.columns[column];
  return (
    <span
      role="columnheader"
      aria-colindex={columnNumber[column]}
      className={mergeClasses(
        styles[`${column}Column`],
        column === 'size' && styles.size,
        column === 'delta' && styles.delta,
      )}
    >
      {column === 'direction' ? <span className={styles.hiddenWord}>{name}</span> : name}
    </span>
  );
}

/** A character that is searched for; a space only within what is being typed. */
function isTyped(key: string, isTyping: boolean): boolean {
  return isTyping ? /^.$/u.test(key) : /^[\p{L}\p{N}]$/u.test(key);
}

function rowAt(event: MouseEvent): number | undefined {
  const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset['index']; // a click is on an element
  return index === undefined ? undefined : Number(index);
}

function pointOf(element: Element): MenuPoint {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 16, y: bottom };
}

/** Sessions have a clock each. */
function deltaAt(log: LogView, index: number): string {
  const row = log.row(index);
  const isSameSession = log.locate(index - 1)?.session === log.locate(index)?.session;
  return row === undefined || !isSameSession ? '' : deltaWord(row, log.row(index - 1));
}
