/** Characters of a line: more are never on screen, and a line of a million of them takes seconds to lay out. */
export const foldedLength = 500;

/** Cuts a long line into several. A character of two code units is never cut. */
export function foldLine(line: string): readonly string[] {
  if (line.length <= foldedLength) return [line];
  const parts: string[] = [];
  for (let at = 0; at < line.length;) {
    const end = at + foldedLength;
    const isInside = /^[\uDC00-\uDFFF]/.test(line.charAt(end)) && /[\uD800-\uDBFF]$/.test(line.charAt(end - 1));
    const next = isInside ? end + 1 : end;
    parts.push(line.slice(at, next));
    at = next;
  }
  return parts;
}
