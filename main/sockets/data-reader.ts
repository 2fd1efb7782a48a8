import { DuplexError, failure } from '../../contract/errors.ts';
import {
  ByteOrder,
  codeUnitSize,
  decodeText,
  requireByteOrder,
  requireEncoding,
  UnicodeEncoding,
} from './data-encoding.ts';
import { InputStreamOptions } from './enums.ts';
import { dateFromTicks, formatGuid, millisecondsFromTicks } from './foundation-values.ts';
import { invalidArgument, objectClosed } from './misuse.ts';
import type { IInputStream } from './streams.ts';
import { utf8Text } from './utf8-text.ts';

/** What a reader reads: a part of a buffer, so that no view has to be made for a message nobody looks at. */
export interface DataReaderContent {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Whether the content as a whole is known to be UTF-8. */
  readonly isUtf8: boolean;
}

/** Copies a part of a buffer that is about to be used again. */
export type Keep = (bytes: Buffer, start: number, end: number, isUtf8: boolean) => DataReaderContent;

export interface LoadOptions {
  /** Cancels the load: it fails with ERROR_CANCELLED. What had come of it is there to be read. */
  readonly signal?: AbortSignal;
}

interface State {
  readonly unicodeEncoding: UnicodeEncoding;
  readonly byteOrder: ByteOrder;
  readonly inputStreamOptions: InputStreamOptions;
  readonly stream: IInputStream | null;
  readonly phase: 'ready' | 'loading' | 'closed';
}

/** Shared until something changes: most readers live for one message, and every field costs time to make. */
const initialState: State = {
  unicodeEncoding: UnicodeEncoding.utf8,
  byteOrder: ByteOrder.bigEndian,
  inputStreamOptions: InputStreamOptions.none,
  stream: null,
  phase: 'ready',
};

const nothing: DataReaderContent = { bytes: Buffer.alloc(0), start: 0, end: 0, isUtf8: false };

/** A partial load is content with less than it asks for, so no more room than this is made for one. */
const partialLoadLimit = 1024 * 1024;

/**
 * `Windows.Storage.Streams.DataReader`: values from bytes that are loaded from a stream, or there already.
 *
 * Every `read…` throws E_BOUNDS past the end of what is loaded and then takes nothing, and RO_E_CLOSED after `close()`.
 * Differs from the JavaScript projection in 64-bit integers, which are bigints and lose nothing.
 */
export class DataReader {
  #content: DataReaderContent;
  #at: number;
  #state = initialState;
  /** Present while the content is in a buffer that will be used again: what leaves the reader has to be a copy. */
  #keep: Keep | undefined;

  /**
   * A reader with nothing loaded.
   *
   * @param stream where `loadAsync` reads from
   */
  constructor(stream: IInputStream);
  /** For {@link over}. */
  constructor(stream: null, content: DataReaderContent);
  constructor(stream: IInputStream | null, content: DataReaderContent = nothing) {
    this.#content = content;
    this.#at = content.start;
    if (stream !== null) this.#state = { ...initialState, stream };
  }

  /** A reader over a buffer, which is not copied. */
  static fromBuffer(buffer: Uint8Array): DataReader {
    const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    return new DataReader(null, { bytes, start: 0, end: bytes.length, isUtf8: false });
  }

  /** For the socket: a reader over a part of a buffer. */
  static over(content: DataReaderContent): DataReader {
    return new DataReader(null, content);
  }

  /**
   * For the socket: a reader over a part of its read buffer. Until {@link settle} nothing is copied that is only looked
   * at, as a text that becomes a string.
   */
  static borrowing(content: DataReaderContent, keep: Keep): DataReader {
    const reader = new DataReader(null, content);
    reader.#keep = keep;
    return reader;
  }

  /** For the socket, before its buffer is used again: what is left in the reader becomes the reader's own. */
  static settle(reader: DataReader): void {
    const keep = reader.#keep;
    if (keep === undefined) return;
    reader.#keep = undefined;
    const { bytes, start, end, isUtf8 } = reader.#content;
    const at = reader.#at;
    reader.#content = at === end ? nothing : keep(bytes, at, end, isUtf8 && at === start);
    reader.#at = reader.#content.start;
  }

  /** Bytes that are left to read. */
  get unconsumedBufferLength(): number {
    const left = this.#content.end - this.#at;
    // A closed reader has nothing left.
    if (left === 0) this.#requireOpen();
    return left;
  }

  /** How `readString` decodes. Default: UTF-8. */
  get unicodeEncoding(): UnicodeEncoding {
    return this.#state.unicodeEncoding;
  }
  set unicodeEncoding(unicodeEncoding: UnicodeEncoding) {
    this.#requireOpen();
    requireEncoding(unicodeEncoding);
    this.#change({ unicodeEncoding });
  }

