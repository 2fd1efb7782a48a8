/** The handlers of one WinRT event: `addEventListener`'s and the `on…` property's, in order of addition. */
export class EventHandlers<Args> {
  readonly #handlers = new Set<(args: Args) => void>();
  #property: ((args: Args) => void) | null = null;

  get property(): ((args: Args) => void) | null {
    return this.#property;
  }

  /** The `on…` property: one handler, which takes the place of the one before. */
  set property(handler: ((args: Args) => void) | null) {
    if (this.#property !== null) this.#handlers.delete(this.#property);
    this.#property = handler;
    if (handler !== null) this.#handlers.add(handler);
  }

  get isEmpty(): boolean {
    return this.#handlers.size === 0;
  }

  add(handler: (args: Args) => void): void {
    this.#handlers.add(handler);
  }

  remove(handler: (args: Args) => void): void {
    this.#handlers.delete(handler);
  }

  /** Calls every handler. One that throws stops nobody else; its error becomes an uncaught exception, as on Windows. */
  raise(args: Args): void {
    for (const handler of this.#handlers) {
      try {
        handler(args);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
