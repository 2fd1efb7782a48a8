import type { Attempt } from '../../contract/attempt.ts';
import { toErrorInfo } from '../../contract/errors.ts';
import { FrameBit, RowDirection, RowFlag, RowKind, type RowDetail } from '../../contract/rows.ts';
import type { FileTransfer } from '../../contract/sessions.ts';
import type { InformationValues } from '../../contract/socket-control.ts';
import { Opcode, type DataOpcode, type WireObserver } from '../sockets/index.ts';
import type { IncomingEnd, SessionLog } from '../log/session-log.ts';
import type { SessionTotals } from './session-totals.ts';

type Detailed = keyof RowDetail;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface RecorderOptions {
  /** What all connections of the session come to. */
  readonly totals: SessionTotals;
  /** Whether every frame of a message has a row, too. */
  readonly recordsFrames: boolean;
  /** Whether every frame of a message is a row of its own, as in partial mode. */
  readonly splitsMessages: boolean;
  /** Called whenever a counter has changed and the log has not. */
  readonly advanced: () => void;
  /** Called when the first bytes have come: whatever they are comes after the connection has been made. */
  readonly began: () => void;
  /** Called when a pong has come. */
  readonly ponged: () => void;
}

/** Writes what happens to one connection into the log of its session, and counts. */
export class Recorder implements WireObserver {
  readonly log: SessionLog;
  /** Whether every data frame has a row. */
  recordsFrames: boolean;
  /** Whether what is received is recorded; not where it goes into a file of the user's. */
  recordsPayload = true;
  readonly #options: RecorderOptions;
  #resume: (() => void) | undefined;
  readonly #totals: SessionTotals;
  #isPaused = false;
  #isOver = false;
  /** Flags of compressed messages, by what was agreed on. */
  #compressedSent = 0;
  #compressedReceived = 0;
  /** Of the message that is being received. */
  #bits = 0;
  #wireSize = 0;
  /** Whether a part of it was not recorded. */
  #isCut = false;
  /** Filled again for every message: a million objects a second are worth avoiding. */
  readonly #end: Mutable<IncomingEnd> = { kind: RowKind.binary, flags: 0, bits: 0, wireSize: 0 };

  constructor(log: SessionLog, options: RecorderOptions) {
    this.log = log;
    this.#options = options;
    this.#totals = options.totals;
    this.recordsFrames = options.recordsFrames;
  }

  /** What the opening handshake agreed on; null when nothing is compressed. */
  set agreement(agreed: InformationValues['perMessageDeflate']) {
    this.#compressedSent = agreed?.clientNoContextTakeover === false ? RowFlag.contextTakeover : 0;
    this.#compressedReceived = agreed?.serverNoContextTakeover === false ? RowFlag.contextTakeover : 0;
  }

  /** A row with a detail; see {@link RowDetail}. */
  detail<Kind extends Exclude<Detailed, 'failed'>>(
    kind: Kind,
    detail: RowDetail[Kind],
    direction: RowDirection = RowDirection.event,
  ): void {
    this.#append(direction, RowKind[kind], Buffer.from(JSON.stringify(detail)));
  }

  /** A row without a detail. */
  event(kind: Exclude<keyof typeof RowKind, Detailed>): void {
    const direction = kind === 'validationFailed' ? RowDirection.problem : RowDirection.event;
    this.#append(direction, RowKind[kind], Buffer.alloc(0));
  }

  /** How the way of a file ended. */
  transferEnded(kind: 'fileSendingEnded' | 'fileReceivingEnded', transfer: FileTransfer): void {
    this.detail(kind, transfer, transfer.end?.kind === 'failed' ? RowDirection.problem : RowDirection.event);
  }

  failure(error: unknown): void {
    this.#append(RowDirection.problem, RowKind.failed, Buffer.from(JSON.stringify(toErrorInfo(error))));
  }

  /** The opening handshake in full: every request, and what was answered. */
  openingHandshake({ phases }: Attempt): void {
    for (const phase of phases) {
      if (phase.phase !== 'upgrade') continue;
      const { requestHead, responseHead } = phase;
      if (requestHead !== undefined) this.#append(RowDirection.sent, RowKind.openingRequest, Buffer.from(requestHead));
      if (responseHead !== undefined) {
        this.#append(RowDirection.received, RowKind.openingResponse, Buffer.from(responseHead));
      }
    }
  }

  /** Counts what has gone out, `isComplete` as the end of a message. */
  countSent(sizeBytes: number, isComplete: boolean): void {
    this.#totals.sentBytes += sizeBytes;
    if (isComplete) this.#totals.sentMessages += 1;
    this.#options.advanced();
  }

