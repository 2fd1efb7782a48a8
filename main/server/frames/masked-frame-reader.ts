import { CloseCode, controlPayloadLimit, FrameError, Opcode } from '../../wire/frame.ts';
import { unmask } from './unmask.ts';

/** A data frame from a client. */
export interface DataFrame {
  readonly opcode: Opcode;
  readonly fin: boolean;
  /** Payload length in bytes. */
  readonly length: number;
  /** What the message is that this frame is a piece of: `text` or `binary`. */
  readonly kind: Opcode;
}

/** What is told of data frames, in wire order. A `FrameError` thrown from here ends the connection with its code. */
export interface DataSink {
  /** @returns whether the payload is wanted; otherwise it is passed over, without taking the mask off */
  frameStarted(frame: DataFrame): boolean;
  /** The next bytes of the payload, unmasked; they may be kept. */
  payload(span: Buffer): void;
  frameEnded(frame: DataFrame): void;
}

export interface ClientFrameSink extends DataSink {
  /** A whole control frame: `close`, `ping` or `pong`. It may come between the fragments of a message. */
  controlFrame(opcode: Opcode, payload: Buffer): void;
}

/** Control frames travel as data frames inside the reader, until they are whole. */
interface Frame extends DataFrame {
  readonly isControl: boolean;
}

/** Two bytes, eight of a 64-bit length, four of the masking key. */
const longestHeader = 14;

/**
 * Reads the frames a client sends (RFC 6455, section 5.2) from chunks of any size. It holds a header at most, so the
 * length of a frame does not matter.
 *
 * Not `wire/frame-reader.ts` turned round: two readers written apart keep a mistake in one from hiding in the other
 * when the app talks to its own server.
 */
export class MaskedFrameReader {
  readonly #sink: ClientFrameSink;
  readonly #maxFrameBytes: number;
  readonly #header = Buffer.alloc(longestHeader);
  #headerFilled = 0;
  /** The frame whose payload is being read. */
  #frame: Frame | undefined;
  #isWanted = false;
  #payloadRead = 0;
  readonly #key = Buffer.alloc(4);
  readonly #controlPayload = Buffer.alloc(controlPayloadLimit);
  /** The opcode of the fragmented message that is under way (section 5.4). */
  #messageKind: Opcode | undefined;

  /** @param maxFrameBytes frames with a longer payload are refused with 1009 */
  constructor(sink: ClientFrameSink, maxFrameBytes: number) {
    this.#sink = sink;
    this.#maxFrameBytes = maxFrameBytes;
  }

  /**
   * @param chunk changed in place: the mask is taken off
   * @throws FrameError when the client breaks the protocol; the reader is of no use after it
   */
  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.#frame === undefined ? this.#readHeader(chunk, at) : this.#readPayload(this.#frame, chunk, at);
    }
  }

  #readHeader(chunk: Buffer, start: number): number {
    let at = start;
    while (at < chunk.length) {
      const wanted = this.#headerFilled < 2 ? 2 : headerLength(this.#header);
      const count = chunk.copy(this.#header, this.#headerFilled, at, at + wanted - this.#headerFilled);
      at += count;
      this.#headerFilled += count;
      // At once: the rest of a header that is wrong may never come.
      if (this.#headerFilled === 2) checkFirstBytes(this.#header);
      if (this.#headerFilled >= 2 && this.#headerFilled === headerLength(this.#header)) {
        this.#startFrame();
        break;
      }
    }
    return at;
  }

  #startFrame(): void {
    const frame = this.#parseHeader();
    this.#header.copy(this.#key, 0, this.#headerFilled - 4, this.#headerFilled);
    this.#headerFilled = 0;
    this.#payloadRead = 0;
    this.#isWanted = frame.isControl || this.#sink.frameStarted(frame);
    if (frame.length === 0) this.#endFrame(frame);
    else this.#frame = frame;
  }

  #readPayload(frame: Frame, chunk: Buffer, start: number): number {
    const end = Math.min(chunk.length, start + frame.length - this.#payloadRead);
    if (this.#isWanted) {
      const span = chunk.subarray(start, end);
      unmask(span, this.#key, this.#payloadRead);
      if (frame.isControl) span.copy(this.#controlPayload, this.#payloadRead);
      else this.#sink.payload(span);
    }
    this.#payloadRead += end - start;
    if (this.#payloadRead === frame.length) this.#endFrame(frame);
    return end;
  }

  #endFrame(frame: Frame): void {
    this.#frame = undefined;
    if (!frame.isControl) this.#sink.frameEnded(frame);
    else this.#sink.controlFrame(frame.opcode, Buffer.from(this.#controlPayload.subarray(0, frame.length)));
  }

  #parseHeader(): Frame {
    const fin = (this.#header.readUInt8(0) & 0x80) !== 0;
    const opcode = (this.#header.readUInt8(0) & 0x0f) as Opcode; // checkFirstBytes refuses any other
    const length = readLength(this.#header);
    if (isControl(opcode)) return { opcode, fin, length, kind: opcode, isControl: true };
    const kind = this.#followMessage(opcode, fin);
    if (length > this.#maxFrameBytes) {
      throw new FrameError(CloseCode.messageTooBig, `a frame is longer than ${this.#maxFrameBytes} bytes`);
    }
    return { opcode, fin, length, kind, isControl: false };
  }

  /** @returns the opcode of the message that this data frame belongs to */
  #followMessage(opcode: Opcode, fin: boolean): Opcode {
    if (opcode === Opcode.continuation && this.#messageKind === undefined) broken('a continuation of no message');
    if (opcode !== Opcode.continuation && this.#messageKind !== undefined) broken('a message inside a message');
    const kind = this.#messageKind ?? opcode;
    this.#messageKind = fin ? undefined : kind;
    return kind;
  }
}

function checkFirstBytes(header: Buffer): void {
  const first = header.readUInt8(0);
  const second = header.readUInt8(1);
  const opcode = first & 0x0f;
  if ((first & 0x70) !== 0) broken('a reserved bit is set');
  if ((second & 0x80) === 0) broken('a frame from a client is not masked');
  if (!isControl(opcode)) {
    if (opcode > Opcode.binary) broken(`the opcode ${opcode} is reserved`);
    return;
  }
  if ((first & 0x80) === 0) broken('a control frame is fragmented');
  if ((second & 0x7f) > controlPayloadLimit) broken('a control frame is too long');
}

function isControl(opcode: number): boolean {
  return opcode === Opcode.close || opcode === Opcode.ping || opcode === Opcode.pong;
}

/** @param header its first two bytes at least */
function headerLength(header: Buffer): number {
  const length = header.readUInt8(1) & 0x7f;
  const extended = length === 127 ? 8 : length === 126 ? 2 : 0;
  return 2 + extended + 4;
}

function readLength(header: Buffer): number {
  const short = header.readUInt8(1) & 0x7f;
  if (short < 126) return short;
  if (short === 126) {
    const length = header.readUInt16BE(2);
    // Section 5.2: the minimal number of bytes MUST be used.
    return length > 125 ? length : broken('a length is not in its shortest form');
  }
  const length = header.readBigUInt64BE(2);
  if (length > 0x7fff_ffff_ffff_ffffn) broken('the top bit of a length is set');
  if (length <= 0xffffn) broken('a length is not in its shortest form');
  return Number(length);
}

/** @param what goes into the close frame as its reason: at most 123 bytes */
function broken(what: string): never {
  throw new FrameError(CloseCode.protocolError, what);
}
