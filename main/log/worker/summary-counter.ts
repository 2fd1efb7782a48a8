import * as v from 'valibot';
import { sizeClasses, summarySpanLimit, type LogSummary, type TrafficSummary } from '../../../contract/log-summary.ts';
import { FrameBit, RowDirection, RowFlag, RowKind } from '../../../contract/rows.ts';
import type { RowBlock } from '../row-block.ts';
import { RoundTrips } from './round-trips.ts';

/** Some rows of a block. */
export interface BlockPart {
  readonly block: RowBlock;
  /** The number of the block's first row. */
  readonly firstRow: number;
  /** Places in the block, `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** The payload of the row at a place, of at most 125 bytes, a character a byte; undefined where it was let go. */
  readonly payload: (index: number) => string | undefined;
}

export type SummaryFigures = Omit<LogSummary, 'session' | 'firstRow' | 'rows' | 'isReading'>;

const diskPauseSchema = v.object({ reason: v.literal('disk'), heldMs: v.pipe(v.number(), v.minValue(0)) });

/** What a summary begins with. */
const firstSpanMs = 1000;

/** Counts rows, in their order, without keeping any. */
export class SummaryCounter {
  readonly #sent = new Traffic();
  readonly #received = new Traffic();
  readonly #firstRows = new Float64Array(summarySpanLimit).fill(Number.NaN);
  #spanMs = firstSpanMs;
  /** Spans up to the last one in which something crossed the wire. */
  #spans = 0;
  readonly #pings = new RoundTrips();
  readonly #answers = new RoundTrips();
  #problems = 0;
  #gaps = 0;
  #pauses = 0;
  #pausedMs = 0;
  /** Pauses that have no end yet: the user's and the log's may be at a time. */
  #pausesNow = 0;
  #pausedAt = 0;
  /** Up to when pauses are in the sum. */
  #pausedUntil = 0;

  add(part: BlockPart): void {
    const { block, firstRow, from, to } = part;
    for (let index = from; index < to; index += 1) {
      const kind = block.kind[index] as RowKind; // as it was recorded
      const direction = block.direction[index] as RowDirection;
      const elapsed = amountOf(block.elapsed[index] as number);
      if (direction === RowDirection.sent || direction === RowDirection.received) {
        // The heads of the opening handshake are before it all.
        if (kind > RowKind.closeFrame) continue;
        const span = this.#spanOf(elapsed, firstRow + index);
        if (kind <= RowKind.binaryPartial) {
          const traffic = direction === RowDirection.sent ? this.#sent : this.#received;
          traffic.add(block, index, span);
        } else if (kind === RowKind.ping || kind === RowKind.pong) {
          this.#control(part, index, elapsed);
        }
      } else {
        this.#event(part, index, elapsed);
      }
    }
  }

  /** The figures as they are now, in arrays of their own. */
  read(): SummaryFigures {
    return {
      spanMs: this.#spanMs,
      firstRows: this.#firstRows.slice(0, this.#spans),
      sent: this.#sent.read(this.#spans),
      received: this.#received.read(this.#spans),
      pings: this.#pings.read(),
      answers: this.#answers.read(),
      problems: this.#problems,
      gaps: this.#gaps,
      pauses: this.#pauses,
      pausedMs: this.#pausedMs,
    };
  }

