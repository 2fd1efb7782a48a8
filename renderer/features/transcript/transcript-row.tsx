// A table's own elements cannot be absent for the rows that are off screen; a grid's can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo, type ReactNode } from 'react';
import type { RowMark } from '../../../contract/log-marks.ts';
import { RowDirection, type Row } from '../../../contract/rows.ts';
import type { TranscriptColumn } from '../../../contract/transcript-look.ts';
import { formatCount, formatTime } from '../../model/format.ts';
import { showControls } from '../../model/control-characters.ts';
import { directionGlyph, directionWord, isMessage, kindWord, previewParts, sizeWord } from '../../model/row-text.ts';
import { words } from '../../model/words.ts';
import { Pin12Filled } from '../../ui/icons.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { columnNumber, type RowLayout } from './row-layout.ts';
import { useRowStyles } from './row-styles.ts';

interface TranscriptRowProps {
  readonly id: string;
  readonly index: number;
  /** Undefined while it is being fetched. */
  readonly row: Row | undefined;
  /** Whether the log has let go of it. */
  readonly isGone: boolean;
  /** How long after the row before it. */
  readonly delta: string;
  readonly mark: RowMark | undefined;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly layout: RowLayout;
}

/** One row. Plain elements: a component of the library would cost twice as much, sixty times a second. */
export const TranscriptRow = memo(function TranscriptRow({
  id,
  index,
  row,
  isGone,
  isActive,
  isSelected,
  ...rest
}: TranscriptRowProps) {
  const styles = useRowStyles();
  return (
    <div
      id={id}
      role="row"
      // Counted from 1, after the row of column headers.
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      className={mergeClasses(
        styles.row,
        styles.cells,
        styles.bodyRow,
        rest.layout.isCompact && styles.compact,
        isSelected && styles.selected,
        isActive && styles.active,
        isActive && !isSelected && styles.activeOnly,
      )}
    >
      {row === undefined ? (
        <span role="gridcell" aria-colspan={columnNumber.preview} className={styles.previewColumn}>
          {isGone ? words.transcript.released : '…'}
        </span>
      ) : (
        <Cells row={row} {...rest} />
      )}
    </div>
  );
});

type CellsProps = Pick<TranscriptRowProps, 'delta' | 'mark' | 'layout'> & { readonly row: Row };

function Cells({ row, delta, mark, layout }: CellsProps) {
  const styles = useRowStyles();
  const isProblem = row.direction === RowDirection.problem;
  const cells: Readonly<Record<TranscriptColumn, ReactNode>> = {
    time: (
      <span key="time" {...cell('time')} className={mergeClasses(styles.timeColumn, styles.time)}>
        {formatTime(row.time)}
      </span>
    ),
    delta: (
      <span key="delta" {...cell('delta')} className={mergeClasses(styles.deltaColumn, styles.delta)}>
        {delta}
      </span>
    ),
    direction: (
      <span
        key="direction"
        {...cell('direction')}
        className={mergeClasses(
          styles.directionColumn,
          styles.direction,
          row.direction === RowDirection.sent && styles.sent,
          row.direction === RowDirection.received && styles.received,
          isProblem && styles.problem,
        )}
      >
        <span aria-hidden>{directionGlyph(row)}</span>
        <span className={styles.hiddenWord}>{directionWord(row)}</span>
      </span>
    ),
    kind: (
      <span key="kind" {...cell('kind')} className={mergeClasses(styles.kindColumn, styles.kind)}>
        {kindWord(row)}
      </span>
    ),
    size: (
      <span
        key="size"
        {...cell('size')}
        className={mergeClasses(styles.sizeColumn, styles.size)}
        title={sizeWord(row) === '' ? undefined : words.detail.exactSize(formatCount(row.size))}
      >
        {sizeWord(row)}
      </span>
    ),
  };
  return (
    <>
      {layout.columns.map((column) => cells[column])}
      <span {...cell('preview')} className={mergeClasses(styles.previewColumn, styles.content)}>
        {mark?.isPinned === true && (
          <span className={styles.pin} title={words.transcript.pinned}>
            <Pin12Filled aria-hidden />
            <span className={styles.hiddenWord}>{words.transcript.pinned}</span>
          </span>
        )}
        <Preview row={row} />
        {mark !== undefined && mark.note !== '' && (
          <span className={styles.note} title={mark.note}>
            <span className={styles.hiddenWord}>{words.transcript.noted('')}</span>
            {showControls(mark.note)}
          </span>
        )}
      </span>
    </>
  );
}

function Preview({ row }: { readonly row: Row }) {
  const styles = useRowStyles();
  return (
    <span
      className={mergeClasses(
        styles.preview,
        isMessage(row) ? styles.message : styles.event,
        row.direction === RowDirection.problem && styles.problem,
      )}
    >
      {previewParts(row).map(({ kind, text }, index) =>
        kind === 'text' ? (
          text
        ) : (
          // The parts of a row never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={styles.control}>
            {text}
          </span>
        ),
      )}
    </span>
  );
}

function cell(column: TranscriptColumn | 'preview') {
  return { role: 'gridcell', 'aria-colindex': columnNumber[column], 'data-column': column } as const;
}
