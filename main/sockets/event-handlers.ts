/** Most events have no handler; they need no array each. */
const nobody: readonly [] = [];

/** The handlers of one WinRT event: `addEventListener`'s and the `on…` property's, in order of addition. */
export class EventHandlers<Args> {
  /** Replaced, never changed: a handler may add and remove others while it is called. */
  #handlers: readonly ((args: Args) => void)[] = nobody;
  #property: ((args: Args) => void) | null = null;

  get property(): ((args: Args) => void) | null {
    return this.#property;
  }

  /** The `on…` property: one handler, which takes the place of the one before. */
  set property(handler: ((args: Args) => void) | null) {
    if (this.#property !== null) this.remove(this.#property);
    this.#property = handler;
    if (handler !== null) this.add(handler);
  }

  get isEmpty(): boolean {
    return this.#handlers.length === 0;
  }

  add(handler: (args: Args) => void): void {
    if (!this.#handlers.includes(handler)) this.#handlers = [...this.#handlers, handler];
  }

  remove(handler: (args: Args) => void): void {
    this.#handlers = this.#handlers.filter((other) => other !== handler);
  }

  /**
   * Calls every handler. One that throws stops nobody else; its error becomes an uncaught exception, as on Windows.
   *
   * @returns whether none threw
   */
  raise(args: Args): boolean {
    let isClean = true;
    for (const handler of this.#handlers) {
      try {
        handler(args);
      } catch (error) {
        isClean = false;
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    return isClean;
  }
}
