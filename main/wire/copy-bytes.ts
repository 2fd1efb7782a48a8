/** Up to here a loop is faster than Node's copy, which makes a view of the source for every call. */
const loopLimit = 128;

/** Copies `source[start, end)` to `target[at, …)`, where there is room. */
export function copyBytes(source: Buffer, start: number, end: number, target: Buffer, at: number): void {
  if (end - start > loopLimit) {
    source.copy(target, at, start, end);
    return;
  }
  for (let from = start, to = at; from < end; from += 1, to += 1) target[to] = source[from] as number; // from < end
}
