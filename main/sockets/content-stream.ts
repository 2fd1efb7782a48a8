import type { DataReaderContent } from './data-reader.ts';
import type { InputStreamOptions } from './enums.ts';
import { invalidArgument, objectClosed } from './misuse.ts';
import type { IInputStream } from './streams.ts';

/** An input stream over bytes that are there already: it never waits, and whatever the options, gives what is left. */
export class ContentStream implements IInputStream {
  readonly #content: DataReaderContent;
  #at: number;
  #isClosed = false;

  constructor(content: DataReaderContent) {
    this.#content = content;
    this.#at = content.start;
  }

  /** @throws DuplexError E_INVALIDARG for a count the buffer does not hold, RO_E_CLOSED after `close()` */
  async readAsync(buffer: Uint8Array, count: number, _options: InputStreamOptions): Promise<Uint8Array> {
    if (this.#isClosed) throw objectClosed('the stream has been closed');
    if (!Number.isInteger(count) || count < 0 || count > buffer.length) {
      throw invalidArgument('count', `${count} is not between 0 and the ${buffer.length} bytes of the buffer`);
    }
    const end = Math.min(this.#at + count, this.#content.end);
    const bytes = this.#content.bytes.subarray(this.#at, end);
    this.#at = end;
    buffer.set(bytes);
    return buffer.subarray(0, bytes.length);
  }

  close(): void {
    this.#isClosed = true;
  }
}
