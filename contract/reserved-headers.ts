/** Headers that belong to the handshake itself; extensions are never negotiated through a header. */
const reserved: ReadonlySet<string> = new Set([
  'connection',
  'upgrade',
  'sec-websocket-accept',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
]);

/** Whether nobody but the handshake may set this header. */
export function isReservedHeader(name: string): boolean {
  return reserved.has(name.toLowerCase());
}
