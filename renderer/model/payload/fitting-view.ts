import { imageKind } from './image.ts';
import { characterBorder, isUtf8 } from './utf8.ts';

/** How a payload can be shown. */
export const payloadViews = [
  'text',
  'jsonTree',
  'jsonText',
  'xml',
  'hex',
  'messagePack',
  'cbor',
  'protobuf',
  'image',
] as const;
export type PayloadViewName = (typeof payloadViews)[number];

/** Views that need the whole payload. Larger ones are shown as text or hex, by ranges. */
export const wholeLimit = 8 * 1024 * 1024;

/**
 * The view that fits a payload, by its beginning. It may be wrong: `{` is no proof of JSON, so that a view which was
 * chosen here and finds a fault gives way to {@link plainView}.
 *
 * @param size of the whole payload
 */
export function fittingView(beginning: Uint8Array, size: number): PayloadViewName {
  const plain = plainView(beginning, size);
  if (size > wholeLimit) return plain;
  if (imageKind(beginning) !== undefined) return 'image';
  // The tag "self-described CBOR" (RFC 8949, section 3.4.6).
  if (beginning[0] === 0xd9 && beginning[1] === 0xd9 && beginning[2] === 0xf7) return 'cbor';
  if (plain === 'hex') return plain;
  const text = new TextDecoder().decode(beginning).trimStart();
  if (/^[{[]/.test(text)) return 'jsonTree';
  return /^<[?!/\p{L}_]/u.test(text) ? 'xml' : 'text';
}

/** Text where a payload begins as UTF-8, hex otherwise. */
export function plainView(beginning: Uint8Array, size: number): 'text' | 'hex' {
  // The last character may be cut.
  const end = beginning.length < size ? lastBorder(beginning) : beginning.length;
  const text = beginning.subarray(0, end);
  // NUL is UTF-8, and what binary formats are full of.
  return isUtf8(text) && !text.includes(0) ? 'text' : 'hex';
}

function lastBorder(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    // A continuation byte says nothing; the first byte of a character says that it may be cut.
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) return bytes.length;
  }
  return characterBorder(bytes, bytes.length);
}
