import { cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { JsonFile } from '../files/json-file.ts';
import { isCode } from '../files/whole-file.ts';

/** Something that was taken out of a library. */
export interface Removed {
  /** The folder of the library. */
  readonly library: string;
  /** The path it had, and whether it is a folder. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Wall clock, ms since 1970. */
  readonly removedAt: number;
}

/** One of them, in a folder of its own. */
export interface Kept extends Removed {
  readonly place: string;
}

const removedSchema = v.strictObject({
  library: v.string(),
  path: v.string(),
  isFolder: v.boolean(),
  removedAt: v.number(),
});

/** For as long it is kept. */
const keptMs = 30 * 24 * 3_600_000;

/**
 * Where documents go that were removed: `NUMBER/item` and, beside it, `NUMBER/removed.json`, which is written first. What
 * is there when the app starts can be brought back as before; after 30 days it is deleted.
 */
export class UndoFolder {
  readonly #folder: string;
  #next = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was removed in earlier runs, the oldest first. Never throws: what cannot be read stays where it is. */
  async read(): Promise<readonly Kept[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const kept: Kept[] = [];
    for (const name of names) {
      const number = Number(name);
      if (!Number.isSafeInteger(number)) continue;
      this.#next = Math.max(this.#next, number + 1);
      const place = join(this.#folder, name);
      const reading = await descriptionIn(place).read();
      if (reading.kind !== 'value') continue;
      const isThere = await lstat(join(place, 'item')).then(
        () => true,
        () => false,
      );
      // Older, or the app was ended before it was moved here.
      if (!isThere || Date.now() - reading.value.removedAt > keptMs) {
        await rm(place, { recursive: true, force: true }).catch(() => undefined);
        continue;
      }
      kept.push({ ...reading.value, place });
    }
    return kept.toSorted((a, b) => a.removedAt - b.removedAt);
  }

  /** Takes a file or folder in. @throws Error of the file system; it is where it was then */
  async take(from: string, removed: Removed): Promise<Kept> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const place = await this.#freePlace();
    await descriptionIn(place).replace(removed);
    await moveAcross(from, join(place, 'item'));
    return { ...removed, place };
  }

  /** Puts it where it is told to, which is free. @throws Error of the file system; it is still here then */
  async giveBack({ place }: Kept, to: string): Promise<void> {
    await moveAcross(join(place, 'item'), to);
    await rm(place, { recursive: true, force: true });
  }

  async #freePlace(): Promise<string> {
    for (;;) {
      const place = join(this.#folder, String(this.#next));
      this.#next += 1;
      try {
        await mkdir(place, { mode: 0o700 });
        return place;
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      }
    }
  }
}

function descriptionIn(place: string): JsonFile<Removed> {
  return new JsonFile(join(place, 'removed.json'), {
    schema: removedSchema,
    sizeLimitBytes: 64 * 1024,
    meanwhile: 'what was removed stays beside it',
  });
}

/** Renames; to another disk it is copied, whole, before it is gone here. */
async function moveAcross(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isCode(error, 'EXDEV')) throw error;
    const unfinished = `${to}.new`;
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await rename(unfinished, to);
    await rm(from, { recursive: true, force: true });
  }
}
