import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DuplexError } from '../../contract/errors.ts';
import { fileFault } from '../log/file-fault.ts';
import { openPart, type Part } from '../log/part-file.ts';
import { numberedPath } from './numbered-path.ts';

/** What is read while the disk is busy waits in memory: two of these, and never more. */
const blockSize = 256 * 1024;

/**
 * A file that is filled from a connection. It is written beside the one the user named, as `NAME.part`, and takes its
 * place when it is complete; until then that one stays as it was.
 *
 * Two blocks are used in turn: one is being written while the other is filled, so reading and writing overlap.
 */
export class IncomingFile {
  /** Without its folder. */
  readonly name: string;
  readonly #part: Part;
  #filling = Buffer.allocUnsafeSlow(blockSize);
  #spare = Buffer.allocUnsafeSlow(blockSize);
  #filled = 0;
  #written = 0;
  /** The write that is going on; settles when the next one, if there is any, has begun. Never rejects. */
  #writing: Promise<void> | undefined;
  #fault: DuplexError | undefined;
  #failed: (error: DuplexError) => void = () => undefined;

  private constructor(part: Part) {
    this.name = basename(part.target);
    this.#part = part;
  }

  /**
   * Opens a file for what is to come.
   *
   * @param path what the user named. A device such as /dev/null is written to directly
   * @throws DuplexError `transfer-failed` where that is not possible
   */
  static async open(path: string): Promise<IncomingFile> {
    return new IncomingFile(await openPart(path));
  }

  /**
   * Opens a file beside the one of an earlier connection, with a number; a device takes this one's bytes as well.
   *
   * @param path of that file
   * @throws DuplexError `transfer-failed`
   */
  static async openNext(path: string): Promise<IncomingFile> {
    try {
      const isDevice = (await stat(path).catch(() => undefined))?.isCharacterDevice() === true;
      return await IncomingFile.open(isDevice ? path : await numberedPath(path));
    } catch (cause) {
      throw cause instanceof DuplexError ? cause : fileFault(basename(path), 'written', cause);
    }
  }

  /** Where it is when it is complete. */
  get path(): string {
    return this.#part.target;
  }

  /** Bytes that are in the file. */
  get writtenBytes(): number {
    return this.#written;
  }

  /** Called once when writing fails; what is taken afterwards is dropped. */
  set onfailed(listener: (error: DuplexError) => void) {
    this.#failed = listener;
    if (this.#fault !== undefined) listener(this.#fault);
  }

  /** Where to put the next bytes; never empty, if every {@link take} was waited for. */
  get room(): Buffer {
    return this.#filling.subarray(this.#filled);
  }

  /**
   * Takes what was put into {@link room}, or somewhere else.
   *
   * @param bytes not more than there is room for
   * @returns what to wait for before the next call, where the disk is slower than the connection
   */
  take(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#fault !== undefined) return undefined;
    const isInPlace =
      bytes.buffer === this.#filling.buffer && bytes.byteOffset === this.#filling.byteOffset + this.#filled;
    if (!isInPlace) this.#filling.set(bytes, this.#filled);
    this.#filled += bytes.length;
    if (this.#writing === undefined) this.#write();
    return this.#filled === blockSize ? this.#writing : undefined;
  }

  /**
   * Writes the rest and gives the file its name.
   *
   * @throws DuplexError `transfer-failed`; then what came is in the file {@link leave} names
   */
  async keep(): Promise<void> {
    await this.#finish();
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#part.path === undefined) return;
    try {
      await rename(this.#part.path, this.#part.target);
    } catch (cause) {
      throw fileFault(this.name, 'written', cause);
    }
  }

  /**
   * Gives up the name, and leaves what came where it is.
   *
   * @returns the name of the file that has it; undefined where nothing came
   */
  async leave(): Promise<string | undefined> {
    await this.#finish();
    const { path } = this.#part;
    if (path === undefined) return undefined;
    if (this.#written > 0) return basename(path);
    await rm(path, { force: true });
    return undefined;
  }

  #write(): void {
    const bytes = this.#filling.subarray(0, this.#filled);
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#filled = 0;
    this.#writing = this.#writeAll(bytes);
  }

  /** Writes one block, and begins with the next if something has come meanwhile. */
  async #writeAll(bytes: Buffer): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await this.#part.handle.write(bytes, at, bytes.length - at);
        at += bytesWritten;
        this.#written += bytesWritten;
      }
      this.#writing = undefined;
      if (this.#filled > 0) this.#write();
    } catch (cause) {
      this.#writing = undefined;
      this.#filled = 0;
      this.#fault = fileFault(this.name, 'written', cause);
      this.#failed(this.#fault);
    }
  }

  async #finish(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
    try {
      // Harmless when repeated. A file system may tell only now that it had no space.
      await this.#part.handle.close();
    } catch (cause) {
      this.#fault ??= fileFault(this.name, 'written', cause);
    }
  }
}
