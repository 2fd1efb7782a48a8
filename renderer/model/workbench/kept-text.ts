/** How often something is written at most. */
const everyMs = 500;

/** Writes the newest text at most every half second, one write after the other, and nothing where nothing changed. */
export class KeptText {
  readonly #write: (text: string) => Promise<void>;
  #written: string | undefined;
  #newest: (() => string) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWriting = false;

  constructor(write: (text: string) => Promise<void>) {
    this.#write = write;
  }

  /** @param text makes the text, when it is time to write it */
  changed(text: () => string): void {
    this.#newest = text;
    if (!this.#isWriting) this.#timer ??= setTimeout(() => void this.flush(), everyMs);
  }

  /** Writes now what waits to be written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#newest?.();
    this.#newest = undefined;
    if (text === undefined || text === this.#written) return;
    this.#isWriting = true;
    try {
      await this.#write(text);
      this.#written = text;
    } finally {
      this.#isWriting = false;
      // Set while it was being written.
      const waiting = this.#newest as (() => string) | undefined;
      if (waiting !== undefined) this.changed(waiting);
    }
  }
}
