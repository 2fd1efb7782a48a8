/**
 * Reads DER (X.690) that somebody else wrote. Strict, as a certificate that two readers understand differently is an
 * attack: definite lengths in their shortest form, tag numbers below 31, nothing left over. It never recurses, so the
 * depth of what it is given costs nothing.
 */

/** One element. */
export interface DerElement {
  readonly tag: number;
  /** Tag and length included. */
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** What is wrong with an encoding, in words that follow "cannot be read: ". */
export class DerError extends Error {
  override readonly name = 'DerError';
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Of a context-specific tag `[number]`; constructed where it holds elements. */
export const contextTag = (number: number, isConstructed: boolean): number => (isConstructed ? 0xa0 : 0x80) | number;

/** The one element that the bytes are. @throws DerError */
export function readDer(bytes: Buffer): DerElement {
  const element = elementAt(bytes, 0);
  if (element.bytes.length !== bytes.length) throw new DerError('bytes follow the end of the structure');
  return element;
}

/** What an element holds. @throws DerError */
export function childrenOf(element: DerElement, tag?: number): DerElement[] {
  if (tag !== undefined) requireTag(element, tag);
  const children: DerElement[] = [];
  for (let at = 0; at < element.content.length; at += children.at(-1)?.bytes.length ?? 0) {
    children.push(elementAt(element.content, at));
  }
  return children;
}

/** Takes the children of an element one after the other, optional ones by their tag. */
export class DerFields {
  readonly #children: readonly DerElement[];
  #next = 0;

  constructor(element: DerElement, tag: number = tags.sequence) {
    this.#children = childrenOf(element, tag);
  }

  /** @throws DerError where there is none, or one with another tag */
  take(tag?: number): DerElement {
    const child = this.#children[this.#next];
    if (child === undefined) throw new DerError('a field is missing');
    if (tag !== undefined) requireTag(child, tag);
    this.#next++;
    return child;
  }

  takeIf(...accepted: readonly number[]): DerElement | undefined {
    const child = this.#children[this.#next];
    return child !== undefined && accepted.includes(child.tag) ? this.take() : undefined;
  }

  /** @throws DerError when there are more */
  end(): void {
    if (this.#next < this.#children.length) throw new DerError('a field too many');
  }
}

export function booleanOf(element: DerElement): boolean {
  requireTag(element, tags.boolean);
  const [value] = element.content;
  if (element.content.length !== 1 || (value !== 0 && value !== 0xff)) throw new DerError('a boolean is malformed');
  return value === 0xff;
}

/** A number that is not negative and fits; `tag` for an implicit one. */
export function smallIntegerOf(element: DerElement, tag: number = tags.integer): number {
  requireTag(element, tag);
  const { content } = element;
  if (content.length === 0 || content.length > 5 || (content[0] ?? 0) > 0x7f)
    throw new DerError('a number is malformed');
  return content.readUIntBE(0, content.length);
}

export function objectIdentifierOf(element: DerElement): string {
  requireTag(element, tags.objectIdentifier);
  const { content } = element;
  // Names in use have at most 30 bytes; the limit keeps the numbers below within their range by length, not by luck.
  if (content.length === 0 || content.length > 64 || (content.at(-1) ?? 0) > 0x7f) {
    throw new DerError('an object identifier is malformed');
  }
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte > 0x7f) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...rest].join('.');
}

/** The bytes of a BIT STRING of whole bytes. */
export function bitsOf(element: DerElement): Buffer {
  requireTag(element, tags.bitString);
  if (element.content[0] !== 0) throw new DerError('a bit string is malformed');
  return element.content.subarray(1);
}

/** The numbers of the bits that are set, the first bit being 0. */
export function namedBitsOf(element: DerElement): ReadonlySet<number> {
  requireTag(element, tags.bitString);
  const [unused, ...bytes] = element.content;
  if (unused === undefined || unused > 7 || bytes.length > 8) throw new DerError('a bit string is malformed');
  return new Set(
    bytes.flatMap((byte, index) =>
      [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (0x80 >> bit)).map((bit) => index * 8 + bit),
    ),
  );
}

/** UTCTime or GeneralizedTime, in the one form that RFC 5280, section 4.1.2.5, allows. */
export function timeOf(element: DerElement): Date {
  const text = element.content.toString('latin1');
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = match ?? [];
  const yearDigits = element.tag === tags.utcTime ? 2 : element.tag === tags.generalizedTime ? 4 : 0;
  if (year.length !== yearDigits) throw new DerError('a time is malformed');
  const century = yearDigits === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const date = new Date(iso);
  // The second test catches the 31st of February, which `Date` takes for a day in March.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== iso) throw new DerError(`"${text}" is no time`);
  return date;
}

export function requireTag(element: DerElement, tag: number): void {
  if (element.tag !== tag) throw new DerError(`tag ${hex(element.tag)} where ${hex(tag)} belongs`);
}

function elementAt(bytes: Buffer, start: number): DerElement {
  const tag = bytes[start];
  const short = bytes[start + 1];
  if (tag === undefined || short === undefined) throw new DerError('it is cut off');
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag number is too large');
  let header = 2;
  let length = short;
  if (short >= 0x80) {
    const count = short & 0x7f;
    // Four bytes of length are 4 GiB; none is the indefinite form, which DER has not.
    if (count === 0 || count > 4 || start + 2 + count > bytes.length) throw new DerError('a length is malformed');
    length = bytes.readUIntBE(start + 2, count);
    if (length < 0x80 || bytes[start + 2] === 0) throw new DerError('a length is not in its shortest form');
    header += count;
  }
  const end = start + header + length;
  if (end > bytes.length) throw new DerError('it is cut off');
  return { tag, bytes: bytes.subarray(start, end), content: bytes.subarray(start + header, end) };
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
