// A table's own elements cannot be absent for the rows that are off screen; a grid's can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo } from 'react';
import { RowDirection, type Row } from '../../../contract/rows.ts';
import { formatCount, formatTime } from '../../model/format.ts';
import { directionGlyph, directionWord, isMessage, kindWord, previewParts, sizeWord } from '../../model/row-text.ts';
import { words } from '../../model/words.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { useRowStyles } from './row-styles.ts';

interface TranscriptRowProps {
  readonly id: string;
  readonly index: number;
  /** Undefined while it is being fetched. */
  readonly row: Row | undefined;
  readonly isActive: boolean;
}

/** One row. Plain elements: a component of the library would cost twice as much, sixty times a second. */
export const TranscriptRow = memo(function TranscriptRow({ id, index, row, isActive }: TranscriptRowProps) {
  const styles = useRowStyles();
  return (
    <div
      id={id}
      role="row"
      // Counted from 1, after the row of column headers.
      aria-rowindex={index + 2}
      aria-selected={isActive}
      data-index={index}
      className={mergeClasses(styles.row, styles.bodyRow, isActive && styles.active)}
    >
      {row === undefined ? (
        <span role="gridcell" aria-colspan={5} className={styles.wide}>
          …
        </span>
      ) : (
        <Cells row={row} />
      )}
    </div>
  );
});

function Cells({ row }: { readonly row: Row }) {
  const styles = useRowStyles();
  return (
    <>
      <span role="gridcell" className={styles.time}>
        {formatTime(row.time)}
      </span>
      <span
        role="gridcell"
        className={mergeClasses(
          styles.direction,
          row.direction === RowDirection.sent && styles.sent,
          row.direction === RowDirection.received && styles.received,
          row.direction === RowDirection.problem && styles.problem,
        )}
      >
        <span aria-hidden>{directionGlyph(row)}</span>
        <span className={styles.hiddenWord}>{directionWord(row)}</span>
      </span>
      <span role="gridcell" className={styles.kind}>
        {kindWord(row)}
      </span>
      <span
        role="gridcell"
        className={styles.size}
        title={isMessage(row) ? words.detail.exactSize(formatCount(row.size)) : undefined}
      >
        {sizeWord(row)}
      </span>
      <span
        role="gridcell"
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
    </>
  );
}
