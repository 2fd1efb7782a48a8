import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { because } from '../../contract/reason.ts';
import { CloseCode, FrameError } from './frame.ts';
import type { PerMessageDeflate } from './permessage-deflate.ts';

/** What an inflater tells. A section is a part of the message, as it comes out of zlib. */
export interface InflatedSink {
  sectionStarted(length: number): void;
  /** @returns how many bytes were taken; fewer than offered stops the inflater until {@link MessageInflater.resume} */
  sectionPayload(bytes: Buffer, start: number, end: number): number;
  sectionEnded(isMessageEnd: boolean): void;
  inflateFailed(error: FrameError): void;
  /** There is room for input again, or the message has been handed on. */
  inflaterReady(): void;
}

/** Deflate data given to zlib at a time, and inflated bytes it gives back at a time. */
const pieceSize = 64 * 1024;
/** What the sender has cut off the end of a message (RFC 7692, section 7.2.1). */
const messageTail = Buffer.from([0x00, 0x00, 0xff, 0xff]);
const nothing: Buffer = Buffer.alloc(0);
/** The largest distance that deflate data can refer back. */
const windowSize = 32 * 1024;

/**
 * Inflates compressed messages (RFC 7692, section 7.2.2) piece by piece, in zlib's own threads. However much a message
 * becomes, a few pieces of it are in memory at a time, and zlib goes at the pace of the sink.
 */
export class MessageInflater {
  readonly #sink: InflatedSink;
  readonly #agreed: PerMessageDeflate;
  #zlib: InflateRaw | undefined;
  /** Input that waits: `#input[0, #inputLength)`. The other block is zlib's to read. */
  #input = nothing;
  #otherInput = nothing;
  #inputLength = 0;
  /** What zlib has not read of its piece, as its stream came to an end there. */
  #leftover: Buffer | undefined;
  #isWorking = false;
  /** The message's input is all there; and zlib has been given it. */
  #isEnding = false;
  #isTailGiven = false;
  /** Inflated and not yet taken; the sink has had `#taken` bytes of the first one, or -1 when it knows nothing of it. */
  readonly #sections: Buffer[] = [];
  #taken = -1;
  #isAdvancing = false;
  /** The last bytes inflated, in a ring: what follows may refer back to them. */
  #window = nothing;
  #windowEnd = 0;
  #isWindowFull = false;
  /** Whether zlib began with a window of ours, to which it would come back by a reset. */
  #hasDictionary = false;
  #isClosed = false;

  constructor(sink: InflatedSink, agreed: PerMessageDeflate) {
    this.#sink = sink;
    this.#agreed = agreed;
  }

  /** Whether anything that has come has not been handed on. */
  get isBusy(): boolean {
    return !this.#isIdle || this.#sections.length > 0 || this.#inputLength > 0 || this.#leftover !== undefined;
  }

