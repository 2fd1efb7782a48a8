/** Writes DER (X.690): for certificates no library would make. Every function gives one whole element. */

export function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content);
export const set = (...content: readonly Buffer[]): Buffer => element(0x31, ...content);
export const octetString = (...content: readonly Buffer[]): Buffer => element(0x04, ...content);
export const bitString = (content: Buffer, unusedBits = 0): Buffer => element(0x03, Buffer.from([unusedBits]), content);
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));
export const nothing = (): Buffer => element(0x05);
export const enumerated = (value: number): Buffer => element(0x0a, Buffer.from([value]));
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const printableString = (text: string): Buffer => element(0x13, Buffer.from(text, 'latin1'));
export const ia5String = (text: string): Buffer => element(0x16, Buffer.from(text, 'latin1'));

/** `[number]`, holding whole elements. */
export const explicit = (number: number, ...content: readonly Buffer[]): Buffer => element(0xa0 | number, ...content);
/** `[number]`, holding bytes. */
export const implicit = (number: number, content: Buffer): Buffer => element(0x80 | number, content);

export function integer(value: number | Buffer): Buffer {
  if (typeof value !== 'number') return element(0x02, value);
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return element(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

export function generalizedTime(date: Date): Buffer {
  return element(0x18, Buffer.from(`${digits(date)}Z`));
}

/** UTCTime up to 2049, GeneralizedTime after it (RFC 5280, section 4.1.2.5). */
export function time(date: Date): Buffer {
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050 ? element(0x17, Buffer.from(`${digits(date).slice(2)}Z`)) : generalizedTime(date);
}

function digits(date: Date): string {
  return date.toISOString().replaceAll(/[-:T]|\..*/g, '');
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
