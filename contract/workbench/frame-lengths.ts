/**
 * Payload bytes of each frame of a message, one frame at least. A frame takes what is left where that is less than was
 * asked for; what is left after the last one is one more.
 *
 * @param fragments payload bytes of each frame; empty: one frame
 */
export function* listedFrames(
  sizeBytes: number,
  fragments: readonly number[] = [],
): Generator<number, void, undefined> {
  let left = sizeBytes;
  let hasAny = false;
  for (const wanted of fragments) {
    const length = Math.min(wanted, left);
    // Empty frames are those that were asked for.
    if (length === 0 && wanted > 0) break;
    hasAny = true;
    left -= length;
    yield length;
  }
  if (left > 0 || !hasAny) yield left;
}
