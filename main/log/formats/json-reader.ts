import { failure, type DuplexError } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { ByteSource } from './byte-source.ts';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'end';

/** What is most often wrong with a file: reasons with its name, the line and the path of the value. */
export type FileFault =
  'fileWrong' | 'fileNotJson' | 'fileEnds' | 'fileLacks' | 'fileTwice' | 'fileNotBase64' | 'fileNoLog' | 'fileNoSocket';

/** How deep objects and arrays may be in each other: HAR files need 8. */
const depthLimit = 64;

/** Characters of a number, and of a name, at most. */
const numberLimit = 64;
const nameLimit = 1024;

const Byte = { newline: 0x0a, quote: 0x22, backslash: 0x5c, u: 0x75 } as const;

const escapes: ReadonlyMap<number, number> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([name, value]) => [name.charCodeAt(0), value.charCodeAt(0)],
  ),
);

/** What a literal begins with. */
const literals: ReadonlyMap<number, string> = new Map([
  ['t'.charCodeAt(0), 'true'],
  ['f'.charCodeAt(0), 'false'],
  ['n'.charCodeAt(0), 'null'],
]);

/**
 * Reads JSON (RFC 8259) value by value, as the caller asks for them, so that neither a file nor a string in it is ever in
 * memory as a whole. Whatever the caller does not read is skipped. Every failure names the line and the field.
 */
export class JsonReader {
  readonly #source: ByteSource;
  readonly #name: string;
  readonly #path: (string | number)[] = [];
  #line = 1;
  /** Whether a value is next that nobody has asked for yet. */
  #isPending = false;
  /** Halves of characters that were replaced, see {@link bytes}. */
  replaced = 0;

  /** @param name the file's name, for messages */
  constructor(source: ByteSource, name: string) {
    this.#source = source;
    this.#name = name;
    if (source.fill() && source.bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) source.at = 3;
  }

