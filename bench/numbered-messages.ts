/** How many messages differ, before the same ones come again. */
export const differentMessages = 4096;

/**
 * The payloads of that many messages, one after the other: message `index` of a run is at `index % differentMessages`. Each
 * begins with its number there and goes on with a character of its own, so that it is a text as well, one that is lost, cut or in another's place shows.
 */
export function numberedPayloads(size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size * differentMessages);
  for (let index = 0; index < differentMessages; index += 1) {
    const at = index * size;
    bytes.fill(32 + (index % 95), at, at + size);
    bytes.write(String(index).padStart(8, '0').slice(-size), at, 'latin1');
  }
  return bytes;
}