  /** How numbers, times and GUIDs are laid out. Default: big-endian. */
  get byteOrder(): ByteOrder {
    return this.#state.byteOrder;
  }
  set byteOrder(byteOrder: ByteOrder) {
    this.#requireOpen();
    requireByteOrder(byteOrder);
    this.#change({ byteOrder });
  }

  /** What `loadAsync` waits for. Default: `none`, all it asks for. */
  get inputStreamOptions(): InputStreamOptions {
    return this.#state.inputStreamOptions;
  }
  set inputStreamOptions(inputStreamOptions: InputStreamOptions) {
    this.#requireOpen();
    if (!Number.isInteger(inputStreamOptions) || inputStreamOptions < 0 || inputStreamOptions > 3) {
      throw invalidArgument('inputStreamOptions', `${inputStreamOptions} is no combination of options`);
    }
    this.#change({ inputStreamOptions });
  }

  /**
   * Loads more bytes behind those that are left. They may be read meanwhile.
   *
   * @param count how many bytes
   * @returns how many came: with `InputStreamOptions.partial` at least one, else `count`; fewer at the end of the stream
   * @throws DuplexError E_INVALIDARG for a count that is no unsigned 32-bit number, 0x800710DD during another load,
   *   RO_E_CLOSED without a stream or after `close()`, ERROR_CANCELLED by the signal; and what the stream throws
   */
  async loadAsync(count: number, options: LoadOptions = {}): Promise<number> {
    this.#requireIdle();
    if (!Number.isInteger(count) || count < 0 || count > 0xffffffff) {
      throw invalidArgument('count', `${count} is not between 0 and 4294967295`);
    }
    const { inputStreamOptions, stream } = this.#state;
    if (stream === null) throw objectClosed('the reader has no stream');
    const isPartial = (inputStreamOptions & InputStreamOptions.partial) !== 0;
    const size = isPartial ? Math.min(count, partialLoadLimit) : count;
    const buffer = Buffer.allocUnsafe(size);
    this.#change({ phase: 'loading' });
    try {
      const loaded = await stream.readAsync(buffer, size, inputStreamOptions, options.signal);
      this.#append(loaded);
      return loaded.length;
    } catch (error) {
      // The stream does not give again what a cancelled read had.
      if (error instanceof DuplexError && this.#isLoading) {
        this.#append(buffer.subarray(0, error.info.transferredBytes ?? 0));
      }
      throw error;
    } finally {
      // Closing does not wait for a load.
      if (this.#isLoading) this.#change({ phase: 'ready' });
    }
  }

  /** @returns whether the next byte is other than zero */
  readBoolean(): boolean {
    return this.readByte() !== 0;
  }

  readByte(): number {
    return this.#content.bytes.readUInt8(this.#take(1));
  }

  /** Fills the array. */
  readBytes(target: Uint8Array): void {
    const at = this.#take(target.length);
    this.#content.bytes.copy(target, 0, at, at + target.length);
  }

  /** @returns the next bytes; a view, where the reader holds them itself */
  readBuffer(length: number): Uint8Array {
    const at = this.#take(length);
    if (this.#keep === undefined) return this.#content.bytes.subarray(at, at + length);
    const { bytes, start, end } = this.#keep(this.#content.bytes, at, at + length, false);
    return bytes.subarray(start, end);
  }

  readInt16(): number {
    const at = this.#take(2);
    return this.#isLittleEndian ? this.#content.bytes.readInt16LE(at) : this.#content.bytes.readInt16BE(at);
  }

  readInt32(): number {
    const at = this.#take(4);
    return this.#isLittleEndian ? this.#content.bytes.readInt32LE(at) : this.#content.bytes.readInt32BE(at);
  }

  readInt64(): bigint {
    const at = this.#take(8);
    return this.#isLittleEndian ? this.#content.bytes.readBigInt64LE(at) : this.#content.bytes.readBigInt64BE(at);
  }

  readUInt16(): number {
    const at = this.#take(2);
    return this.#isLittleEndian ? this.#content.bytes.readUInt16LE(at) : this.#content.bytes.readUInt16BE(at);
  }

  readUInt32(): number {
    const at = this.#take(4);
    return this.#isLittleEndian ? this.#content.bytes.readUInt32LE(at) : this.#content.bytes.readUInt32BE(at);
  }

  readUInt64(): bigint {
    const at = this.#take(8);
    return this.#isLittleEndian ? this.#content.bytes.readBigUInt64LE(at) : this.#content.bytes.readBigUInt64BE(at);
  }

  readSingle(): number {
    const at = this.#take(4);
    return this.#isLittleEndian ? this.#content.bytes.readFloatLE(at) : this.#content.bytes.readFloatBE(at);
  }

  readDouble(): number {
    const at = this.#take(8);
    return this.#isLittleEndian ? this.#content.bytes.readDoubleLE(at) : this.#content.bytes.readDoubleBE(at);
  }

  /** Reads 100 ns ticks since 1601-01-01 UTC. @returns the millisecond they lie in */
  readDateTime(): Date {
    return dateFromTicks(this.readInt64());
  }

  /** Reads signed 100 ns ticks. @returns milliseconds, with a fraction */
  readTimeSpan(): number {
    return millisecondsFromTicks(this.readInt64());
  }

  /** @returns a GUID in lower case, without braces */
  readGuid(): string {
    this.#requireAvailable(16);
    return formatGuid({
      data1: this.readUInt32(),
      data2: this.readUInt16(),
      data3: this.readUInt16(),
      data4: this.readBuffer(8),
    });
  }

  /**
   * Reads text; a byte order mark stays in it.
   *
   * @param codeUnitCount bytes in UTF-8, pairs of bytes in UTF-16
   * @throws DuplexError ERROR_NO_UNICODE_TRANSLATION where the bytes are no such text (they are then consumed), E_BOUNDS
   *   past the end
   */
  readString(codeUnitCount: number): string {
    const { bytes, start, end, isUtf8 } = this.#content;
    const { unicodeEncoding } = this.#state;
    const isWhole = this.#at === start && codeUnitCount === end - start;
    if (isUtf8 && isWhole && unicodeEncoding === UnicodeEncoding.utf8) {
      this.#at = end;
      return utf8Text(bytes, start, end);
    }
    const size = codeUnitCount * codeUnitSize(unicodeEncoding);
    const at = this.#take(size);
    return decodeText(bytes.subarray(at, at + size), unicodeEncoding);
  }

  /**
   * Takes the bytes that are left out of the reader.
   *
   * @throws DuplexError 0x800710DD during a load, RO_E_CLOSED after `close()`
   */
  detachBuffer(): Uint8Array {
    this.#requireIdle();
    const rest = this.readBuffer(this.unconsumedBufferLength);
    this.#keep = undefined;
    this.#content = nothing;
    this.#at = 0;
    return rest;
  }

  /**
   * Separates the reader from its stream, which stays open when the reader is closed. What is loaded can be read still.
   *
   * @returns the stream; null where there is none (any more)
   * @throws DuplexError 0x800710DD during a load, RO_E_CLOSED after `close()`
   */
  detachStream(): IInputStream | null {
    this.#requireIdle();
    const { stream } = this.#state;
    this.#change({ stream: null });
    return stream;
  }

  /** Closes the reader and, unless detached, its stream; a load that is under way fails. Harmless when repeated. */
  close(): void {
    const { stream } = this.#state;
    this.#change({ phase: 'closed', stream: null });
    this.#keep = undefined;
    this.#content = nothing;
    this.#at = 0;
    stream?.close();
  }

  get #isLittleEndian(): boolean {
    return this.#state.byteOrder === ByteOrder.littleEndian;
  }

  get #isLoading(): boolean {
    return this.#state.phase === 'loading';
  }

