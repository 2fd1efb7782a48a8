import { because, type Reason } from '../../contract/reason.ts';
import { CloseCode, compressedBit, controlPayloadLimit, FrameError, Opcode } from './frame.ts';

/** The frame being read. The reader has one such object and fills it again for every frame. */
export interface FrameHeader {
  fin: boolean;
  opcode: Opcode;
  /** RSV1: the first frame of a compressed message (RFC 7692, section 6). */
  isCompressed: boolean;
  /** Payload length in bytes. */
  length: number;
  /** The first byte as it came: FIN, the reserved bits, the opcode. */
  bits: number;
  headerSize: number;
}

/** What a reader tells, in wire order. */
export interface FrameSink {
  frameStarted(frame: FrameHeader): void;
  /**
   * The next bytes of the payload, a span of the buffer given to {@link FrameReader.read}: take what is needed before
   * returning.
   *
   * @returns how many of the bytes were taken; fewer than offered stops the reader there
   */
  payload(bytes: Buffer, start: number, end: number): number;
  /** @returns false to stop the reader before the next frame */
  frameEnded(frame: FrameHeader): boolean;
}

/** Bytes before the payload of a frame from a server, at most: two, and eight of a 64-bit length. */
const longestHeader = 10;

/**
 * Reads the frames a server sends (RFC 6455, section 5.2), from spans of any size, without waiting for a whole frame
 * and without allocating per frame.
 */
export class FrameReader {
  readonly #sink: FrameSink;
  readonly #allowsCompression: boolean;
  readonly #header: FrameHeader = {
    fin: true,
    opcode: Opcode.continuation,
    isCompressed: false,
    length: 0,
    bits: 0,
    headerSize: 0,
  };
  /** Of a header that is cut: the bytes there are. Made when one is. */
  #headerBytes: Buffer | undefined;
  #headerFilled = 0;
  /** Payload bytes of the current frame that are still to come; -1 between frames. */
  #remaining = -1;
  /** Whether a data message has begun and its final frame has not come (section 5.4). */
  #isMessageOpen = false;

  /** @param allowsCompression whether permessage-deflate has been agreed on */
  constructor(sink: FrameSink, allowsCompression = false) {
    this.#sink = sink;
    this.#allowsCompression = allowsCompression;
  }

  /**
   * Reads as many bytes as the sink takes.
   *
   * @returns the position after the last byte taken; less than `end` when the sink stopped the reader, which then
   *   wants the rest again
   * @throws FrameError when the peer breaks the protocol; the reader is of no use after it
   */
  read(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end || this.#remaining === 0) {
      if (this.#remaining < 0) {
        at = this.#readHeader(bytes, at, end);
        continue;
      }
      if (this.#remaining > 0) {
        const spanEnd = Math.min(end, at + this.#remaining);
        const taken = this.#sink.payload(bytes, at, spanEnd);
        at += taken;
        this.#remaining -= taken;
        if (at < spanEnd) return at;
      }
      if (this.#remaining === 0) {
        this.#remaining = -1;
        if (!this.#sink.frameEnded(this.#header)) return at;
      }
    }
    return at;
  }

  #readHeader(bytes: Buffer, start: number, end: number): number {
    // Nearly always the header is all there, and is read where it lies.
    if (this.#headerFilled === 0 && end - start >= longestHeader) return start + this.#startFrame(bytes, start);
    const header = (this.#headerBytes ??= Buffer.allocUnsafe(longestHeader));
    for (let at = start; at < end;) {
      header[this.#headerFilled] = bytes[at] as number; // at < end
      this.#headerFilled += 1;
      at += 1;
      if (this.#headerFilled < 2 || this.#headerFilled < headerLength(header, 0)) continue;
      this.#headerFilled = 0;
      this.#startFrame(header, 0);
      return at;
    }
    return end;
  }

  /** @returns the length of the header at `at`, which is all there */
  #startFrame(bytes: Buffer, at: number): number {
    const first = bytes[at] as number;
    const second = bytes[at + 1] as number;
    const headerSize = headerLength(bytes, at);
    const header = this.#header;
    header.fin = (first & 0x80) !== 0;
    header.opcode = (first & 0x0f) as Opcode; // checked by #check
    header.isCompressed = (first & compressedBit) !== 0;
    header.length = payloadLength(bytes, at, headerSize);
    header.bits = first;
    header.headerSize = headerSize;
    this.#checkReservedBits(first & 0x70);
    if ((second & 0x80) !== 0) broken('a frame from a server is masked', because('frameMasked'));
    this.#check();
    // Section 5.2: the shortest form that holds the length.
    if (headerSize > shortestHeader(header.length))
      broken('a length in more bytes than it needs', because('frameLengthForm'));
    this.#remaining = header.length;
    this.#sink.frameStarted(header);
    return headerSize;
  }

  /** Section 5.2; RFC 7692, section 6: RSV1 is for the first frame of a data message. */
  #checkReservedBits(bits: number): void {
    if (bits === 0) return;
    const { opcode } = this.#header;
    const isFirstOfData = opcode === Opcode.text || opcode === Opcode.binary;
    if (bits === compressedBit && this.#allowsCompression && isFirstOfData) return;
    broken('a reserved bit is set without an extension that gives it a meaning', because('frameReservedBits'));
  }

  #check(): void {
    const { fin, opcode, length } = this.#header;
    switch (opcode) {
      case Opcode.continuation:
        if (!this.#isMessageOpen)
          broken('a continuation frame without a message to continue', because('frameContinuesNothing'));
        this.#isMessageOpen = !fin;
        return;
      case Opcode.text:
      case Opcode.binary:
        if (this.#isMessageOpen)
          broken('a new message before the last fragment of the one before', because('frameMessageUnfinished'));
        this.#isMessageOpen = !fin;
        return;
      case Opcode.close:
      case Opcode.ping:
      case Opcode.pong:
        if (!fin) broken('a fragmented control frame', because('frameControlFragmented'));
        if (length > controlPayloadLimit)
          broken(`a control frame of ${length} bytes`, because('frameControlLength', length));
        return;
      default:
        broken(`the reserved opcode ${String(opcode)}`, because('frameOpcode', Number(opcode)));
    }
  }
}

function payloadLength(bytes: Buffer, at: number, headerSize: number): number {
  if (headerSize === 2) return (bytes[at + 1] as number) & 0x7f;
  if (headerSize === 4) return bytes.readUInt16BE(at + 2);
  const high = bytes.readUInt32BE(at + 2);
  // Section 5.2 wants the top bit clear; past 2^53 a count of bytes is no longer exact in JavaScript.
  if (high >= 0x80000000) {
    throw new FrameError(
      CloseCode.protocolError,
      'the server sent a frame length with its top bit set',
      because('frameTooLong'),
    );
  }
  if (high > 0x1fffff) {
    throw new FrameError(
      CloseCode.messageTooBig,
      'the server sent a frame longer than 2^53 - 1 bytes',
      because('frameTooLong'),
    );
  }
  return high * 0x1_0000_0000 + bytes.readUInt32BE(at + 6);
}

function shortestHeader(payloadLength: number): number {
  return payloadLength > 0xffff ? longestHeader : payloadLength > 125 ? 4 : 2;
}

/** Of the header at `at`, whose first two bytes are there. */
function headerLength(bytes: Buffer, at: number): number {
  const length = (bytes[at + 1] as number) & 0x7f;
  return length === 127 ? longestHeader : length === 126 ? 4 : 2;
}

function broken(what: string, reason: Reason): never {
  throw new FrameError(CloseCode.protocolError, `the server sent ${what}`, reason);
}
