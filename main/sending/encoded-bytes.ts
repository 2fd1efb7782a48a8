/** Something in a body's text that keeps it from being sent: characters from 0, `to` not included. */
export interface BodyProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

export type Decoded =
  { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'problem'; readonly problem: BodyProblem };

/** Pairs of hexadecimal digits; white space is left out. */
export function decodeHex(text: string): Decoded {
  const wrong = /[^\da-f\s]/iu.exec(text);
  if (wrong !== null) return problem(`“${wrong[0]}” is no hexadecimal digit`, wrong.index, wrong[0].length);
  const digits = withoutSpace(text);
  if (digits.length % 2 === 1) {
    return problem('a byte has two digits, and the last one has one', text.trimEnd().length - 1);
  }
  return { kind: 'bytes', bytes: Buffer.from(digits, 'hex') };
}

/** Base64 as RFC 4648 has it (section 4), with its padding; white space is left out. */
export function decodeBase64(text: string): Decoded {
  const wrong = /[^A-Za-z\d+/=\s]/u.exec(text);
  if (wrong !== null) return problem(`“${wrong[0]}” is no character of base64`, wrong.index, wrong[0].length);
  const filling = text.indexOf('=');
  if (filling >= 0 && /[^=\s]/u.test(text.slice(filling))) return problem('“=” stands at the end only', filling);
  const digits = withoutSpace(text);
  const last = Math.max(0, text.trimEnd().length - 1);
  if (digits.length % 4 !== 0 || digits.endsWith('===')) {
    return problem('it is not made of groups of four characters, filled up with “=”', last);
  }
  // Bits of the last character that are in no byte: somebody has cut it, or mistyped it.
  const group = digits.slice(-4);
  if (Buffer.from(group, 'base64').toString('base64') !== group) {
    return problem('the last character has bits that belong to no byte', last);
  }
  return { kind: 'bytes', bytes: Buffer.from(digits, 'base64') };
}

/** Where in the text of encoded bytes a byte is. @param perByte characters: 2 in hexadecimal, 4/3 in base64 */
export function placeOfByte(text: string, byte: number, perByte: number): number {
  let left = Math.floor(byte * perByte);
  for (let at = 0; at < text.length; at += 1) {
    if (/\s/u.test(text.charAt(at))) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return text.length;
}

/** @param text of ASCII, but for its white space */
function withoutSpace(text: string): string {
  if (!/\s/u.test(text)) return text;
  // Ten times faster than to replace a million blanks.
  const kept = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f) continue;
    kept[length] = code;
    length += 1;
  }
  return kept.latin1Slice(0, length);
}

function problem(message: string, from: number, length = 1): Decoded {
  return { kind: 'problem', problem: { message, from, to: from + length } };
}
