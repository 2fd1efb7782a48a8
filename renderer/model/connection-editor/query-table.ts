import { templateParts } from './template-parts.ts';

/** A parameter of an address, for reading: its escapes are decoded where they can be. */
export interface QueryRow {
  readonly name: string;
  readonly value: string;
  /** Whether there is a `=`: `?a` and `?a=` are not the same text. */
  readonly hasValue: boolean;
}

/** A stretch of the address: characters from 0, `to` not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Segment extends Span {
  /** Where the first `=` is; the end where there is none. */
  readonly equals: number;
}

/** What an address says, as it stands there and as it is read. */
interface Unit {
  readonly raw: string;
  readonly decoded: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The parameters of an address. Only `&` ends one, so that `;` is a part of it; what is in `{{…}}` ends nothing; and a
 * fragment, from `#` on, belongs to none.
 */
export function readQuery(address: string): readonly QueryRow[] {
  return segmentsOf(address).map((segment) => ({
    name: decoded(address.slice(segment.from, segment.equals)),
    value: decoded(address.slice(segment.equals + 1, segment.to)),
    hasValue: segment.equals < segment.to,
  }));
}

/** Gives a parameter another name or value; every other character of the address stays as it is. */
export function editQuery(
  address: string,
  index: number,
  change: { readonly name: string } | { readonly value: string },
): string {
  const segment = segmentsOf(address)[index];
  if (segment === undefined) {
    const { name, value } = { name: '', value: '', ...change };
    return name === '' && value === '' ? address : appended(address, `${encoded(name, true)}=${encoded(value, false)}`);
  }
  const { from, equals, to } = segment;
  if ('name' in change) {
    return spliced(address, { from, to: equals }, changed(address.slice(from, equals), change.name, true));
  }
  const begin = equals < to ? equals + 1 : to;
  const value = changed(address.slice(begin, to), change.value, false);
  if (equals === to && value === '') return address;
  return spliced(address, { from: begin, to }, equals < to ? value : `=${value}`);
}

/** Takes a parameter out, with the `&` that parted it from the next; and the `?` with the last one. */
export function removeQuery(address: string, index: number): string {
  const segments = segmentsOf(address);
  const segment = segments[index];
  if (segment === undefined) return address;
  if (segments.length === 1) return spliced(address, { from: segment.from - 1, to: segment.to }, '');
  const isLast = index === segments.length - 1;
  return spliced(
    address,
    { from: isLast ? segment.from - 1 : segment.from, to: isLast ? segment.to : segment.to + 1 },
    '',
  );
}

/** An address with a parameter, and without it. */
export interface RemovedParameter {
  readonly before: string;
  readonly after: string;
}

/** Puts a parameter back that was taken out: to the letter where nothing else has changed, at its place among the others. */
export function putBackParameter(address: string, { before, after }: RemovedParameter, index: number): string {
  if (address === after) return before;
  const removed = segmentsOf(before)[index];
  if (removed === undefined) return address;
  const parameter = before.slice(removed.from, removed.to);
  const next = segmentsOf(address)[index];
  return next === undefined
    ? appended(address, parameter)
    : spliced(address, { from: next.from, to: next.from }, `${parameter}&`);
}

/** Puts a parameter somewhere else among them, as it is written. */
export function moveQuery(address: string, from: number, to: number): string {
  const segments = segmentsOf(address);
  const first = segments[0];
  const last = segments.at(-1);
  const moving = segments[from];
  if (first === undefined || last === undefined || moving === undefined) return address;
  const texts = segments.map((segment) => address.slice(segment.from, segment.to)).toSpliced(from, 1);
  texts.splice(to, 0, address.slice(moving.from, moving.to));
  return spliced(address, { from: first.from, to: last.to }, texts.join('&'));
}

function segmentsOf(address: string): readonly Segment[] {
  const covered = withoutTemplates(address);
  const query = queryOf(covered);
  if (query === undefined || query.from === query.to) return [];
  const segments: Segment[] = [];
  let { from } = query;
  while (from <= query.to) {
    const ampersand = covered.indexOf('&', from);
    const to = ampersand < 0 || ampersand > query.to ? query.to : ampersand;
    const equals = covered.indexOf('=', from);
    segments.push({ from, to, equals: equals < 0 || equals > to ? to : equals });
    from = to + 1;
  }
  return segments;
}

/** From behind the first `?` to the fragment. @param covered the address {@link withoutTemplates} */
function queryOf(covered: string): Span | undefined {
  const hash = covered.indexOf('#');
  const to = hash < 0 ? covered.length : hash;
  const mark = covered.indexOf('?');
  return mark < 0 || mark >= to ? undefined : { from: mark + 1, to };
}

/** The same length, with nothing in `{{…}}` that could part anything. */
function withoutTemplates(address: string): string {
  if (!address.includes('{{')) return address;
  return templateParts(address)
    .map(({ kind, text }) => (kind === 'text' ? text : '_'.repeat(text.length)))
    .join('');
}

function appended(address: string, parameter: string): string {
  const covered = withoutTemplates(address);
  const query = queryOf(covered);
  const hash = covered.indexOf('#');
  const end = hash < 0 ? address.length : hash;
  const before = query === undefined ? '?' : query.from === query.to ? '' : '&';
  return spliced(address, { from: end, to: end }, `${before}${parameter}`);
}

function spliced(address: string, { from, to }: Span, text: string): string {
  return `${address.slice(0, from)}${text}${address.slice(to)}`;
}

function decoded(raw: string): string {
  return unitsOf(raw)
    .map((unit) => unit.decoded)
    .join('');
}

/** The new text, with the old writing of what begins and ends it as before: only what differs is written anew. */
function changed(raw: string, text: string, isName: boolean): string {
  const units = unitsOf(raw);
  let begin = 0;
  let head = 0;
  for (const unit of units) {
    if (unit.decoded.length === 0 || !text.startsWith(unit.decoded, head)) break;
    head += unit.decoded.length;
    begin += 1;
  }
  let end = units.length;
  let tail = text.length;
  while (end > begin) {
    const { decoded: last } = units[end - 1] ?? { decoded: '' };
    if (last.length === 0 || tail - last.length < head || !text.slice(0, tail).endsWith(last)) break;
    tail -= last.length;
    end -= 1;
  }
  const kept = (part: readonly Unit[]): string => part.map((unit) => unit.raw).join('');
  const joined = kept(units.slice(0, begin)) + encoded(text.slice(head, tail), isName) + kept(units.slice(end));
  // A `%` that was none may have become an escape by what stands behind it now.
  return decoded(joined) === text ? joined : encoded(text, isName);
}

/** An escape that is no UTF-8 stands for itself. `+` is a space, as in forms; `{{…}}` is one piece. */
function unitsOf(raw: string): readonly Unit[] {
  return templateParts(raw).flatMap((part) =>
    part.kind === 'text'
      ? Array.from(part.text.matchAll(/(?:%[\da-f]{2})+|\+|[^%+]|%/giu), ([text]) => text).flatMap(unitsOfPiece)
      : [{ raw: part.text, decoded: part.text }],
  );
}

function unitsOfPiece(raw: string): readonly Unit[] {
  if (raw === '+') return [{ raw, decoded: ' ' }];
  if (raw.length < 3 || !raw.startsWith('%')) return [{ raw, decoded: raw }];
  const units: Unit[] = [];
  for (let at = 0; at < raw.length;) {
    const length = escapeLength(raw, at);
    const text = raw.slice(at, at + length);
    units.push({ raw: text, decoded: decodedEscape(text) ?? text });
    at += length;
  }
  return units;
}

/** How many characters of escapes make one sign, by what its first byte announces. */
function escapeLength(raw: string, at: number): number {
  const first = Number.parseInt(raw.slice(at + 1, at + 3), 16);
  const bytes = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  const text = raw.slice(at, at + 3 * bytes);
  return bytes > 1 && decodedEscape(text) === undefined ? 3 : text.length;
}

function decodedEscape(raw: string): string | undefined {
  const bytes = Uint8Array.from(raw.matchAll(/%(..)/g), ([, digits]) => Number.parseInt(digits ?? '', 16));
  try {
    return decoder.decode(bytes);
  } catch {
    // No UTF-8: it is shown as it is written.
    return undefined;
  }
}

/** What a person typed, as it stands in a query: what would end it, or is no sign of an address, is escaped. */
function encoded(text: string, isName: boolean): string {
  return templateParts(text)
    .map((part) =>
      part.kind === 'text'
        ? part.text.replace(isName ? /[^!$'()*,\-./:;?@\w~[\]{}|\\^`]/gu : /[^!$'()*,\-./:;=?@\w~[\]{}|\\^`]/gu, escape)
        : part.text,
    )
    .join('');
}

function escape(sign: string): string {
  return Array.from(encoder.encode(sign), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