  /** Reads on, if reading was stopped and nothing stops it any more. */
  readOn(): void {
    if (!this.isFull) this.#resume?.();
  }

  /** Whether the user has stopped reading. */
  get isPaused(): boolean {
    return this.#isPaused;
  }
  set isPaused(isPaused: boolean) {
    this.#isPaused = isPaused;
    this.readOn();
  }

  /** Whether nothing more is to be read for now: as the user wants it, or as the log takes nothing. */
  get isFull(): boolean {
    return this.#isPaused || this.log.isFull;
  }

  /** Another connection records now: what this one still sends has no row. */
  end(): void {
    this.#isOver = true;
    this.recordsFrames = false;
    this.#resume = undefined;
  }

  sendQueueMoved(): void {
    this.#options.advanced();
  }

  opened(resume: () => void): void {
    this.#resume = resume;
  }

  bytesCame(): void {
    this.#options.began();
    this.log.tick();
  }

  frameReceived(bits: number, headerSize: number, length: number): void {
    if ((bits & FrameBit.opcode) >= Opcode.close) return;
    if (this.#wireSize === 0) this.#bits = bits;
    this.#wireSize += headerSize + length;
    if (this.recordsFrames) this.log.appendFrame(RowDirection.received, 0, bits, length, headerSize + length);
  }

  controlReceived(opcode: Opcode, payload: Buffer): void {
    this.#control(RowDirection.received, opcode, payload, 2 + payload.length);
    if (opcode === Opcode.pong) this.#options.ponged();
  }

  payloadReceived(bytes: Buffer, start: number, end: number): void {
    this.#totals.receivedBytes += end - start;
    if (this.recordsPayload) this.log.appendIncoming(bytes, start, end);
    else this.#isCut = true;
  }

  payloadEnded(opcode: DataOpcode, isMessageEnd: boolean): void {
    if (isMessageEnd) this.#totals.receivedMessages += 1;
    if (!isMessageEnd && !this.#options.splitsMessages) return;
    const kind = messageKind(opcode, isMessageEnd);
    const wireSize = this.#wireSize;
    this.#wireSize = 0;
    if (this.recordsPayload || this.log.hasIncoming) {
      const end = this.#end;
      end.kind = kind;
      end.flags = (this.#isCut ? RowFlag.cut : 0) | (isCompressed(this.#bits) ? this.#compressedReceived : 0);
      end.bits = this.#bits;
      end.wireSize = wireSize;
      this.log.endIncoming(end);
    } else {
      this.#options.advanced();
    }
    this.#isCut = false;
  }

  frameSent(bits: number, headerSize: number, payload: Uint8Array, length: number): void {
    const opcode = (bits & FrameBit.opcode) as Opcode; // as it was given to the writer
    const wireSize = headerSize + length;
    if (opcode >= Opcode.close) this.#control(RowDirection.sent, opcode, payload, wireSize);
    else if (this.recordsFrames) this.log.appendFrame(RowDirection.sent, RowFlag.masked, bits, length, wireSize);
  }

  dataSent(payload: Uint8Array, opcode: DataOpcode, fin: boolean, bits: number, wireSize: number): void {
    if (this.#isOver) return;
    const kind = messageKind(opcode, fin);
    const flags = RowFlag.masked | (isCompressed(bits) ? this.#compressedSent : 0);
    this.log.append({ direction: RowDirection.sent, kind, payload, flags, bits, wireSize });
  }

  rawSent(bits: number, payload: Uint8Array, isMasked: boolean, wireSize: number): void {
    if (this.#isOver) return;
    const flags = isMasked ? RowFlag.masked : 0;
    this.log.append({ direction: RowDirection.sent, kind: RowKind.rawFrame, payload, flags, bits, wireSize });
  }

  #control(direction: RowDirection, opcode: Opcode, payload: Uint8Array, wireSize: number): void {
    if (this.#isOver) return;
    const kind = opcode === Opcode.ping ? RowKind.ping : opcode === Opcode.pong ? RowKind.pong : RowKind.closeFrame;
    const flags = direction === RowDirection.sent ? RowFlag.masked : 0;
    this.log.append({ direction, kind, payload, flags, bits: FrameBit.fin | opcode, wireSize });
  }

  #append(direction: RowDirection, kind: RowKind, payload: Uint8Array): void {
    this.log.append({ direction, kind, payload });
  }
}

function isCompressed(bits: number): boolean {
  return (bits & FrameBit.rsv1) !== 0;
}

function messageKind(opcode: DataOpcode, isComplete: boolean): RowKind {
  if (opcode === Opcode.text) return isComplete ? RowKind.utf8 : RowKind.utf8Partial;
  return isComplete ? RowKind.binary : RowKind.binaryPartial;
}
