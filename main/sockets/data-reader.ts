import { failure } from '../../contract/errors.ts';

/** `Windows.Storage.Streams.DataReader` over bytes that are there already. */
export class DataReader {
  readonly #bytes: Buffer;
  #at = 0;

  private constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A reader over a buffer, which is not copied. */
  static fromBuffer(buffer: Uint8Array): DataReader {
    return new DataReader(buffer);
  }

  /** Bytes that are left to read. */
  get unconsumedBufferLength(): number {
    return this.#bytes.length - this.#at;
  }

  /**
   * Reads text.
   *
   * @param codeUnitCount the number of bytes, as the encoding is UTF-8
   * @throws DuplexError ERROR_NO_UNICODE_TRANSLATION where the bytes are not UTF-8, E_BOUNDS past the end
   */
  readString(codeUnitCount: number): string {
    const bytes = this.readBuffer(codeUnitCount);
    try {
      return strictUtf8.decode(bytes);
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
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
