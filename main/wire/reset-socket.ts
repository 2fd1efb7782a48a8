import type { Socket } from 'node:net';

/** What is known of the handle below a TLS socket, which Node does not document. */
interface TcpHandle {
  close?: (done?: () => void) => void;
  reset?: (done?: () => void) => number;
}

/**
 * Ends a connection by a TCP reset: what is queued is dropped, and the peer learns of it as ECONNRESET.
 *
 * Node resets plain sockets only. A TLS socket closes the handle below it, which can be had to reset instead; should that
 * change one day, it is closed as by `destroy`.
 */
export function resetSocket(socket: Socket): void {
  if (!('encrypted' in socket)) {
    socket.resetAndDestroy();
    return;
  }
  const { _handle: wrap } = socket as { readonly _handle?: { readonly _parent?: TcpHandle } | null };
  const tcp = wrap?._parent;
  if (tcp?.reset !== undefined) tcp.close = (done) => void tcp.reset?.(done);
  socket.destroy();
}