  #change(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }

  /** Consumes bytes. @returns where they begin */
  #take(length: number): number {
    this.#requireAvailable(length);
    this.#at += length;
    return this.#at - length;
  }

  #requireAvailable(length: number): void {
    const left = this.unconsumedBufferLength;
    if (Number.isInteger(length) && length >= 0 && length <= left) return;
    throw failure('invalid-input', `${length} bytes cannot be read: ${left} are left`, {
      hresult: 'E_BOUNDS',
      field: 'length',
    });
  }

  #requireOpen(): void {
    if (this.#state.phase === 'closed') throw objectClosed('the reader has been closed');
  }

  #requireIdle(): void {
    this.#requireOpen();
    if (this.#isLoading) throw failure('illegal-call', 'a load is under way', { hresult: 'ERROR_INVALID_OPERATION' });
  }

  /** Puts loaded bytes behind those that are left; what has been handed out as a view is never written to. */
  #append(loaded: Uint8Array): void {
    this.#requireOpen();
    const { bytes, end } = this.#content;
    const left = bytes.subarray(this.#at, end);
    const all =
      left.length === 0
        ? Buffer.from(loaded.buffer, loaded.byteOffset, loaded.byteLength)
        : Buffer.concat([left, loaded]);
    this.#content = { bytes: all, start: 0, end: all.length, isUtf8: false };
    this.#at = 0;
  }
}
