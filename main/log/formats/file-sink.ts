import type { FileHandle } from 'node:fs/promises';

/** What is worth a write. */
const flushBytes = 512 * 1024;

/** A file that is written from its beginning on, in large pieces. */
export class FileSink {
  readonly #file: FileHandle;
  /** What is not written yet, and text that follows it. */
  #parts: Uint8Array[] = [];
  #text = '';
  #pending = 0;
  #written = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Bytes that are in the file. */
  get writtenBytes(): number {
    return this.#written;
  }

  /** Takes a piece, which is not to be changed any more. @returns whether it is time to {@link flush} */
  add(piece: string | Uint8Array): boolean {
    if (typeof piece === 'string') {
      this.#text += piece;
    } else {
      this.#endText();
      this.#parts.push(piece);
    }
    this.#pending += piece.length;
    return this.#pending >= flushBytes;
  }

  /** Writes what there is. @throws Error of the file system */
  async flush(): Promise<void> {
    this.#endText();
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#pending = 0;
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, at);
      at += bytesWritten;
      this.#written += bytesWritten;
    }
  }

  #endText(): void {
    if (this.#text !== '') this.#parts.push(Buffer.from(this.#text));
    this.#text = '';
  }
}
