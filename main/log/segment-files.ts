import { lstat, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Files kept open; the newest is written, the others are there for readers. */
const openLimit = 8;

/**
 * One long run of bytes in files of equal size, so that its beginning can be let go. Nothing is made before it is
 * written to.
 */
export class SegmentFiles {
  readonly segmentBytes: number;
  readonly #folder: string;
  readonly #name: string;
  /** In the order of their last use. */
  readonly #open = new Map<number, Promise<FileHandle>>();
  /** Whether files stay open for what comes next. */
  #keepsOpen = false;
  #underWay = 0;

  /** @param name what the files' names begin with */
  constructor(folder: string, name: string, segmentBytes: number) {
    this.#folder = folder;
    this.#name = name;
    this.segmentBytes = segmentBytes;
  }

  /** Writes parts one after the other. @throws Error of the file system, with what came before written */
  write(parts: readonly Uint8Array[], position: number): Promise<void> {
    return this.#use(() => this.#write(parts, position));
  }

  /** @returns how many bytes there were; the rest of `target` is as it was */
  read(target: Uint8Array, position: number): Promise<number> {
    return this.#use(() => this.#read(target, position));
  }

  /** Removes the files of segments `from` up to `to`. What is not there is gone already. */
  async remove(from: number, to: number): Promise<void> {
    for (let segment = from; segment < to; segment += 1) {
      const file = this.#open.get(segment);
      this.#open.delete(segment);
      await file?.then(close, () => undefined);
      await rm(this.path(segment), { force: true });
    }
  }

  /** Bytes of each file there is, by its segment. */
  async sizes(): Promise<ReadonlyMap<number, number>> {
    const sizes = new Map<number, number>();
    for (const name of await readdir(this.#folder)) {
      const segment = name.startsWith(`${this.#name}-`) ? name.slice(this.#name.length + 1) : '';
      if (!/^\d{6,12}$/.test(segment)) continue;
      sizes.set(Number(segment), (await lstat(join(this.#folder, name))).size);
    }
    return sizes;
  }

  path(segment: number): string {
    return join(this.#folder, `${this.#name}-${String(segment).padStart(6, '0')}`);
  }

  /** From now on files stay open until {@link close}; before and after that, only while they are read or written. */
  keepOpen(): void {
    this.#keepsOpen = true;
  }

  /** Closes its files. Those that are opened by what is still under way are closed when it is done. */
  async close(): Promise<void> {
    this.#keepsOpen = false;
    await this.#closeAll();
  }

  async #use<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (!this.#keepsOpen && this.#underWay === 0) await this.#closeAll();
    }
  }

  async #closeAll(): Promise<void> {
    const files = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(files.map((file) => file.then(close, () => undefined)));
  }

  async #write(parts: readonly Uint8Array[], position: number): Promise<void> {
    let at = position;
    let rest = [...parts];
    while (rest.length > 0) {
      const segment = Math.floor(at / this.segmentBytes);
      const [here, later] = splitAfter(rest, (segment + 1) * this.segmentBytes - at);
      const file = await this.#file(segment, 'write');
      const { bytesWritten } = await file.writev(here, at - segment * this.segmentBytes);
      at += bytesWritten;
      // The system may write less than it was given.
      rest = [...splitAfter(here, bytesWritten)[1], ...later];
    }
  }

  async #read(target: Uint8Array, position: number): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      const at = position + filled;
      const segment = Math.floor(at / this.segmentBytes);
      const within = at - segment * this.segmentBytes;
      const count = Math.min(target.length - filled, this.segmentBytes - within);
      const bytesRead = await this.#readHere(segment, target.subarray(filled, filled + count), within);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async #readHere(segment: number, target: Uint8Array, position: number): Promise<number> {
    try {
      const file = await this.#file(segment, 'read');
      return (await file.read(target, 0, target.length, position)).bytesRead;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
      throw error;
    }
  }

  #file(segment: number, purpose: 'read' | 'write'): Promise<FileHandle> {
    const before = this.#open.get(segment);
    this.#open.delete(segment);
    // Somebody who wanted to read may have found that there is no file yet.
    const file =
      purpose === 'write' && before !== undefined
        ? before.catch(() => openFile(this.path(segment), purpose))
        : (before ?? openFile(this.path(segment), purpose));
    this.#open.set(segment, file);
    file.catch(() => {
      if (this.#open.get(segment) === file) this.#open.delete(segment);
    });
    const [oldest] = this.#open.keys();
    if (this.#open.size > openLimit && oldest !== undefined) {
      void this.#open
        .get(oldest)
        ?.then(close)
        .catch(() => undefined);
      this.#open.delete(oldest);
    }
    return file;
  }
}

/** Open for both; made only to be written. */
async function openFile(path: string, purpose: 'read' | 'write'): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || purpose === 'read') throw error;
    return open(path, 'wx+', 0o600);
  }
}

function close(file: FileHandle): Promise<void> {
  return file.close();
}

/** The first `count` bytes of the parts, and the rest. */
function splitAfter(parts: readonly Uint8Array[], count: number): [Uint8Array[], Uint8Array[]] {
  const before: Uint8Array[] = [];
  const after: Uint8Array[] = [];
  let left = count;
  for (const part of parts) {
    if (left >= part.length) before.push(part);
    else if (left <= 0) after.push(part);
    else {
      before.push(part.subarray(0, left));
      after.push(part.subarray(left));
    }
    left = Math.max(0, left - part.length);
  }
  return [before, after];
}
