/** How often it is looked, where the limit is longer than four times that. */
const lookMs = 1000;

export interface IdleWatchOptions {
  readonly idleMs: number;
  /** A count that grows with whatever comes or goes. */
  readonly activity: () => number;
  /** Whether nothing is read for now, on this side, which is no silence of the server's. */
  readonly isReadingHeld: () => boolean;
  readonly idle: () => void;
}

/**
 * Tells when nothing has come or gone over a connection for so long, and up to a second longer. It compares a count now
 * and then: a message costs nothing.
 */
export class IdleWatch {
  readonly #options: IdleWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #activity: number;
  #since = performance.now();

  constructor(options: IdleWatchOptions) {
    this.#options = options;
    this.#activity = options.activity();
    this.#timer = setInterval(() => this.#look(), Math.min(lookMs, Math.max(10, options.idleMs / 4)));
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { activity, isReadingHeld, idle, idleMs } = this.#options;
    const now = activity();
    if (now !== this.#activity || isReadingHeld()) {
      this.#activity = now;
      this.#since = performance.now();
      return;
    }
    if (performance.now() - this.#since < idleMs) return;
    this.end();
    idle();
  }
}
