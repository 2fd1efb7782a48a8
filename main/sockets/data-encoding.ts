import { failure } from '../../contract/errors.ts';
import { invalidArgument } from './misuse.ts';

/** `Windows.Storage.Streams.UnicodeEncoding`. */
export const UnicodeEncoding = { utf8: 0, utf16LE: 1, utf16BE: 2 } as const;
export type UnicodeEncoding = (typeof UnicodeEncoding)[keyof typeof UnicodeEncoding];

/** `Windows.Storage.Streams.ByteOrder`. */
export const ByteOrder = { littleEndian: 0, bigEndian: 1 } as const;
export type ByteOrder = (typeof ByteOrder)[keyof typeof ByteOrder];

/** @throws DuplexError E_INVALIDARG for a value that is no encoding */
export function requireEncoding(encoding: UnicodeEncoding): void {
  if (!Object.values(UnicodeEncoding).includes(encoding)) {
    throw invalidArgument('unicodeEncoding', `${encoding} is no encoding`);
  }
}

/** @throws DuplexError E_INVALIDARG for a value that is no byte order */
export function requireByteOrder(byteOrder: ByteOrder): void {
  if (!Object.values(ByteOrder).includes(byteOrder))
    throw invalidArgument('byteOrder', `${byteOrder} is no byte order`);
}

/** Bytes in one code unit of an encoding. */
export function codeUnitSize(encoding: UnicodeEncoding): number {
  return encoding === UnicodeEncoding.utf8 ? 1 : 2;
}

/**
 * Decodes text; a byte order mark is a character like any other.
 *
 * @throws DuplexError ERROR_NO_UNICODE_TRANSLATION where the bytes are not text in that encoding
 */
export function decodeText(bytes: Buffer, encoding: UnicodeEncoding): string {
  if (encoding === UnicodeEncoding.utf8) {
    try {
      return strictUtf8.decode(bytes);
    } catch (cause) {
      throw noTranslation(`the ${bytes.length} bytes are not UTF-8 text`, cause);
    }
  }
  // A copy, as swapping happens in place.
  const littleEndian = encoding === UnicodeEncoding.utf16BE ? Buffer.from(bytes).swap16() : bytes;
  const text = littleEndian.toString('utf16le');
  if (loneSurrogate.test(text)) throw noTranslation(`the ${bytes.length} bytes are not UTF-16 text`);
  return text;
}

/**
 * How many bytes a text takes.
 *
 * @throws DuplexError ERROR_NO_UNICODE_TRANSLATION for half of a surrogate pair, which no encoding has
 */
export function measureText(text: string, encoding: UnicodeEncoding): number {
  if (loneSurrogate.test(text)) throw noTranslation('the text has half of a surrogate pair');
  return encoding === UnicodeEncoding.utf8 ? Buffer.byteLength(text, 'utf8') : text.length * 2;
}

/** Writes a text that {@link measureText} has measured. */
export function encodeText(text: string, encoding: UnicodeEncoding, target: Buffer, at: number): void {
  const written = target.write(text, at, encoding === UnicodeEncoding.utf8 ? 'utf8' : 'utf16le');
  if (encoding === UnicodeEncoding.utf16BE) target.subarray(at, at + written).swap16();
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** With the `u` flag a surrogate matches only where it stands alone. */
const loneSurrogate = /\p{Surrogate}/u;

function noTranslation(what: string, cause?: unknown): Error {
  return failure('invalid-input', what, { hresult: 'ERROR_NO_UNICODE_TRANSLATION', cause });
}
