import type { Extent } from './extent.ts';
import {
  previewLimit,
  RowDirection,
  RowFlag,
  RowKind,
  type GapReason,
  type Row,
  type RowDetail,
} from '../../contract/rows.ts';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { WhenFull } from '../../contract/log.ts';
import type { Recording } from '../../contract/sessions.ts';
import type { LogFolder } from './log-folder.ts';
import { PayloadLane } from './payload-lane.ts';
import { readPreviews } from './previews.ts';
import { Lane, rowBytes } from './row-block.ts';
import { RowTable, type RowVisitor } from './row-table.ts';

/** A row about to be appended; its time is the moment of appending. */
export interface NewRow {
  readonly direction: RowDirection;
  readonly kind: RowKind;
  /** Copied before `append` returns. */
  readonly payload: Uint8Array;
  readonly flags?: number;
  readonly bits?: number;
  readonly wireSize?: number;
}

/** What ends a message that was received piece by piece. */
export interface IncomingEnd {
  readonly kind: RowKind;
  readonly flags: number;
  readonly bits: number;
  readonly wireSize: number;
}

export interface LogLimit {
  readonly limitBytes: number;
  readonly whenFull: WhenFull;
}

export interface SessionLogOptions extends LogLimit {
  /** When the session began: wall clock, ms since 1970. */
  readonly startedAt: number;
  /**
   * Something was appended, or released, or the log wants no more, or does again. Called once for all that was appended at
   * once.
   */
  readonly changed?: () => void;
  /** What is on disk has grown. */
  readonly flushed?: (extent: Extent) => void;
}

/** How often all that has come is written, and the extent that tells of it. */
const flushMs = 100;

/** What is worth a write before that, so that little waits and the same memory is used again. */
const flushBytes = 512 * 1024;

/** Bytes that wait for the disk before the log wants no more. */
const pendingLimitBytes = 16 * 1024 * 1024;

/**
 * How old what is not on disk gets before the log wants no more: writing takes several turns of the event loop, which are
 * long while a flood is read. What is flushed every {@link flushMs} is not that old where nothing is behind.
 */
const unsavedLimitMs = 150;

/** How much is appended to a log that is over its limit before it is looked at again. */
const limitStepBytes = 64 * 1024;

/** A disk that is behind for less is not worth a row: it catches up many times a second. */
const noticedMs = 1000;

/** How far back the last message is looked for whose end is known. */
const lostLimitRows = 256 * 1024;

/** How long a disk that took nothing is left alone. */
const retryMs = 1000;

/** Bytes and rows that were not recorded. */
interface Missed {
  readonly reason: Extract<GapReason, 'limit' | 'disk'>;
  readonly cause: string | undefined;
  rows: number;
  sizeBytes: number;
}

/**
 * The log of one session: rows in the order of what happened, numbered from 0, on disk as they come. Memory holds what is
 * not written yet, and no more than 16 MiB or 150 ms of that: whoever appends watches {@link isFull}.
 */
export class SessionLog {
  readonly #folder: LogFolder;
  readonly #options: SessionLogOptions;
  readonly #rows: RowTable;
  readonly #lanes: readonly [PayloadLane, PayloadLane];
  #limit: LogLimit;
  /** The extent on disk. */
  #extent: Extent;
  /** What the monotonic clock showed when the session began. */
  #startedAt: number;
  /** Of what is appended next. */
  #time = 0;
  #elapsed = 0;
  /** What the monotonic clock showed when something was last received or written. */
  #now = 0;
  /** When the oldest was appended of what no flush has begun to write, and of what one has; undefined where there is none. */
  #newSince: number | undefined;
  #savingSince: number | undefined;
  /** Where the message that is being received begins in its lane; undefined between messages. */
  #incomingStart: number | undefined;
  /** Whether the rest of that message is not recorded. */
  #skipsIncoming = false;
  #missed: Missed | undefined;
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Bytes that are not on disk; with those of rows that are in blocks that are. */
  #pendingBytes = 0;
  /** Bytes that can be appended before the limit has to be looked at: it is too much work for every row. */
  #uncheckedBytes = 0;
  /** Whether {@link SessionLogOptions.changed} is going to be called. */
  #isTelling = false;
  /** Whether the limit has been reached and the user is asked. */
  #isAsking = false;
  #askingSince = 0;
  /** Since when the disk is behind, see {@link #isBehind}. */
  #behindSince: number | undefined;
  /** Whether more than the extent says is to be written. */
  #isDirty = false;
  /** Whether what is written next is to be all there is. */
  #wantsAll = false;
  /** Not before: what comes after a pause is written at once, and a flood {@link flushMs} after it was last begun to be. */
  #nextAllAt = 0;
  #problems = 0;
  /** Whether nothing more is expected: whatever still comes is all there is as soon as it is written. */
  #isEnded = false;
  #isDiscarded = false;

