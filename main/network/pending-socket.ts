import type { Socket } from 'node:net';

/** The peer ended a connection that was being made. */
export class PeerClosed extends Error {}

/** A socket that is being made: its errors and its end are watched until it is given away. */
export class PendingSocket<Kind extends Socket = Socket> {
  readonly socket: Kind;
  #error: Error | undefined;
  #fail: ((error: Error) => void) | undefined;

  constructor(socket: Kind) {
    this.socket = socket;
    socket.on('error', this.#onError).on('close', this.#onClose);
  }

  /**
   * Waits for an event that comes once.
   *
   * @throws Error of the socket, or that it was closed
   */
  async until(event: 'connect' | 'secureConnect'): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    await new Promise<void>((resolve, reject) => {
      this.#fail = reject;
      this.socket.once(event, resolve);
    });
  }

  /** The socket, from now on the caller's. */
  give(): Kind {
    this.socket.off('error', this.#onError).off('close', this.#onClose);
    return this.socket;
  }

  /** Closes it. A destroyed socket can still emit an error; it has no reader any more. */
  destroy(): void {
    this.socket.on('error', () => undefined).destroy();
  }

  readonly #onError = (error: Error): void => this.#ended(error);
  readonly #onClose = (): void => this.#ended(new PeerClosed('the peer closed the connection'));

  #ended(error: Error): void {
    this.#error ??= error;
    this.#fail?.(this.#error);
  }
}
