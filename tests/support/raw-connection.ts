import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ReceivedFrame } from './frames.ts';
import { Incoming } from './incoming.ts';

/** One end of a connection that a test drives byte by byte. */
export class RawConnection {
  /** The socket that carries the bytes: the TLS one, with TLS. */
  readonly socket: Duplex;
  readonly incoming: Incoming;
  readonly #tcp: Socket;

  constructor(tcp: Socket, socket: Duplex = tcp) {
    this.#tcp = tcp;
    this.socket = socket;
    tcp.setNoDelay(true);
    // Peers that reset are what these tests are about; 'close' follows.
    socket.on('error', () => undefined);
    if (socket !== tcp) tcp.on('error', () => undefined);
    this.incoming = new Incoming(socket);
  }

  /** Sends the bytes in as few TCP segments as it takes. Resolves when the system has them. */
  async send(bytes: string | Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      // An error means that the connection is gone: the test sees that elsewhere.
      this.socket.write(bytes, () => resolve());
    });
  }

  /**
   * Sends the bytes in pieces, each in a TCP segment of its own, and lets the other side (in this process) read between.
   *
   * @param sizes one size for all pieces, or the sizes of the first pieces; what is left goes last
   */
  async sendSplit(bytes: Uint8Array, sizes: number | readonly number[]): Promise<void> {
    let at = 0;
    for (let index = 0; at < bytes.length; index += 1) {
      const size = typeof sizes === 'number' ? sizes : (sizes[index] ?? bytes.length);
      await this.send(bytes.subarray(at, at + size));
      at += size;
      // Two, as the other side may be asked to read only after this side's turn.
      await setImmediate();
      await setImmediate();
    }
  }

  /** @returns the next frame from the other side; nothing when the connection ended first */
  nextFrame(): Promise<ReceivedFrame | undefined> {
    return this.incoming.frame();
  }

  /** The frames from the other side, until the connection ends. */
  get frames(): AsyncIterable<ReceivedFrame> {
    return framesOf(this.incoming);
  }

  /** Closes this side of TCP (FIN) after what was sent. */
  end(): void {
    this.socket.end();
  }

  /** Resets the connection (RST). */
  destroy(): void {
    this.#tcp.resetAndDestroy();
    this.socket.destroy();
  }

  /** Waits until both sides are closed. */
  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close');
  }
}

async function* framesOf(incoming: Incoming): AsyncGenerator<ReceivedFrame> {
  for (let next = await incoming.frame(); next !== undefined; next = await incoming.frame()) yield next;
}
