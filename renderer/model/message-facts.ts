import { FrameBit, RowFlag, type Row } from '../../contract/rows.ts';
import { formatCount, formatDuration, formatSize, formatTime } from './format.ts';
import { frameHead } from './frame-text.ts';
import { directionWord, isMessage, kindWord, sizeWord } from './row-text.ts';
import { words } from './words.ts';

/** The facts of a row, in the order they are read. */
export function messageFacts(row: Row, previous: Row | undefined): readonly string[] {
  const { facts, exactSize } = words.detail;
  const size = isMessage(row) ? exactSize(formatCount(row.size)) : '';
  return [
    directionWord(row),
    kindWord(row),
    row.size < 1024 ? size : [sizeWord(row), size].filter(Boolean).join(', '),
    formatTime(row.time),
    facts.sinceStart(formatDuration(row.elapsed)),
    previous === undefined ? '' : facts.sincePrevious(formatDuration(sincePrevious(row, previous))),
    ...ledger(row),
    frameFact(row),
  ].filter(Boolean);
}

/** Where both rows are of one session, by the clock that never jumps. */
function sincePrevious(row: Row, previous: Row): number {
  const isOfOneSession = row.row === previous.row + 1 && row.elapsed >= previous.elapsed;
  return Math.max(0, isOfOneSession ? row.elapsed - previous.elapsed : row.time - previous.time);
}

/** The head of its frame. A message, or a part of one, in several frames has that of the first. */
function frameFact(row: Row): string {
  // Nothing was on the wire, or nobody knows what: an import can be without it.
  if (row.wireSize === 0) return '';
  const { facts } = words.detail;
  const head = frameHead(row);
  return isMessage(row) && head.fin === 0 ? facts.firstFrame(facts.frame(head)) : facts.frame(head);
}

/** Bytes on the wire against bytes of the payload. */
function ledger({ wireSize, size, bits, flags }: Row): readonly string[] {
  if (wireSize === 0) return [];
  const { facts } = words.detail;
  const onWire = facts.onWire(formatSize(wireSize));
  const ratio = size === 0 ? '' : facts.ratio(`${((100 * wireSize) / size).toFixed(1)} %`);
  if ((bits & FrameBit.rsv1) === 0) return [onWire, ratio, facts.notCompressed];
  const keepsContext = (flags & RowFlag.contextTakeover) !== 0;
  return [onWire, ratio, keepsContext ? facts.compressedWithContext : facts.compressedAlone];
}