  /**
   * An expected failure at this place.
   *
   * @param what the rest of a sentence about the value: `is no number`
   * @param kind the same for a sentence in any language, where it is one of the usual ones
   * @param field of the value, where it is about one
   */
  fail(what: string, kind: FileFault = 'fileWrong', field?: string): DuplexError {
    const path = [...this.#path, ...(field === undefined ? [] : [field])].join('.');
    const place = path === '' ? `line ${this.#line}` : `line ${this.#line}, ${path}`;
    const [name, line] = [this.#name, this.#line];
    const reason = kind === 'fileWrong' ? because(kind, name, line, path, what) : because(kind, name, line, path);
    return failure('transfer-failed', `"${name}" cannot be read: ${place}: ${what}`, { field: 'file', reason });
  }

  /** What comes next. */
  peek(): JsonKind {
    const byte = this.#peekByte();
    if (byte === undefined) return 'end';
    switch (String.fromCharCode(byte)) {
      case '{':
        return 'object';
      case '[':
        return 'array';
      case '"':
        return 'string';
      case 't':
      case 'f':
        return 'boolean';
      case 'n':
        return 'null';
      default:
        if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) return 'number';
        throw this.fail('this is no JSON', 'fileNotJson');
    }
  }

  /**
   * The line that begins with the next value, which is not taken by that.
   *
   * @returns undefined where it is longer, or not in memory as a whole
   */
  line(limit: number): string | undefined {
    this.#peekByte();
    const to = this.#lineEnd(limit);
    return to === undefined ? undefined : this.#source.bytes.toString('utf8', this.#source.at, to);
  }

  /** Takes it. */
  takeLine(limit: number): void {
    this.#source.at = this.#lineEnd(limit) ?? this.#source.at;
  }

  /** The names of an object's members; the caller reads the value of each, or it is skipped. */
  *members(): Generator<string> {
    this.#open('{', 'object');
    for (let isFirst = true; ; isFirst = false) {
      if (this.#isNext(isFirst ? '}' : ',}')) break;
      if (this.#peekByte() !== Byte.quote) throw this.fail('the name of a member is missing', 'fileNotJson');
      const name = this.#string(nameLimit);
      this.#expect(':');
      yield* this.#value(name);
    }
  }

  /** The places of an array's elements, from 0; the caller reads each, or it is skipped. */
  *elements(): Generator<number> {
    this.#open('[', 'array');
    for (let index = 0; ; index += 1) {
      if (this.#isNext(index === 0 ? ']' : ',]')) break;
      yield* this.#value(index);
    }
  }

  /** A string of at most `limit` bytes. */
  text(limit: number): string {
    if (this.peek() !== 'string') throw this.fail('is no string');
    return this.#string(limit);
  }

  /**
   * A string as UTF-8, in pieces, which may end inside a character; each is overwritten when the next one is asked for.
   * Half a character, as `\ud800` alone is, becomes U+FFFD, and is counted.
   */
  *bytes(): Generator<Buffer> {
    if (this.peek() !== 'string') throw this.fail('is no string');
    this.#isPending = false;
    this.#source.at += 1;
    const source = this.#source;
    for (;;) {
      if (!source.fill()) throw this.fail('the file ends inside a string', 'fileEnds');
      const { bytes, at: from, end } = source;
      let at = from;
      for (; at < end; at += 1) {
        const byte = bytes[at] ?? 0;
        if (byte === Byte.quote || byte === Byte.backslash || byte < 0x20) break;
      }
      source.at = at;
      if (at > from) yield bytes.subarray(from, at);
      if (at === end) continue;
      source.at = at + 1;
      if (bytes[at] === Byte.quote) return;
      if (bytes[at] !== Byte.backslash) throw this.fail('a string has no end on its line', 'fileNotJson');
      yield* this.#escape();
    }
  }

  number(): number {
    if (this.peek() !== 'number') throw this.fail('is no number');
    this.#isPending = false;
    let text = '';
    const source = this.#source;
    while (source.fill()) {
      const from = source.at;
      while (source.at < source.end && isInNumber(source.bytes[source.at] ?? 0)) source.at += 1;
      text += source.bytes.toString('latin1', from, Math.min(source.at, from + numberLimit + 1));
      if (text.length > numberLimit) throw this.fail(`is a number of more than ${numberLimit} characters`);
      if (source.at < source.end) break;
    }
    const value = Number(text);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) throw this.fail(`${text} is no number`);
    if (!Number.isFinite(value)) throw this.fail(`${text} is too large`);
    return value;
  }

  /** A number that is not negative. */
  amount(): number {
    const value = this.number();
    if (value < 0) throw this.fail(`${value} is negative`);
    return value;
  }

  /** A whole number, from 0 to `most`. */
  integer(most: number): number {
    const value = this.amount();
    if (!Number.isInteger(value) || value > most) throw this.fail(`${value} is no whole number up to ${most}`);
    return value;
  }

  /** @returns whether it is true */
  isTrue(): boolean {
    if (this.peek() !== 'boolean') throw this.fail('is neither true nor false');
    return this.#literal() === 'true';
  }

  /** Passes over a value, whatever it is. */
  skip(): void {
    switch (this.peek()) {
      case 'object':
        // Each member is skipped, as nobody reads it.
        for (const _name of this.members()) continue;
        break;
      case 'array':
        for (const _index of this.elements()) continue;
        break;
      case 'string':
        for (const _piece of this.bytes()) continue;
        break;
      case 'number':
        this.number();
        break;
      case 'boolean':
      case 'null':
        this.#literal();
        break;
      case 'end':
        throw this.fail('the file ends here', 'fileEnds');
    }
  }

  *#value<Key extends string | number>(key: Key): Generator<Key> {
    this.#path.push(key);
    this.#isPending = true;
    yield key;
    if (this.#isPending) this.skip();
    this.#path.pop();
  }

  #lineEnd(limit: number): number | undefined {
    const { bytes, at, end } = this.#source;
    const to = bytes.indexOf(Byte.newline, at);
    return to === -1 || to >= end || to - at > limit ? undefined : to;
  }

  #open(char: string, kind: JsonKind): void {
    if (this.peek() !== kind) throw this.fail(`is no ${kind}`);
    if (this.#path.length >= depthLimit) throw this.fail(`there are more than ${depthLimit} levels`);
    this.#isPending = false;
    this.#expect(char);
  }

  /** Takes a comma, if the first of two characters is one. @returns whether the last one was next, and is taken */
  #isNext(expected: string): boolean {
    const end = expected.slice(-1);
    const next = this.#peekByte();
    if (next === end.charCodeAt(0)) {
      this.#source.at += 1;
      return true;
    }
    if (expected.length > 1) this.#expect(',');
    return false;
  }

  #expect(char: string): void {
    const byte = this.#peekByte();
    if (byte === undefined) throw this.fail('the file ends here', 'fileEnds');
    if (byte !== char.charCodeAt(0)) throw this.fail(`there is no "${char}" where one should be`, 'fileNotJson');
    this.#source.at += 1;
  }

