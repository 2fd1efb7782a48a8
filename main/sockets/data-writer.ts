import { invalidArgument, objectClosed } from './misuse.ts';
import type { IOutputStream } from './streams.ts';

/**
 * `Windows.Storage.Streams.DataWriter`: collects bytes in memory until they are stored or taken away.
 *
 * On the output stream of a `MessageWebSocket` one store is one message.
 */
export class DataWriter {
  #stream: IOutputStream | undefined;
  #parts: Uint8Array[] = [];
  #length = 0;

  /** @param stream where `storeAsync` writes to; without it the writer is memory only */
  constructor(stream?: IOutputStream) {
    this.#stream = stream;
  }

  /** Bytes that are collected and not stored. */
  get unstoredBufferLength(): number {
    return this.#length;
  }

  /** Appends text in UTF-8, without a length or a terminator. @returns its bytes */
  writeString(text: string): number {
    const bytes = Buffer.from(text, 'utf8');
    this.#append(bytes);
    return bytes.length;
  }

  /** @returns the bytes that `writeString` would append */
  measureString(text: string): number {
    return Buffer.byteLength(text, 'utf8');
  }

  writeByte(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > 255) throw invalidArgument('value', `${value} is not a byte`);
    this.#append(Uint8Array.of(value));
  }

  /** Appends a copy of the bytes. */
  writeBytes(bytes: Uint8Array): void {
    this.#append(bytes.slice());
  }

  /**
   * Writes what is collected to the stream.
   *
   * @returns the number of bytes
   * @throws DuplexError `closed` (RO_E_CLOSED) without a stream or after it was closed
   */
  async storeAsync(): Promise<number> {
    if (this.#stream === undefined) throw objectClosed('the writer has no stream');
    return this.#stream.writeAsync(this.detachBuffer());
  }

  /** Takes what is collected out of the writer. */
  detachBuffer(): Uint8Array {
    const bytes = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts, this.#length);
    this.#parts = [];
    this.#length = 0;
    return bytes;
  }

  /** Separates the writer from its stream, which stays open. */
  detachStream(): IOutputStream | undefined {
    const stream = this.#stream;
    this.#stream = undefined;
    return stream;
  }

  #append(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }
}
