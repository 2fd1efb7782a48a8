import { previewLimit, RowDirection, RowFlag, RowKind, type Row, type RowDetail } from '../../contract/rows.ts';
import type { MessageLog, NewRow } from './message-log.ts';
import { PayloadBlocks } from './payload-blocks.ts';
import { RowColumns } from './row-columns.ts';

/** Payload bytes a session keeps before it lets the oldest go. */
const defaultPayloadLimit = 64 * 1024 * 1024;

/**
 * A log in memory. Rows are never dropped; past the limit the oldest payloads are let go, a quarter of the limit at a
 * time, and a row says so.
 */
export class MemoryLog implements MessageLog {
  readonly #rows = new RowColumns();
  readonly #payloads = new PayloadBlocks();
  readonly #payloadLimit: number;
  readonly #now: () => number;

  /** @param options `payloadLimit` in bytes; `now` gives the wall clock in ms since 1970 */
  constructor(options: { readonly payloadLimit?: number; readonly now?: () => number } = {}) {
    this.#payloadLimit = options.payloadLimit ?? defaultPayloadLimit;
    this.#now = options.now ?? wallClock;
  }

  get length(): number {
    return this.#rows.length;
  }

  append(row: NewRow): void {
    const offset = this.#payloads.append(row.payload);
    this.#rows.push({
      time: this.#now(),
      size: row.payload.length,
      offset,
      direction: row.direction,
      kind: row.kind,
    });
    if (this.#payloads.kept > this.#payloadLimit) this.#release();
  }

  read(from: number, count: number): Row[] {
    const end = Math.min(from + count, this.#rows.length);
    const rows: Row[] = [];
    for (let row = from; row < end; row += 1) {
      const head = this.#rows.at(row);
      const isReleased = head.offset < this.#payloads.start && head.size > 0;
      rows.push({
        time: head.time,
        direction: head.direction,
        kind: head.kind,
        flags: isReleased ? RowFlag.payloadReleased : 0,
        size: head.size,
        preview: this.payload(row, 0, previewLimit),
      });
    }
    return rows;
  }

  payload(row: number, from: number, count: number): Uint8Array<ArrayBuffer> {
    const { offset, size } = this.#rows.at(row);
    if (offset < this.#payloads.start) return new Uint8Array(0);
    return this.#payloads.read(offset + from, Math.max(0, Math.min(count, size - from)));
  }

  #release(): void {
    const sizeBytes = this.#payloads.releaseDownTo(this.#payloadLimit * 0.75);
    const detail: RowDetail['payloadsReleased'] = { rows: this.#rows.length, sizeBytes };
    this.append({
      direction: RowDirection.problem,
      kind: RowKind.payloadsReleased,
      payload: Buffer.from(JSON.stringify(detail)),
    });
  }
}

/** Milliseconds since 1970 with a fraction, from the monotonic clock, so that rows never go back in time. */
function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
