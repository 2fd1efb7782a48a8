import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../contract/commands/command.ts';
import { failure } from '../../contract/errors.ts';

/** UTF-8 has at most three bytes for what counts as one in a string's length. */
const sizeLimitBytes = 3 * limits.memoryBytes;

/**
 * What the page keeps over a reload, a restart and a crash: a file for each name, replaced whole. Main does not read what is in
 * it.
 */
export class PageMemory {
  readonly #folder: string;
  /** The last write of each name: two never meet. */
  readonly #writes = new Map<string, Promise<void>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @returns null where nothing was kept
   * @throws DuplexError `bad-file`: what is there is no text of an allowed size; it has been put aside, so that the next write
   *   does not take it
   */
  async read(name: string): Promise<string | null> {
    await this.#writes.get(name)?.catch(() => undefined);
    const path = this.#pathOf(name);
    try {
      return await readText(path);
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
      const aside = `${path}.bad-${Date.now()}`;
      await rename(path, aside).catch(() => undefined);
      const why = cause instanceof Error ? cause.message : String(cause);
      throw failure('bad-file', `${name}: ${why}; it was kept as ${aside}`, { field: name, cause });
    }
  }

  /** @throws Error of the file system */
  async write(name: string, text: string): Promise<void> {
    const before = this.#writes.get(name) ?? Promise.resolve();
    const write = before.catch(() => undefined).then(() => this.#replace(name, text));
    this.#writes.set(name, write);
    await write;
  }

  async #replace(name: string, text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(name);
    const temporary = `${path}.new`;
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      // On disk before it has the name, so that a power cut leaves one or the other.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}

async function readText(path: string): Promise<string> {
  // A pipe is not waited for. Windows has no such flag, whatever its type says.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error('it is no file');
    if (found.size > sizeLimitBytes) throw new Error(`it is larger than ${sizeLimitBytes} bytes`);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.readFile());
  } finally {
    await file.close();
  }
}
