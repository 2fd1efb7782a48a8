const token =
  // oxlint-disable-next-line no-control-regex -- no string of JSON has them as they are
  /[ \t\r\n]+|([{}[\],:])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What may come next. */
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/** Where a text stops to be JSON, as the engine's own message does not always tell it. @returns its length if it only ends too early */
export function jsonFault(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return at;
    const [whole, mark] = found;
    const isKey = expected === 'key' || expected === 'keyOrEnd';
    const isValue = expected === 'value' || expected === 'valueOrEnd';
    if (/^[ \t\r\n]/.test(whole)) {
      // Between any two tokens.
    } else if (mark === '{' || mark === '[') {
      if (!isValue) return at;
      open.push(mark);
      expected = mark === '{' ? 'keyOrEnd' : 'valueOrEnd';
    } else if (mark === '}' || mark === ']') {
      const isEnd = expected === 'commaOrEnd' || expected === (mark === '}' ? 'keyOrEnd' : 'valueOrEnd');
      if (!isEnd || open.at(-1) !== (mark === '}' ? '{' : '[')) return at;
      open.pop();
      expected = afterValue();
    } else if (mark === ',') {
      if (expected !== 'commaOrEnd') return at;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (mark === ':') {
      if (expected !== 'colon') return at;
      expected = 'value';
    } else if (isKey && whole.startsWith('"')) expected = 'colon';
    else if (isValue) expected = afterValue();
    else return at;
    at += whole.length;
  }
  return at;
}
