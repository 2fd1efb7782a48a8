/** A stretch of what was read as UTF-8: text, or bytes that are none, each as `\xFF`. */
export interface Utf8Part {
  readonly kind: 'text' | 'invalid';
  readonly text: string;
}

/** Never swallows a byte order mark: what is shown is what was sent. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/**
 * Length of the character that begins at `at`: 1 to 4 bytes, or 0 where there is none (RFC 3629, section 4). It reads no
 * further than the character.
 */
export function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0xff;
  if (first < 0x80) return 1;
  const length = sequenceLength(first);
  if (length === 0 || at + length > bytes.length) return 0;
  const [low, high] = secondByteRange(first);
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let index = at + 2; index < at + length; index += 1) if (((bytes[index] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

export function isUtf8(bytes: Uint8Array): boolean {
  return strictUtf8(bytes) !== undefined;
}

/** Reads UTF-8 and keeps what is none: nothing is replaced by a question mark. */
export function decodeUtf8(bytes: Uint8Array): readonly Utf8Part[] {
  const whole = strictUtf8(bytes);
  if (whole !== undefined) return whole === '' ? [] : [{ kind: 'text', text: whole }];
  const parts: Utf8Part[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    let length = characterLength(bytes, at);
    if (length > 0) {
      for (; length > 0 && at < bytes.length; length = characterLength(bytes, at)) at += length;
      parts.push({ kind: 'text', text: decoder.decode(bytes.subarray(start, at)) });
      continue;
    }
    while (at < bytes.length && characterLength(bytes, at) === 0) at += 1;
    parts.push({ kind: 'invalid', text: escapeBytes(bytes.subarray(start, at)) });
  }
  return parts;
}

/** The same as one string. */
export function visibleUtf8(bytes: Uint8Array): string {
  const whole = strictUtf8(bytes);
  if (whole !== undefined) return whole;
  return decodeUtf8(bytes)
    .map(({ text }) => text)
    .join('');
}

/** Bytes of a value that its line shows; more fit no screen. */
export const lineBytes = 1024;

/** The beginning of a text, with an ellipsis where it goes on. */
export function shortUtf8(bytes: Uint8Array, limit = lineBytes): string {
  if (bytes.length <= limit) return visibleUtf8(bytes);
  return `${visibleUtf8(bytes.subarray(0, characterBorder(bytes, limit)))} …`;
}

/**
 * The first border between two characters at or after `at`: a character that begins before it and goes on behind it is
 * not cut. Looks at three bytes before `at` and three behind.
 */
export function characterBorder(bytes: Uint8Array, at: number): number {
  for (let back = 1; back <= 3 && back <= at; back += 1) {
    const length = characterLength(bytes, at - back);
    if (length > back) return at - back + length;
  }
  return at;
}

/** Text that is UTF-8 throughout; undefined for everything else. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    // Thrown for the first byte that is not UTF-8, which is the answer.
    return undefined;
  }
}

function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function sequenceLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/** Shorter than it has to be, a surrogate, or past U+10FFFF: all are told by the second byte. */
function secondByteRange(first: number): readonly [low: number, high: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}
