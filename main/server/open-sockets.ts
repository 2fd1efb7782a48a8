import type { Socket } from 'node:net';

/**
 * The TCP connections of all listeners together: a limit for their number, and an end for all of them. Node's own
 * `closeAllConnections` leaves out those that became WebSockets.
 */
export class OpenSockets {
  readonly #sockets = new Set<Socket>();
  readonly #limit: number;
  #whenEmpty: (() => void) | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Destroys a connection beyond the limit at once. Listens to a server's `connection`. */
  readonly add = (socket: Socket): void => {
    if (this.#sockets.size >= this.#limit) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (this.#sockets.size === 0) this.#whenEmpty?.();
    });
  };

  /** Waits until every connection has ended, and destroys those that have not within `graceMs`. */
  async ended(graceMs: number): Promise<void> {
    if (this.#sockets.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
    const deadline = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, graceMs);
    await empty;
    clearTimeout(deadline);
  }
}
