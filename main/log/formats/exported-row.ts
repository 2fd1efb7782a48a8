import { RowFlag, RowKind, type RowDirection } from '../../../contract/rows.ts';
import type { LogReader } from '../log-reader.ts';
import type { RowHead } from '../row-block.ts';
import { maskedPayload } from './masked-payload.ts';

/** Payload bytes of one step: a multiple of 3, so that base64 has no padding between the steps. */
const stepBytes = 3 * 64 * 1024;

/** Heads and details are far smaller; whoever has made one that is not gets it cut. */
const wholeLimit = 16 * 1024 * 1024;

export interface RowSource {
  readonly reader: LogReader;
  readonly includesSecrets: boolean;
  /** Called for each step of a payload that was read. */
  readonly step: () => void;
}

/** One row on its way out. */
export class ExportedRow {
  /** Its number in the log. */
  readonly row: number;
  readonly time: number;
  readonly elapsed: number;
  readonly direction: RowDirection;
  readonly kind: RowKind;
  readonly bits: number;
  readonly wireSize: number;
  /** Payload bytes; of a masked one, as it is masked. */
  readonly size: number;
  /** Whether the log has let go of the payload. */
  readonly isReleased: boolean;
  readonly #flags: number;
  readonly #head: RowHead;
  readonly #reader: LogReader;
  readonly #step: () => void;
  /** What is written in place of the payload. */
  readonly #masked: Buffer | undefined;
  #first: Buffer | undefined;
  #bytesDone = 0;

  constructor(row: number, { reader, includesSecrets, step }: RowSource) {
    const head = reader.head(row);
    this.row = row;
    this.time = head.time;
    this.elapsed = head.elapsed;
    this.direction = head.direction;
    this.kind = head.kind;
    this.bits = head.bits;
    this.wireSize = head.wireSize;
    this.isReleased =
      head.size > 0 && head.kind !== RowKind.frame && head.offset < reader.extent.lanes[head.lane].start;
    this.#flags = head.flags;
    this.#head = head;
    this.#reader = reader;
    this.#step = step;
    const isBytes = head.kind < RowKind.openingRequest || head.kind === RowKind.rawFrame;
    const isMasked = !includesSecrets && !isBytes && !this.isReleased;
    this.#masked = isMasked ? maskedPayload(head.kind, reader.payload(head, 0, wholeLimit)) : undefined;
    this.size = this.#masked?.length ?? head.size;
  }

  get flags(): number {
    return this.#flags | (this.isReleased ? RowFlag.payloadReleased : 0);
  }

  get isMessage(): boolean {
    return this.kind <= RowKind.binaryPartial;
  }

  /** Whether its payload came from the wire as bytes: a message, a control frame, or a frame as it was described. */
  get isFrame(): boolean {
    return this.kind <= RowKind.closeFrame || this.kind === RowKind.rawFrame;
  }

  get isText(): boolean {
    return this.kind === RowKind.utf8 || this.kind === RowKind.utf8Partial;
  }

  /** Whether there is a payload to write. */
  get hasPayload(): boolean {
    return this.size > 0 && this.kind !== RowKind.frame && !this.isReleased;
  }

  /** Whether all of the payload is in the log's files. */
  get isWhole(): boolean {
    if (!this.hasPayload || this.#masked !== undefined) return true;
    if (this.size <= stepBytes) return this.#firstStep.length === this.size;
    return this.#reader.payload(this.#head, this.size - 1, 1).length === 1;
  }

  /** How much of the payload is written, from 0 to 1. */
  get fraction(): number {
    return this.size === 0 ? 0 : Math.min(1, this.#bytesDone / this.size);
  }

  /** The payload in steps, each but the last a multiple of 3 bytes. */
  *chunks(): Generator<Buffer> {
    if (!this.hasPayload) return;
    if (this.#masked !== undefined) {
      yield this.#masked;
      return;
    }
    for (let at = 0; at < this.size; at += stepBytes) {
      const bytes = at === 0 ? this.#firstStep : this.#reader.payload(this.#head, at, stepBytes);
      this.#bytesDone = at;
      yield bytes;
      this.#step();
      if (bytes.length < stepBytes) return;
    }
  }

  /** The payload at once, for what is never large. */
  bytes(): Buffer {
    return this.#masked ?? this.#reader.payload(this.#head, 0, wholeLimit);
  }

  /** Whether the payload is UTF-8 as it is: a part of a message may end inside a character. */
  get isValidText(): boolean {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      for (const chunk of this.chunks()) decoder.decode(chunk, { stream: true });
      decoder.decode();
      return true;
    } catch {
      // What the decoder says when it is not.
      return false;
    }
  }

  get #firstStep(): Buffer {
    this.#first ??= this.#reader.payload(this.#head, 0, stepBytes);
    return this.#first;
  }
}