  /** Whether a message has come whole and has not been handed on: nothing after it can be read. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** Takes deflate data of the message. @returns how many bytes there was room for */
  write(bytes: Buffer, start: number, end: number): number {
    if (this.#input.length === 0) this.#input = Buffer.allocUnsafeSlow(pieceSize + messageTail.length);
    const taken = Math.min(end - start, pieceSize - this.#inputLength);
    bytes.copy(this.#input, this.#inputLength, start, start + taken);
    this.#inputLength += taken;
    return taken;
  }

  /** The message has no more input. */
  end(): void {
    this.#isEnding = true;
  }

  /** Inflates what there is; called when no more input comes for now, and when the sink takes more again. */
  advance(): void {
    if (this.#isAdvancing || this.#isClosed) return;
    this.#isAdvancing = true;
    if (this.#deliver() && this.#isIdle) this.#step();
    this.#isAdvancing = false;
  }

  /** Frees zlib's memory; nothing more is told. */
  close(): void {
    this.#isClosed = true;
    this.#discard();
  }

  #zlibTold(): void {
    this.advance();
    if (!this.#isEnding && !this.#isClosed) this.#sink.inflaterReady();
  }

  /** Whether all that zlib was given has come out of it. */
  get #isIdle(): boolean {
    return !this.#isWorking && (this.#zlib?.readableLength ?? 0) === 0;
  }

  /** Does what is next when nothing is under way. */
  #step(): void {
    if (this.#leftover !== undefined) {
      const rest = this.#leftover;
      this.#discard();
      this.#inflate(rest);
      return;
    }
    if (this.#isTailGiven) {
      this.#finish();
      return;
    }
    if (this.#isEnding) {
      this.#input = this.#input.length === 0 ? Buffer.allocUnsafeSlow(pieceSize + messageTail.length) : this.#input;
      messageTail.copy(this.#input, this.#inputLength);
      this.#inputLength += messageTail.length;
      this.#isTailGiven = true;
    }
    if (this.#inputLength === 0) return;
    const piece = this.#input.subarray(0, this.#inputLength);
    [this.#input, this.#otherInput] = [this.#otherInput, this.#input];
    this.#inputLength = 0;
    this.#inflate(piece);
  }

  #discard(): void {
    this.#zlib?.close();
    this.#zlib = undefined;
  }

  #inflate(piece: Buffer): void {
    this.#zlib ??= this.#open();
    const zlib = this.#zlib;
    const before = zlib.bytesWritten;
    this.#isWorking = true;
    zlib.write(piece, (error) => {
      if (error) return;
      this.#isWorking = false;
      // A block marked as the last one ends zlib's stream (section 7.2.3.4); the message may go on behind it.
      const consumed = zlib.bytesWritten - before;
      this.#leftover = consumed < piece.length ? piece.subarray(consumed) : undefined;
      this.#zlibTold();
    });
  }

  /** Hands sections on. @returns false when the sink has not taken all */
  #deliver(): boolean {
    // The last section of a message is only known as such when nothing more comes out.
    const held = this.#isEnding ? 1 : 0;
    while (this.#sections.length > held) {
      if (!this.#deliverSection(this.#sections[0] as Buffer, false)) return false; // length > 0
    }
    this.#zlib?.resume();
    return true;
  }

  /** @returns false when the sink has not taken all of it */
  #deliverSection(section: Buffer, isLast: boolean): boolean {
    if (this.#taken < 0) this.#sink.sectionStarted(section.length);
    this.#taken = Math.max(this.#taken, 0);
    if (this.#taken < section.length) {
      this.#taken += this.#sink.sectionPayload(section, this.#taken, section.length);
    }
    if (this.#taken < section.length) {
      this.#zlib?.pause();
      return false;
    }
    this.#taken = -1;
    this.#sections.shift();
    this.#sink.sectionEnded(isLast);
    return true;
  }

  /** Hands the end of a message on. */
  #finish(): void {
    if (this.#sections.length === 0) this.#sections.push(nothing);
    if (!this.#deliverSection(this.#sections[0] as Buffer, true)) return; // length > 0
    this.#isEnding = false;
    this.#isTailGiven = false;
    if (this.#agreed.serverNoContextTakeover) {
      this.#windowEnd = 0;
      this.#isWindowFull = false;
      if (this.#hasDictionary) this.#discard();
      else this.#zlib?.reset();
    }
  }

  #open(): InflateRaw {
    const older = this.#isWindowFull ? this.#window.subarray(this.#windowEnd) : nothing;
    const dictionary = Buffer.concat([older, this.#window.subarray(0, this.#windowEnd)]);
    this.#hasDictionary = dictionary.length > 0;
    const zlib = createInflateRaw({
      chunkSize: pieceSize,
      windowBits: this.#agreed.serverMaxWindowBits,
      ...(this.#hasDictionary && { dictionary }),
    });
    zlib.on('data', (section: Buffer) => {
      this.#remember(section);
      this.#sections.push(section);
      this.#zlibTold();
    });
    zlib.on('error', ({ message }) => {
      if (this.#isClosed) return;
      this.close();
      this.#sink.inflateFailed(
        new FrameError(
          CloseCode.invalidPayload,
          `the server sent a message that cannot be inflated: ${message}`,
          because('messageNotInflated'),
        ),
      );
    });
    return zlib;
  }

  #remember(section: Buffer): void {
    if (this.#window.length === 0) this.#window = Buffer.allocUnsafeSlow(windowSize);
    const recent = section.subarray(-windowSize);
    const untilWrap = Math.min(recent.length, windowSize - this.#windowEnd);
    recent.copy(this.#window, this.#windowEnd, 0, untilWrap);
    recent.copy(this.#window, 0, untilWrap);
    this.#isWindowFull ||= this.#windowEnd + recent.length >= windowSize;
    this.#windowEnd = (this.#windowEnd + recent.length) % windowSize;
  }
}
