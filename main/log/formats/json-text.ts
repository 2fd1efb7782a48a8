const quote = 0x22;
const backslash = 0x5c;

const short: ReadonlyMap<number, string> = new Map([
  [quote, '\\"'],
  [backslash, '\\\\'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
]);

/** UTF-8 text as it stands between the quotes of a JSON string, without decoding it: pieces may end inside a character. */
export function* jsonText(bytes: Buffer): Generator<Buffer | string> {
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte !== quote && byte !== backslash) continue;
    if (at > from) yield bytes.subarray(from, at);
    yield short.get(byte) ?? `\\u00${byte.toString(16).padStart(2, '0')}`;
    from = at + 1;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}
