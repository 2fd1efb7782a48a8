import type { Socket } from 'node:net';
import type { Ending } from './proxy-failure.ts';

/**
 * Sends bytes and reads until there is an answer. The socket is paused afterwards.
 *
 * @param take is given what comes, as it comes; returns the answer once it is whole
 * @param broken makes the error of a connection that ends first
 * @throws what `take` throws
 */
export function exchange<Answer>(
  socket: Socket,
  bytes: Uint8Array | string,
  take: (chunk: Buffer) => Answer | undefined,
  broken: (ending: Ending) => Error,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      socket.pause();
      socket.off('data', onData).off('error', onError).off('close', onClose).off('end', onClose);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      try {
        const answer = take(chunk);
        if (answer === undefined) return;
        settle();
        resolve(answer);
      } catch (error) {
        fail(error as Error); // the caller's
      }
    };
    const onError = (error: Error): void => fail(broken({ what: error.message, fault: 'closed', cause: error }));
    const onClose = (): void => fail(broken({ what: 'it closed the connection', fault: 'closed' }));
    socket.on('data', onData).on('error', onError).on('close', onClose).on('end', onClose);
    socket.resume();
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  });
}