  #spanOf(elapsed: number, row: number): number {
    while (elapsed >= this.#spanMs * summarySpanLimit) this.#widen();
    const span = Math.floor(elapsed / this.#spanMs);
    if (Number.isNaN(this.#firstRows[span])) this.#firstRows[span] = row;
    this.#spans = Math.max(this.#spans, span + 1);
    return span;
  }

  /** Two spans become one. */
  #widen(): void {
    this.#spanMs *= 2;
    this.#spans = Math.ceil(this.#spans / 2);
    this.#sent.widen();
    this.#received.widen();
    for (let span = 0; span < summarySpanLimit / 2; span += 1) {
      const early = this.#firstRows[2 * span] ?? Number.NaN;
      this.#firstRows[span] = Number.isNaN(early) ? (this.#firstRows[2 * span + 1] ?? Number.NaN) : early;
    }
    this.#firstRows.fill(Number.NaN, summarySpanLimit / 2);
  }

  #control({ block, payload }: BlockPart, index: number, elapsed: number): void {
    const text = payload(index);
    if (text === undefined) return;
    const isSent = block.direction[index] === RowDirection.sent;
    if (block.kind[index] === RowKind.ping) (isSent ? this.#pings : this.#answers).ping(text, elapsed);
    else (isSent ? this.#answers : this.#pings).pong(text, elapsed);
  }

  #event({ block, payload }: BlockPart, index: number, elapsed: number): void {
    const kind = block.kind[index] as RowKind; // as it was recorded
    if (block.direction[index] === RowDirection.problem) this.#problems += 1;
    if (kind === RowKind.gap) this.#gaps += 1;
    if (kind === RowKind.readingPaused || kind === RowKind.readingHeld) {
      this.#pauses += 1;
      if (this.#pausesNow === 0) this.#pausedAt = elapsed;
      this.#pausesNow += 1;
      return;
    }
    const diskMs = kind === RowKind.readingContinued ? diskPause(payload(index)) : undefined;
    if (diskMs !== undefined) {
      this.#pauses += 1;
      if (this.#pausesNow === 0) this.#countPause(elapsed - diskMs, elapsed);
    } else if (this.#pausesNow > 0 && endsPause(kind)) {
      this.#pausesNow = endsConnection(kind) ? 0 : this.#pausesNow - 1;
      if (this.#pausesNow === 0) this.#countPause(this.#pausedAt, elapsed);
    }
  }

  #countPause(from: number, to: number): void {
    this.#pausedMs += Math.max(0, to - Math.max(from, this.#pausedUntil));
    this.#pausedUntil = Math.max(to, this.#pausedUntil);
  }
}

/** What went one way. */
class Traffic {
  readonly #messages = new Float64Array(summarySpanLimit);
  readonly #bytes = new Float64Array(summarySpanLimit);
  readonly #sizes = new Float64Array(sizeClasses.length);
  #totalMessages = 0;
  #totalBytes = 0;
  #wireBytes = 0;
  #wirePayloadBytes = 0;
  #compressed = 0;
  #cut = 0;
  /** Of the message whose parts are coming. */
  #partBytes = 0;

  add(block: RowBlock, index: number, span: number): void {
    // Inside the block, as the caller has looked.
    const kind = block.kind[index] as RowKind;
    const size = amountOf(block.size[index] as number);
    const wireSize = amountOf(block.wireSize[index] as number);
    this.#bytes[span] = (this.#bytes[span] as number) + size;
    this.#totalBytes += size;
    if (wireSize > 0) {
      this.#wireBytes += wireSize;
      this.#wirePayloadBytes += size;
    }
    if (((block.bits[index] as number) & FrameBit.rsv1) !== 0) this.#compressed += 1;
    this.#partBytes += size;
    if (kind >= RowKind.utf8Partial) return;
    this.#messages[span] = (this.#messages[span] as number) + 1;
    this.#totalMessages += 1;
    if (((block.flags[index] as number) & RowFlag.cut) === 0) this.#countSize(this.#partBytes);
    else this.#cut += 1;
    this.#partBytes = 0;
  }

  widen(): void {
    for (const values of [this.#messages, this.#bytes]) {
      for (let span = 0; span < summarySpanLimit / 2; span += 1) {
        values[span] = (values[2 * span] as number) + (values[2 * span + 1] as number);
      }
      values.fill(0, summarySpanLimit / 2);
    }
  }

  read(spans: number): TrafficSummary {
    return {
      messages: this.#messages.slice(0, spans),
      bytes: this.#bytes.slice(0, spans),
      sizes: this.#sizes.slice(),
      totalMessages: this.#totalMessages,
      totalBytes: this.#totalBytes,
      wireBytes: this.#wireBytes,
      wirePayloadBytes: this.#wirePayloadBytes,
      compressed: this.#compressed,
      cut: this.#cut,
    };
  }

  #countSize(size: number): void {
    let index = 0;
    while (size > (sizeClasses[index] as number)) index += 1;
    this.#sizes[index] = (this.#sizes[index] as number) + 1;
  }
}

function endsPause(kind: RowKind): boolean {
  return (
    kind === RowKind.readingResumed ||
    kind === RowKind.readingContinued ||
    endsConnection(kind)
  );
}

/** How long the disk kept reading waiting, which is told at the end only; undefined where it was the limit. */
function diskPause(payload: string | undefined): number | undefined {
  let detail: unknown;
  try {
    detail = JSON.parse(payload ?? '');
  } catch {
    // Released, or of a file that is damaged.
    return undefined;
  }
  const told = v.safeParse(diskPauseSchema, detail);
  return told.success ? told.output.heldMs : undefined;
}

/** A number that can be counted with, also out of a file that is damaged. */
function amountOf(value: number): number {
  return value >= 0 ? Math.min(value, Number.MAX_SAFE_INTEGER) : 0;
}

function endsConnection(kind: RowKind): boolean {
  return kind === RowKind.closed || kind === RowKind.failed || kind === RowKind.reset;
}