  /** The next byte that is no space. */
  #peekByte(): number | undefined {
    const source = this.#source;
    for (; source.fill(); source.at += 1) {
      const byte = source.bytes[source.at];
      if (byte === Byte.newline) this.#line += 1;
      else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return byte;
    }
    return undefined;
  }

  #string(limit: number): string {
    return this.#shortString(limit) ?? this.#longString(limit);
  }

  /** One that has no escapes, and ends in this block; undefined for any other. */
  #shortString(limit: number): string | undefined {
    const { bytes, at, end } = this.#source;
    for (let to = at + 1; to < Math.min(end, at + 1 + limit); to += 1) {
      const byte = bytes[to] ?? 0;
      if (byte === Byte.backslash || byte < 0x20) return undefined;
      if (byte !== Byte.quote) continue;
      this.#isPending = false;
      this.#source.at = to + 1;
      return bytes.toString('utf8', at + 1, to);
    }
    return undefined;
  }

  #longString(limit: number): string {
    const pieces: Buffer[] = [];
    let length = 0;
    for (const piece of this.bytes()) {
      length += piece.length;
      if (length > limit) throw this.fail(`is longer than ${limit} bytes`);
      pieces.push(Buffer.from(piece));
    }
    return Buffer.concat(pieces).toString();
  }

  #literal(): string {
    this.#isPending = false;
    const text = literals.get(this.#byte()) ?? '';
    for (let at = 1; at < text.length; at += 1) {
      if (this.#byte() !== text.charCodeAt(at)) throw this.fail('this is no JSON', 'fileNotJson');
    }
    return text;
  }

  /** What follows a backslash. */
  *#escape(): Generator<Buffer> {
    const byte = this.#byte();
    if (byte !== Byte.u) {
      const value = escapes.get(byte);
      if (value === undefined) throw this.fail('there is no such escape in a string of JSON', 'fileNotJson');
      yield Buffer.of(value);
      return;
    }
    let unit = this.#hex();
    // A high half waits for its low one.
    while (unit >= 0xd800 && unit < 0xdc00 && this.#isEscapeNext()) {
      const low = this.#hex();
      if (low >= 0xdc00 && low < 0xe000) {
        yield Buffer.from(String.fromCharCode(unit, low));
        return;
      }
      yield this.#replacement();
      unit = low;
    }
    yield unit >= 0xd800 && unit < 0xe000 ? this.#replacement() : Buffer.from(String.fromCharCode(unit));
  }

  #replacement(): Buffer {
    this.replaced += 1;
    return Buffer.from('\ufffd');
  }

  /** Takes `\u`, if that is next. */
  #isEscapeNext(): boolean {
    const source = this.#source;
    if (!source.fill() || source.bytes[source.at] !== Byte.backslash) return false;
    // The rest of the escape may be in the next block, and is taken by whoever reads on.
    if (source.at + 1 < source.end ? source.bytes[source.at + 1] !== Byte.u : !this.#isEscapeOverBlocks()) return false;
    source.at += 2;
    return true;
  }

  #isEscapeOverBlocks(): boolean {
    return this.#source.extend() && this.#source.bytes[this.#source.at + 1] === Byte.u;
  }

  #hex(): number {
    let text = '';
    for (let count = 0; count < 4; count += 1) text += String.fromCharCode(this.#byte());
    if (!/^[\da-f]{4}$/i.test(text)) throw this.fail('there is no such escape in a string of JSON', 'fileNotJson');
    return Number.parseInt(text, 16);
  }

  #byte(): number {
    if (!this.#source.fill()) throw this.fail('the file ends here', 'fileEnds');
    const byte = this.#source.bytes[this.#source.at] ?? 0;
    this.#source.at += 1;
    return byte;
  }
}

/** Whether a byte can stand in a number: a digit, a sign, a point, or an E. */
function isInNumber(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e || (byte | 0x20) === 0x65;
}
