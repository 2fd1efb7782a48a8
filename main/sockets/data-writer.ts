import { failure } from '../../contract/errors.ts';
import {
  ByteOrder,
  encodeText,
  measureText,
  requireByteOrder,
  requireEncoding,
  UnicodeEncoding,
} from './data-encoding.ts';
import { parseGuid, ticksFromDate, ticksFromMilliseconds } from './foundation-values.ts';
import { invalidArgument, objectClosed } from './misuse.ts';
import type { IOutputStream } from './streams.ts';

const nothing = Buffer.alloc(0);

/**
 * `Windows.Storage.Streams.DataWriter`: collects bytes in memory until they are stored or taken away.
 *
 * On the output stream of a `MessageWebSocket` one store is one message. Every `write…` throws E_INVALIDARG for a value
 * its type does not hold and then appends nothing, and RO_E_CLOSED after `close()`. Differs from the JavaScript
 * projection in 64-bit integers, which are bigints.
 */
export class DataWriter {
  #stream: IOutputStream | null;
  /** What is collected: `#bytes[0, #length)`. */
  #bytes: Buffer = nothing;
  #length = 0;
  #unicodeEncoding: UnicodeEncoding = UnicodeEncoding.utf8;
  #byteOrder: ByteOrder = ByteOrder.bigEndian;
  #isStoring = false;
  #isClosed = false;

  /** @param stream where `storeAsync` writes to; without it the writer is memory only */
  constructor(stream?: IOutputStream) {
    this.#stream = stream ?? null;
  }

  /** Bytes that are collected and not stored. */
  get unstoredBufferLength(): number {
    this.#requireOpen();
    return this.#length;
  }

  /** How `writeString` encodes. Default: UTF-8. */
  get unicodeEncoding(): UnicodeEncoding {
    return this.#unicodeEncoding;
  }
  set unicodeEncoding(encoding: UnicodeEncoding) {
    this.#requireOpen();
    requireEncoding(encoding);
    this.#unicodeEncoding = encoding;
  }

  /** How numbers, times and GUIDs are laid out. Default: big-endian. */
  get byteOrder(): ByteOrder {
    return this.#byteOrder;
  }
  set byteOrder(byteOrder: ByteOrder) {
    this.#requireOpen();
    requireByteOrder(byteOrder);
    this.#byteOrder = byteOrder;
  }

