import { because, type Reason } from '../../contract/reason.ts';

/** Something in a body's text that keeps it from being sent: characters from 0, `to` not included. */
export interface BodyProblem {
  readonly message: string;
  readonly reason?: Reason;
  readonly from: number;
  readonly to: number;
}

export type Decoded =
  { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'problem'; readonly problem: BodyProblem };

const hexDigits = tableOf('0123456789abcdefABCDEF');
const base64Digits = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=');

/** Pairs of hexadecimal digits; white space is left out. */
export function decodeHex(text: string): Decoded {
  const read = readDigits(text, hexDigits);
  if (read.kind === 'wrong') return wrongAt(text, read.at, 'hexDigit');
  if (read.digits.length % 2 === 1)
    return problem('a byte has two digits, and the last one has one', because('hexOdd'), read.last);
  return { kind: 'bytes', bytes: Buffer.from(read.digits, 'hex') };
}

/** Base64 as RFC 4648 has it (section 4), with its padding; white space is left out. */
export function decodeBase64(text: string): Decoded {
  const read = readDigits(text, base64Digits);
  if (read.kind === 'wrong') return wrongAt(text, read.at, 'base64Digit');
  const { digits, last } = read;
  const filling = digits.indexOf('=');
  if (filling >= 0 && !/^=+$/.test(digits.slice(filling))) {
    return problem('“=” stands at the end only', because('base64Filling'), placeOfByte(text, filling, 1));
  }
  if (digits.length % 4 !== 0 || digits.endsWith('===')) {
    return problem('it is not made of groups of four characters, filled up with “=”', because('base64Groups'), last);
  }
  // Bits of the last character that are in no byte: somebody has cut it, or mistyped it.
  const group = digits.slice(-4);
  if (Buffer.from(group, 'base64').toString('base64') !== group) {
    return problem('the last character has bits that belong to no byte', because('base64Bits'), last);
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

/**
 * Takes the white space out. A regular expression takes seconds for the longest texts.
 *
 * @returns the digits, and where the last one is; or where the first is that is none
 */
function readDigits(
  text: string,
  table: Uint8Array,
): { kind: 'digits'; digits: string; last: number } | { kind: 'wrong'; at: number } {
  const kept = Buffer.allocUnsafe(text.length);
  let length = 0;
  let last = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (table[code] === 1) {
      kept[length] = code;
      length += 1;
      last = at;
    } else if (code !== 0x20 && code !== 0x0a && !/\s/u.test(text.charAt(at))) {
      return { kind: 'wrong', at };
    }
  }
  return { kind: 'digits', digits: kept.toString('latin1', 0, length), last };
}

/** Which characters are digits, by their codes. */
function tableOf(digits: string): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const code of Buffer.from(digits)) table[code] = 1;
  return table;
}

const digitNames = { hexDigit: 'hexadecimal digit', base64Digit: 'character of base64' } as const;

function wrongAt(text: string, at: number, kind: keyof typeof digitNames): Decoded {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return problem(`“${character}” is no ${digitNames[kind]}`, because(kind, character), at, character.length);
}

function problem(message: string, reason: Reason, from: number, length = 1): Decoded {
  return { kind: 'problem', problem: { message, reason, from, to: from + length } };
}
