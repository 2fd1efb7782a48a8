import type { Duplex } from 'node:stream';

/**
 * Resets a connection that has no TLS. `resetAndDestroy` ends it before, and what the peer then sees first is a matter of
 * luck.
 */
export function resetWithoutEnd(socket: Duplex): void {
  // Every net.Socket of Node has such a handle while it is open.
  const { _handle: handle } = socket as unknown as { readonly _handle: { reset(done: () => void): void } };
  handle.reset(() => socket.destroy());
}
