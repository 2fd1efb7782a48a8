import net from 'node:net';
import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Target } from './decide.ts';

/** A greeting comes at once; whoever wants to hear more than that of TLS is not waited for. */
const patienceMs = 1000;

/**
 * Hears what a peer says that does not speak TLS: connects again and sends the beginning of a TLS handshake, to a place
 * where what comes back is kept.
 *
 * @param target that was decided on, and connected to
 * @param greet begins TLS over a stream
 * @param opened called when there is a connection
 * @returns what comes first; undefined for nothing
 */
export function firstWords(
  target: Target,
  greet: (carrier: Duplex) => TLSSocket,
  signal: AbortSignal,
  opened: () => void,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    const socket = net.connect({ host: target.address, port: target.port });
    // TLS never hears an answer.
    const carrier = new Duplex({
      read: () => undefined,
      write: (chunk, _encoding, done) => void socket.write(chunk as Buffer, () => done()),
    });
    const session = greet(carrier).on('error', () => undefined);
    const settle = (words?: Buffer): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onEnd);
      session.destroy();
      carrier.destroy();
      socket.destroy();
      resolve(words);
    };
    const onEnd = (): void => settle();
    const timer = setTimeout(onEnd, patienceMs);
    signal.addEventListener('abort', onEnd, { once: true });
    socket.on('connect', opened).once('data', settle).on('error', onEnd).on('close', onEnd);
  });
}
