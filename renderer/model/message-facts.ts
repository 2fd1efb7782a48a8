import type { Row } from '../../contract/rows.ts';
import { formatCount, formatDuration, formatSize, formatTime } from './format.ts';
import { directionWord, isMessage, kindWord, sizeWord } from './row-text.ts';
import { words } from './words.ts';

/** What a row tells of its way over the wire, where its log keeps that. */
interface WireFacts {
  /** Ms since the session began, by a clock that never jumps. */
  readonly elapsed?: number;
  /** Bytes of its frames, headers included; 0 for unknown. */
  readonly wireSize?: number;
  /** The first byte of its first frame: FIN, RSV1 to RSV3, opcode. */
  readonly bits?: number;
}

/** RSV1 says that a message is compressed (RFC 7692, section 6). */
const rsv1 = 0x40;

/** The facts of a row, in the order they are read. */
export function messageFacts(row: Row & WireFacts, previous: (Row & WireFacts) | undefined): readonly string[] {
  const { facts, exactSize } = words.detail;
  const size = isMessage(row) ? exactSize(formatCount(row.size)) : '';
  return [
    directionWord(row),
    kindWord(row),
    row.size < 1024 ? size : [sizeWord(row), size].filter(Boolean).join(', '),
    formatTime(row.time),
    row.elapsed === undefined ? '' : facts.sinceStart(formatDuration(row.elapsed)),
    previous === undefined ? '' : facts.sincePrevious(formatDuration(sincePrevious(row, previous))),
    ...ledger(row),
  ].filter(Boolean);
}

/** Where both rows are of one session, by the clock that never jumps. */
function sincePrevious(row: Row & WireFacts, previous: Row & WireFacts): number {
  const { elapsed } = row;
  const isLater = elapsed !== undefined && previous.elapsed !== undefined && elapsed >= previous.elapsed;
  return Math.max(0, isLater ? elapsed - (previous.elapsed ?? 0) : row.time - previous.time);
}

/** Bytes on the wire against bytes of the payload. */
function ledger({ wireSize = 0, size, bits = 0 }: Row & WireFacts): readonly string[] {
  if (wireSize === 0) return [];
  const { facts } = words.detail;
  const onWire = facts.onWire(formatSize(wireSize));
  const ratio = size === 0 ? '' : facts.ratio(`${((100 * wireSize) / size).toFixed(1)} %`);
  return [onWire, ratio, (bits & rsv1) === 0 ? facts.notCompressed : facts.compressed];
}
