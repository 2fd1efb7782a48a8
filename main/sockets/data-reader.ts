import { failure } from '../../contract/errors.ts';

/** What a reader reads: a part of a buffer, so that no view has to be made for a message nobody looks at. */
export interface DataReaderContent {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Whether the content as a whole is known to be UTF-8. */
  readonly isUtf8: boolean;
}

/** `Windows.Storage.Streams.DataReader` over bytes that are there already. */
export class DataReader {
  readonly #content: DataReaderContent;
  #at: number;

  private constructor(content: DataReaderContent) {
    this.#content = content;
    this.#at = content.start;
  }

  /** A reader over a buffer, which is not copied. */
  static fromBuffer(buffer: Uint8Array): DataReader {
    const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    return new DataReader({ bytes, start: 0, end: bytes.length, isUtf8: false });
  }

  /** For the socket: a reader over a part of a buffer. */
  static over(content: DataReaderContent): DataReader {
    return new DataReader(content);
  }

  /** Bytes that are left to read. */
  get unconsumedBufferLength(): number {
    return this.#content.end - this.#at;
  }

  /**
   * Reads text.
   *
   * @param codeUnitCount the number of bytes, as the encoding is UTF-8
   * @throws DuplexError ERROR_NO_UNICODE_TRANSLATION where the bytes are not UTF-8, E_BOUNDS past the end
   */
  readString(codeUnitCount: number): string {
    const { bytes, start, end, isUtf8 } = this.#content;
    const isWhole = this.#at === start && codeUnitCount === end - start;
    if (isUtf8 && isWhole) {
      this.#at = end;
      return bytes.toString('utf8', start, end);
    }
    const part = this.readBuffer(codeUnitCount);
    try {
      return strictUtf8.decode(part);
    } catch (cause) {
      throw failure('invalid-input', `the ${codeUnitCount} bytes are not UTF-8 text`, {
        hresult: 'ERROR_NO_UNICODE_TRANSLATION',
        cause,
      });
    }
  }

  readByte(): number {
    return this.readBuffer(1)[0] as number;
  }

  /** Fills the array. */
  readBytes(target: Uint8Array): void {
    target.set(this.readBuffer(target.length));
  }

  /** @returns the next bytes, as a view */
  readBuffer(length: number): Uint8Array {
    if (!Number.isInteger(length) || length < 0 || length > this.unconsumedBufferLength) {
      throw failure('invalid-input', `${length} bytes cannot be read: ${this.unconsumedBufferLength} are left`, {
        hresult: 'E_BOUNDS',
        field: 'length',
      });
    }
    this.#at += length;
    return this.#content.bytes.subarray(this.#at - length, this.#at);
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
