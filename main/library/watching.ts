import { watch, type FSWatcher } from 'node:fs';

/** Editors write a file in several steps. */
const quietMs = 100;
/** Where not every folder can be watched, or the library's own is gone, it is looked at as often. */
const lookMs = 2000;
/** Each one costs the system something, and Linux counts them. */
const watcherLimit = 1024;

/** Tells when something in some folders may have changed. */
export class Watching {
  readonly #changed: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #quiet: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * Watches these folders and no others from now on.
   *
   * @param isThere whether the first of them is; one that is not is looked for
   */
  watch(folders: readonly string[], isThere: boolean): void {
    if (this.#isClosed) return;
    const wanted = new Set(folders.slice(0, watcherLimit));
    for (const folder of this.#watchers.keys()) if (!wanted.has(folder)) this.#forget(folder);
    let isComplete = isThere && wanted.size === folders.length;
    for (const folder of wanted) if (!this.#watchers.has(folder)) isComplete = this.#begin(folder) && isComplete;
    clearInterval(this.#looking);
    this.#looking = isComplete ? undefined : setInterval(() => this.#changed(), lookMs).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#quiet);
    clearInterval(this.#looking);
    for (const folder of this.#watchers.keys()) this.#forget(folder);
  }

  #begin(folder: string): boolean {
    try {
      const watcher = watch(folder, { persistent: false }, (event) => {
        // Of the folder itself as well: one of the same name may come, which is another one.
        if (event === 'rename') this.#forget(folder);
        this.#tell();
      });
      watcher.on('error', () => {
        this.#forget(folder);
        this.#tell();
      });
      this.#watchers.set(folder, watcher);
      return true;
    } catch {
      // Gone meanwhile, or the system watches no more of them: it is looked at from time to time.
      return false;
    }
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #tell(): void {
    this.#quiet ??= setTimeout(() => {
      this.#quiet = undefined;
      this.#changed();
    }, quietMs);
  }
}