  /**
   * Appends text, without a length or a terminator.
   *
   * @returns its bytes
   * @throws DuplexError ERROR_NO_UNICODE_TRANSLATION for half of a surrogate pair
   */
  writeString(text: string): number {
    const size = this.measureString(text);
    const at = this.#append(size);
    encodeText(text, this.#unicodeEncoding, this.#bytes, at);
    return size;
  }

  /**
   * @returns the bytes that `writeString` would append
   * @throws DuplexError as `writeString`
   */
  measureString(text: string): number {
    return measureText(text, this.#unicodeEncoding);
  }

  /** Appends 1 for true, 0 for false. */
  writeBoolean(value: boolean): void {
    this.writeByte(value ? 1 : 0);
  }

  writeByte(value: number): void {
    requireInteger(value, 0, 0xff, 'a byte');
    const at = this.#append(1);
    this.#bytes[at] = value;
  }

  /** Appends a copy of the bytes. */
  writeBytes(bytes: Uint8Array): void {
    const at = this.#append(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /**
   * Appends a copy of a buffer, or of a part of it.
   *
   * @param start default: its beginning
   * @param count bytes; default: up to its end
   * @throws DuplexError E_BOUNDS for a part that is not in the buffer
   */
  writeBuffer(buffer: Uint8Array, start = 0, count = buffer.length - start): void {
    const isInside = Number.isInteger(start) && Number.isInteger(count) && start >= 0 && count >= 0;
    if (!isInside || start + count > buffer.length) {
      throw failure('invalid-input', `${count} bytes from ${start} are not in a buffer of ${buffer.length} bytes`, {
        hresult: 'E_BOUNDS',
        field: 'count',
      });
    }
    this.writeBytes(buffer.subarray(start, start + count));
  }

  writeInt16(value: number): void {
    requireInteger(value, -0x8000, 0x7fff, 'a signed 16-bit integer');
    const at = this.#append(2);
    if (this.#isLittleEndian) this.#bytes.writeInt16LE(value, at);
    else this.#bytes.writeInt16BE(value, at);
  }

  writeInt32(value: number): void {
    requireInteger(value, -0x80000000, 0x7fffffff, 'a signed 32-bit integer');
    const at = this.#append(4);
    if (this.#isLittleEndian) this.#bytes.writeInt32LE(value, at);
    else this.#bytes.writeInt32BE(value, at);
  }

  writeInt64(value: bigint): void {
    if (BigInt.asIntN(64, value) !== value) throw invalidArgument('value', `${value} is not a signed 64-bit integer`);
    const at = this.#append(8);
    if (this.#isLittleEndian) this.#bytes.writeBigInt64LE(value, at);
    else this.#bytes.writeBigInt64BE(value, at);
  }

  writeUInt16(value: number): void {
    requireInteger(value, 0, 0xffff, 'an unsigned 16-bit integer');
    const at = this.#append(2);
    if (this.#isLittleEndian) this.#bytes.writeUInt16LE(value, at);
    else this.#bytes.writeUInt16BE(value, at);
  }

  writeUInt32(value: number): void {
    requireInteger(value, 0, 0xffffffff, 'an unsigned 32-bit integer');
    const at = this.#append(4);
    if (this.#isLittleEndian) this.#bytes.writeUInt32LE(value, at);
    else this.#bytes.writeUInt32BE(value, at);
  }

  writeUInt64(value: bigint): void {
    if (BigInt.asUintN(64, value) !== value) {
      throw invalidArgument('value', `${value} is not an unsigned 64-bit integer`);
    }
    const at = this.#append(8);
    if (this.#isLittleEndian) this.#bytes.writeBigUInt64LE(value, at);
    else this.#bytes.writeBigUInt64BE(value, at);
  }

  /** Appends the nearest number of single precision. */
  writeSingle(value: number): void {
    const at = this.#append(4);
    if (this.#isLittleEndian) this.#bytes.writeFloatLE(value, at);
    else this.#bytes.writeFloatBE(value, at);
  }

  writeDouble(value: number): void {
    const at = this.#append(8);
    if (this.#isLittleEndian) this.#bytes.writeDoubleLE(value, at);
    else this.#bytes.writeDoubleBE(value, at);
  }

  /** Appends 100 ns ticks since 1601-01-01 UTC. */
  writeDateTime(value: Date): void {
    this.writeInt64(ticksFromDate(value));
  }

  /**
   * Appends signed 100 ns ticks.
   *
   * @param value milliseconds; a fraction is rounded to the nearest tick
   */
  writeTimeSpan(value: number): void {
    this.writeInt64(ticksFromMilliseconds(value));
  }

  /** Appends 16 bytes. @param value a GUID in upper or lower case, with braces or without */
  writeGuid(value: string): void {
    const { data1, data2, data3, data4 } = parseGuid(value);
    this.writeUInt32(data1);
    this.writeUInt16(data2);
    this.writeUInt16(data3);
    this.writeBytes(data4);
  }

  /**
   * Writes what is collected to the stream; what is written meanwhile is for the next store. When it fails, what it was
   * to store is gone: how much of it went out is not known.
   *
   * @returns the number of bytes
   * @throws DuplexError 0x800710DD during another store, RO_E_CLOSED without a stream or after `close()`; and what the
   *   stream throws
   */
  async storeAsync(): Promise<number> {
    this.#requireIdle();
    const stream = this.#requireStream();
    this.#isStoring = true;
    try {
      return await stream.writeAsync(this.#takeAll());
    } finally {
      this.#isStoring = false;
    }
  }

  /**
   * Flushes the stream. It does not store what is collected.
   *
   * @returns true: nothing is held back
   * @throws DuplexError RO_E_CLOSED without a stream or after `close()`; and what the stream throws
   */
  async flushAsync(): Promise<boolean> {
    this.#requireOpen();
    return this.#requireStream().flushAsync();
  }

  /** Takes what is collected out of the writer. */
  detachBuffer(): Uint8Array {
    this.#requireOpen();
    return this.#takeAll();
  }

  /**
   * Separates the writer from its stream, which stays open when the writer is closed.
   *
   * @returns the stream; null where there is none (any more)
   * @throws DuplexError 0x800710DD during a store, RO_E_CLOSED after `close()`
   */
  detachStream(): IOutputStream | null {
    this.#requireIdle();
    const stream = this.#stream;
    this.#stream = null;
    return stream;
  }

  /**
   * Closes the writer and, unless detached, its stream. What is not stored is dropped; a store that is under way is
   * completed. Harmless when repeated.
   */
  close(): void {
    this.#isClosed = true;
    this.#bytes = nothing;
    this.#length = 0;
    this.#stream?.close();
    this.#stream = null;
  }

  get #isLittleEndian(): boolean {
    return this.#byteOrder === ByteOrder.littleEndian;
  }

  /** Makes room. @returns where it begins */
  #append(size: number): number {
    this.#requireOpen();
    const at = this.#length;
    const needed = at + size;
    if (needed > this.#bytes.length) {
      // The first write gets what it needs, as it often is the only one; then the room doubles.
      const grown = Buffer.allocUnsafe(at === 0 ? needed : Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, at);
      this.#bytes = grown;
    }
    this.#length = needed;
    return at;
  }

  #takeAll(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#bytes = nothing;
    this.#length = 0;
    return bytes;
  }

  #requireStream(): IOutputStream {
    if (this.#stream === null) throw objectClosed('the writer has no stream');
    return this.#stream;
  }

  #requireOpen(): void {
    if (this.#isClosed) throw objectClosed('the writer has been closed');
  }

  #requireIdle(): void {
    this.#requireOpen();
    if (this.#isStoring) throw failure('illegal-call', 'a store is under way', { hresult: 'ERROR_INVALID_OPERATION' });
  }
}

function requireInteger(value: number, least: number, most: number, what: string): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw invalidArgument('value', `${value} is not ${what}`);
  }
}