  private constructor(folder: LogFolder, extent: Extent, options: SessionLogOptions) {
    this.#folder = folder;
    // A session that is opened again later goes on with the only clock there is for the time between.
    this.#startedAt = performance.now() - Math.max(0, Date.now() - options.startedAt);
    this.#options = options;
    this.#limit = options;
    this.#extent = extent;
    this.#rows = new RowTable(folder.rows, extent.firstRow, extent.rows);
    this.#lanes = [
      new PayloadLane(folder.lanes[Lane.main], extent.lanes[Lane.main]),
      new PayloadLane(folder.lanes[Lane.incoming], extent.lanes[Lane.incoming]),
    ];
  }

  /** Opens what is in a folder, or begins there. */
  static async open(folder: LogFolder, extent: Extent, options: SessionLogOptions): Promise<SessionLog> {
    const log = new SessionLog(folder, extent, options);
    await log.#rows.resume();
    await log.#resumeClock();
    folder.keepOpen();
    return log;
  }

  /** Number of rows, with those that were let go. */
  get length(): number {
    return this.#rows.length;
  }

  /** The first row that is there. */
  get firstRow(): number {
    return this.#rows.first;
  }

  /** Rows that tell of a problem, of those that were appended since it was opened. */
  get problems(): number {
    return this.#problems;
  }

  /** Bytes it takes on disk. */
  get sizeBytes(): number {
    const [main, incoming] = this.#lanes;
    return this.#rows.sizeBytes + main.sizeBytes + incoming.sizeBytes - this.#folder.missingBytes;
  }

  /** What is on disk. */
  get extent(): Extent {
    return this.#extent;
  }

  /** Whether what comes is recorded. */
  get recording(): Recording {
    return this.#isAsking ? 'asking' : (this.#missed?.reason ?? 'on');
  }

  /** Whether it wants no more for now: the disk is behind, or the limit is reached and the user is asked. */
  get isFull(): boolean {
    // Where the disk takes nothing, nothing more is kept either, and nobody has to wait.
    return this.#isAsking || (this.#missed === undefined && this.#isBehind);
  }

  /** Whether more waits for the disk than should, or for longer. */
  get #isBehind(): boolean {
    const unsavedMs = this.#now - (this.#savingSince ?? this.#newSince ?? this.#now);
    return this.#pendingBytes > pendingLimitBytes || (unsavedMs > unsavedLimitMs && !this.#isDiscarded);
  }

  /** What is received from now on has this moment as its time, until the next one. */
  tick(): void {
    this.#time = Date.now();
    this.#now = performance.now();
    this.#elapsed = this.#now - this.#startedAt;
    if (this.#missed === undefined && this.#isBehind) this.#behindSince ??= this.#now;
  }

  append(row: NewRow): void {
    this.tick();
    const { payload, direction, kind } = row;
    // Of pings and pongs there can be as many as of messages.
    const isTraffic = kind <= RowKind.pong;
    if (isTraffic && this.#missed !== undefined) {
      this.#missed.rows += 1;
      this.#missed.sizeBytes += payload.length;
      return;
    }
    const lane = this.#lanes[Lane.main];
    const offset = lane.end;
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    lane.append(bytes, 0, bytes.length);
    this.#count(bytes.length);
    const { flags = 0, bits = 0, wireSize = 0 } = row;
    this.#push(direction, kind, flags, bits, Lane.main, offset, payload.length, wireSize);
  }

  /** A data frame: its size without its payload, which is with its message. */
  appendFrame(direction: RowDirection, flags: number, bits: number, size: number, wireSize: number): void {
    if (direction === RowDirection.sent) this.tick();
    if (this.#missed === undefined) {
      this.#push(direction, RowKind.frame, flags, bits, Lane.main, this.#lanes[Lane.main].end, size, wireSize);
    } else {
      this.#missed.rows += 1;
    }
  }

  /** The next bytes of the message that is being received; copied before it returns. */
  appendIncoming(bytes: Buffer, start: number, end: number): void {
    if (this.#missed !== undefined) this.#skipsIncoming = true;
    if (this.#skipsIncoming) {
      if (this.#missed !== undefined) this.#missed.sizeBytes += end - start;
      return;
    }
    const lane = this.#lanes[Lane.incoming];
    this.#incomingStart ??= lane.end;
    this.#newSince ??= performance.now();
    lane.append(bytes, start, end);
    this.#count(end - start);
    // A message of any size goes to the disk before it has a row.
    if (this.#timer !== undefined && this.#pendingBytes < flushBytes) return;
    this.#isDirty = true;
    this.#schedule();
  }

  /** Ends that message, or a piece of it, and makes its row. */
  endIncoming({ kind, flags, bits, wireSize }: IncomingEnd): void {
    const lane = this.#lanes[Lane.incoming];
    const start = this.#incomingStart;
    const isSkipped = this.#skipsIncoming || this.#missed !== undefined;
    this.#incomingStart = undefined;
    this.#skipsIncoming = false;
    if (isSkipped && start === undefined && this.#missed !== undefined) {
      this.#missed.rows += 1;
      this.#tellSoon();
      return;
    }
    const offset = start ?? lane.end;
    const isCut = isSkipped ? RowFlag.cut : 0;
    this.#push(RowDirection.received, kind, flags | isCut, bits, Lane.incoming, offset, lane.end - offset, wireSize);
  }

  /** Whether a message is being received. */
  get hasIncoming(): boolean {
    return this.#incomingStart !== undefined || this.#skipsIncoming;
  }

  /** After a crash: what had come of a message that was being received gets its row. */
  async endLost(): Promise<void> {
    const lane = this.#lanes[Lane.incoming];
    const ended = await this.#rows.lastEnd(Lane.incoming, lostLimitRows);
    if (ended === undefined || lane.end <= Math.max(ended, lane.extent.start)) return;
    this.tick();
    this.#incomingStart = Math.max(ended, lane.extent.start);
    this.endIncoming({ kind: RowKind.binary, flags: RowFlag.cut, bits: 0, wireSize: 0 });
  }

  /** Rows `from` to `from + count`, with previews; fewer where the log ends or begins. */
  async read(from: number, count: number): Promise<Row[]> {
    const first = Math.max(from, this.firstRow);
    return this.readRows(
      Array.from({ length: Math.max(0, Math.min(from + count, this.length) - first) }, (_, at) => first + at),
    );
  }

  /** These rows, in ascending order, with previews; those that are not there are left out. */
  async readRows(numbers: readonly number[]): Promise<Row[]> {
    const heads = await this.#rows.heads(numbers);
    const previews = await readPreviews(this.#lanes, heads, previewLimit);
    return heads.map(({ row, head }, index) => ({
      row,
      time: head.time,
      elapsed: head.elapsed,
      direction: head.direction,
      kind: head.kind,
      flags: head.flags | (this.#isReleased(head) ? RowFlag.payloadReleased : 0),
      size: head.size,
      wireSize: head.wireSize,
      bits: head.bits,
      preview: previews[index] ?? new Uint8Array(0),
    }));
  }

  /** The rows `from` up to `to` without their payloads, as {@link RowTable.visit} shows them. */
  visitRows(from: number, to: number, look: RowVisitor): Promise<void> {
    return this.#rows.visit(from, to, look);
  }

  /**
   * Payload bytes `from` to `from + count` of one row; fewer where the payload ends, none where it was released.
   *
   * @throws DuplexError `not-found` for a row that is not there
   */
  async payload(row: number, from: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
    const [found] = await this.#rows.heads([row]);
    if (found === undefined)
      throw failure('not-found', `there is no row ${row}: there are ${this.firstRow} to ${this.length}`, {
        field: 'row',
        reason: because('rowGone', row),
      });
    const { head } = found;
    if (this.#isReleased(head) || head.kind === RowKind.frame) return new Uint8Array(0);
    return this.#lanes[head.lane].read(head.offset + from, Math.max(0, Math.min(count, head.size - from)));
  }

  get limit(): LogLimit {
    return this.#limit;
  }

  /** Another limit: what stopped or asked because of the old one goes on, unless the new one is reached, too. */
  set limit({ limitBytes, whenFull }: LogLimit) {
    this.#limit = { limitBytes, whenFull };
    const isReached = this.sizeBytes > limitBytes;
    if (this.#isAsking && !(isReached && whenFull === 'ask')) this.#goOn();
    if (this.#missed?.reason === 'limit' && !(isReached && whenFull === 'stop')) this.#tellMissed();
    this.#checkLimit();
    // Of an empty log nothing is to be let go, and nothing is written.
    if (this.sizeBytes > 0) {
      this.#isDirty = true;
      this.#schedule();
    }
    this.#options.changed?.();
  }

  /** Resolves when all that was appended before is on disk, or could not be written. */
  async flush(): Promise<void> {
    this.#wantsAll = this.#isDirty;
    await this.#flushing;
    // One that has begun since then has all of it.
    await (this.#flushing ?? (this.#isDirty ? this.#begin(true) : undefined));
  }

  /** Goes on after {@link close}: more is expected. */
  resume(): void {
    this.#isEnded = false;
  }

  /** Writes what is left, and says on disk that it is all there. What is appended later is written as soon. */
  async close(): Promise<void> {
    if (this.#isDiscarded) return;
    this.#isEnded = true;
    // A log without a row leaves no trace, and one that was only read stays as it is.
    this.#isDirty ||= this.length > 0 && !this.#extent.isClosed;
    if (this.#isAsking) this.#goOn();
    if (this.hasIncoming) this.endIncoming({ kind: RowKind.binary, flags: RowFlag.cut, bits: 0, wireSize: 0 });
    if (this.#missed?.reason === 'limit') this.#tellMissed();
    await this.flush();
    // A disk that took nothing is tried again.
    if (!this.#isDirty) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    await this.#folder.close();
  }

  /** Writes nothing any more, so that its files can be deleted, or be opened anew. */
  async discard(): Promise<void> {
    this.#isDiscarded = true;
    clearTimeout(this.#timer);
    await this.#flushing;
    clearTimeout(this.#timer);
    await this.#folder.close();
  }

  #push(
    direction: RowDirection,
    kind: RowKind,
    flags: number,
    bits: number,
    lane: Lane,
    offset: number,
    size: number,
    wireSize: number,
  ): void {
    if (direction === RowDirection.problem) this.#problems += 1;
    this.#rows.push(this.#time, this.#elapsed, size, wireSize, offset, direction, kind, flags, bits, lane);
    this.#isDirty = true;
    this.#newSince ??= performance.now();
    this.#count(rowBytes);
    this.#schedule();
    if (this.#uncheckedBytes < 0) this.#checkLimit();
    this.#tellSoon();
  }

  #count(bytes: number): void {
    this.#pendingBytes += bytes;
    this.#uncheckedBytes -= bytes;
  }

  #tellSoon(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#options.changed?.();
    });
  }

  #schedule(): void {
    if (this.#pendingBytes > pendingLimitBytes && this.#missed === undefined) this.#behindSince ??= performance.now();
    if (this.#flushing !== undefined || this.#isDiscarded) return;
    if (this.#wantsAll) {
      void this.#begin(true);
      return;
    }
    this.#timer ??= setTimeout(() => this.#writeAllSoon(), Math.max(0, this.#nextAllAt - performance.now()));
    if (this.#pendingBytes >= flushBytes) void this.#begin(false);
  }

  #writeAllSoon(): void {
    this.#timer = undefined;
    this.#wantsAll = true;
    this.#schedule();
  }

  /** After a flush: what has come in the meantime. */
  #countPending(): void {
    this.#pendingBytes = this.#lanes[0].pendingBytes + this.#lanes[1].pendingBytes + this.#rows.pendingBytes;
  }

  #isReleased(head: { readonly lane: Lane; readonly offset: number; readonly size: number }): boolean {
    return head.size > 0 && head.offset < this.#lanes[head.lane].extent.start;
  }

  /** @param isAll whether the extent is to tell of it; else it only makes room in memory */
  #begin(isAll: boolean): Promise<void> {
    if (isAll) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#wantsAll = false;
      this.#nextAllAt = performance.now() + flushMs;
    }
    if (this.#isDiscarded) return Promise.resolve();
    this.#flushing ??= this.#write(isAll).finally(() => {
      this.#flushing = undefined;
      this.#countPending();
      this.#now = performance.now();
      if (!this.#isBehind) this.#catchUp();
      if (this.#isDirty && (this.#timer === undefined || this.#wantsAll || !isAll)) this.#schedule();
      this.#options.changed?.();
    });
    return this.#flushing;
  }

  /** Payloads and rows, then the extent that tells of them: what the extent tells of is always there. */
  async #write(isAll: boolean): Promise<void> {
    if (isAll) {
      this.#isDirty = false;
      this.#savingSince ??= this.#newSince;
      this.#newSince = undefined;
    }
    try {
      await this.#folder.make();
      let written = await this.#writeRows(isAll);
      if (!isAll) return;
      // The row that tells of it is on disk as soon as it is so.
      if (this.#trim()) written = await this.#writeRows(true);
      const [main, incoming] = this.#lanes;
      await this.#writeExtent({
        firstRow: this.#rows.first,
        rows: written.rows,
        lanes: [
          { start: main.extent.start, end: written.main },
          { start: incoming.extent.start, end: written.incoming },
        ],
        isClosed: this.#isEnded,
      });
      if (this.#missed?.reason === 'disk') this.#tellMissed();
      // Also within a message, which has a row at its end only.
      if (this.#uncheckedBytes < 0) this.#checkLimit();
    } catch (error) {
      this.#diskFailed(error);
      return;
    }
    await this.#removeReleased();
  }

  /** @returns up to where everything is written */
  async #writeRows(isAll: boolean): Promise<{ rows: number; main: number; incoming: number }> {
    const [main, incoming] = this.#lanes;
    const written = { rows: this.#rows.length, main: main.end, incoming: incoming.end };
    await allDone([main.flush(isAll), incoming.flush(isAll), this.#rows.flush(written.rows, isAll)]);
    return written;
  }

  async #writeExtent(extent: Extent): Promise<void> {
    await this.#folder.writeExtent(extent);
    this.#extent = extent;
    this.#savingSince = undefined;
    this.#options.flushed?.(extent);
  }

  /** Not before the extent on disk begins after it: where the app ends in between, nothing is missing. */
  async #removeReleased(): Promise<void> {
    try {
      await this.#rows.removeReleased();
      for (const lane of this.#lanes) await lane.removeReleased();
    } catch {
      // What could not be removed now is removed with what is let go next, or when the log is opened again.
    }
  }

  #diskFailed(error: unknown): void {
    this.#isDirty = true;
    if (this.#isDiscarded) return;
    const cause = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    this.#missed ??= { reason: 'disk', cause, rows: 0, sizeBytes: 0 };
    // What is not recorded has nobody wait.
    this.#behindSince = undefined;
    this.#timer ??= setTimeout(() => void this.#begin(true), retryMs);
    this.#options.changed?.();
  }

  #checkLimit(): void {
    const room = this.#limit.limitBytes - this.sizeBytes;
    this.#uncheckedBytes = room < 0 ? limitStepBytes : room;
    if (room < 0) this.#reachLimit();
  }

  #reachLimit(): void {
    if (this.#limit.whenFull === 'ask') this.#ask();
    if (this.#limit.whenFull !== 'stop' || this.#missed !== undefined) return;
    this.#missed = { reason: 'limit', cause: undefined, rows: 0, sizeBytes: 0 };
    this.#gap({ reason: 'limit', rows: undefined, sizeBytes: undefined, cause: undefined });
  }

  /** Nothing is to be read until the user has chosen another limit. */
  #ask(): void {
    if (this.#isAsking || this.#isEnded) return;
    this.#isAsking = true;
    this.#askingSince = performance.now();
    this.#event('readingHeld', { reason: 'limit', limitBytes: this.#limit.limitBytes });
  }

  #goOn(): void {
    this.#isAsking = false;
    this.#event('readingContinued', { reason: 'limit', heldMs: performance.now() - this.#askingSince });
  }

  /** The disk has taken what it was behind with; said where somebody may have noticed. */
  #catchUp(): void {
    if (this.#behindSince === undefined) return;
    const heldMs = this.#now - this.#behindSince;
    this.#behindSince = undefined;
    if (heldMs >= noticedMs) this.#event('readingContinued', { reason: 'disk', heldMs });
  }

  #event<Kind extends 'readingHeld' | 'readingContinued'>(kind: Kind, detail: RowDetail[Kind]): void {
    const payload = Buffer.from(JSON.stringify(detail));
    this.append({ direction: RowDirection.event, kind: RowKind[kind], payload });
  }

  /** Says what was not recorded, and goes on. */
  #tellMissed(): void {
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed === undefined) return;
    const { reason, cause, rows, sizeBytes } = missed;
    this.#gap({ reason, cause, rows, sizeBytes });
  }

  #gap(detail: RowDetail['gap']): void {
    const payload = Buffer.from(JSON.stringify(detail));
    this.append({ direction: RowDirection.problem, kind: RowKind.gap, payload });
  }

  /** Lets the oldest go until the log is inside its limit again. @returns whether there was something to let go */
  #trim(): boolean {
    if (this.#limit.whenFull !== 'oldest') return false;
    const before = this.sizeBytes;
    const { firstRow } = this;
    let goesOn = before > this.#limit.limitBytes;
    while (goesOn) goesOn = this.#releaseOne() && this.sizeBytes > this.#limit.limitBytes;
    const sizeBytes = before - this.sizeBytes;
    if (sizeBytes <= 0) return false;
    const detail: RowDetail['payloadsReleased'] = { rows: this.firstRow - firstRow, sizeBytes };
    const payload = Buffer.from(JSON.stringify(detail));
    this.append({ direction: RowDirection.problem, kind: RowKind.payloadsReleased, payload });
    return true;
  }

  /** @returns whether there was something to let go */
  #releaseOne(): boolean {
    if (this.#rows.sizeBytes > this.sizeBytes / 2 && this.#rows.releaseOldest()) return true;
    const [main, incoming] = this.#lanes;
    return (main.sizeBytes > incoming.sizeBytes ? main : incoming).releaseOldest();
  }

  /** A clock that was set back between two runs does not let the session's own go back. */
  async #resumeClock(): Promise<void> {
    const [last] = await this.#rows.heads([this.length - 1]);
    if (last !== undefined) this.#startedAt = Math.min(this.#startedAt, performance.now() - last.head.elapsed);
  }
}

/** Waits for all, also where one fails: nothing is written twice at the same time. @throws what the first that failed did */
async function allDone(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
