import type { FaultReason, ReadFault } from './read-fault.ts';
import { characterLength, isUtf8 } from './utf8.ts';

/** Levels that are indented; deeper ones stand below each other. */
const indentLimit = 40;

/** Indented XML, and where it is not well-formed; the lines go as far as it was read. */
export interface XmlReading {
  readonly lines: readonly string[];
  readonly fault: ReadFault | undefined;
}

/** A piece of markup, or the text between two. */
interface Token {
  readonly kind: 'start' | 'end' | 'empty' | 'text' | 'other';
  readonly text: string;
  /** Place of its first character. */
  readonly at: number;
}

/**
 * Reads XML by its tags and writes a line for each element. It is not parsed into a document: nothing is expanded, fetched
 * or run, and every tag is as it was sent. An element that holds only text stays on one line.
 */
export function readXml(bytes: Uint8Array): XmlReading {
  if (!isUtf8(bytes)) return { lines: [], fault: { at: firstInvalid(bytes), reason: 'unexpected' } };
  const source = new TextDecoder().decode(bytes);
  const reader = new XmlReader(source);
  const fault = reader.read();
  if (fault === undefined) return { lines: reader.lines, fault };
  const mark = source.length < bytes.length && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return {
    lines: reader.lines,
    fault: { at: mark + new TextEncoder().encode(source.slice(0, fault.at)).length, reason: fault.reason },
  };
}

class XmlReader {
  readonly lines: string[] = [];
  readonly #source: string;
  /** Names of open elements, with the places of their start tags. */
  readonly #open: { readonly name: string; readonly at: number }[] = [];
  #at = 0;
  #hasRoot = false;

  constructor(source: string) {
    this.#source = source;
  }

  read(): ReadFault | undefined {
    /** A start tag, and a text behind it, that may become one line with what follows. */
    let held: Token[] = [];
    const flush = (): void => {
      for (const token of held) this.#write(token, this.#open.length - (token.kind === 'start' ? 1 : 0));
      held = [];
    };
    while (this.#at < this.#source.length) {
      const token = this.#next();
      if ('reason' in token) {
        flush();
        return token;
      }
      if (token.kind === 'text') {
        if (token.text.trim() === '') continue;
        if (this.#open.length === 0) {
          flush();
          return { at: token.at, reason: this.#hasRoot ? 'trailing' : 'unexpected' };
        }
        if (held.length === 1) held.push(token);
        else this.#write(token, this.#open.length);
        continue;
      }
      if (token.kind === 'end') {
        const open = this.#open.at(-1);
        if (open?.name !== nameOf(token.text)) {
          flush();
          return { at: token.at, reason: 'unmatchedTag' };
        }
        this.#open.pop();
        if (held.length > 0) {
          const text = [...held, token]
            .map((piece) => (piece.kind === 'text' ? piece.text.trim() : piece.text))
            .join('');
          this.#write({ ...token, text }, this.#open.length);
        } else this.#write(token, this.#open.length);
        held = [];
        continue;
      }
      flush();
      if (token.kind === 'other') {
        this.#write(token, this.#open.length);
        continue;
      }
      if (this.#open.length === 0 && this.#hasRoot) return { at: token.at, reason: 'trailing' };
      this.#hasRoot = true;
      if (token.kind === 'empty') this.#write(token, this.#open.length);
      else {
        this.#open.push({ name: nameOf(token.text), at: token.at });
        held = [token];
      }
    }
    flush();
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined || !this.#hasRoot) return { at: this.#source.length, reason: 'endsEarly' };
    return undefined;
  }

  #write({ text }: Token, depth: number): void {
    const indent = '  '.repeat(Math.min(depth, indentLimit));
    for (const line of text.trim().split(/\r\n|\n|\r/)) this.lines.push(`${indent}${line.trim()}`);
  }

  #next(): Token | { readonly at: number; readonly reason: FaultReason } {
    const at = this.#at;
    const source = this.#source;
    if (source[at] !== '<') {
      const end = source.indexOf('<', at);
      this.#at = end === -1 ? source.length : end;
      return { kind: 'text', text: source.slice(at, this.#at), at };
    }
    for (const [begin, end] of sections) {
      if (!source.startsWith(begin, at)) continue;
      const found = source.indexOf(end, at + begin.length);
      if (found === -1) return { at: source.length, reason: 'endsEarly' };
      this.#at = found + end.length;
      return { kind: 'other', text: source.slice(at, this.#at), at };
    }
    if (source.startsWith('<!', at)) {
      const end = this.#endOfDeclaration(at);
      if (end === undefined) return { at: source.length, reason: 'endsEarly' };
      this.#at = end;
      return { kind: 'other', text: source.slice(at, end), at };
    }
    const end = this.#endOfTag(at);
    if (end === undefined) return { at, reason: 'unexpected' };
    if (end > source.length) return { at: source.length, reason: 'endsEarly' };
    this.#at = end;
    const text = source.slice(at, end);
    if (text.startsWith('</')) return { kind: 'end', text, at };
    return { kind: text.endsWith('/>') ? 'empty' : 'start', text, at };
  }

  /**
   * Behind the `>` of a tag: a name, and for attributes each a name and a value in quotes (XML 1.0, section 3.1). Step by
   * step, as a regular expression would run out of its stack with a long tag.
   *
   * @returns undefined where it is no tag; more than the length where it does not end
   */
  #endOfTag(from: number): number | undefined {
    const source = this.#source;
    const isEnd = source[from + 1] === '/';
    let at = this.#endOfName(from + (isEnd ? 2 : 1));
    if (at === undefined) return undefined;
    for (;;) {
      const before = at;
      at = this.#endOfSpace(at);
      const sign = source[at];
      if (sign === undefined) return source.length + 1;
      if (sign === '>') return at + 1;
      if (sign === '/' && !isEnd) return at + 1 === source.length || source[at + 1] === '>' ? at + 2 : undefined;
      const name: number | undefined = at === before || isEnd ? undefined : this.#endOfName(at);
      if (name === undefined) return undefined;
      const equals = this.#endOfSpace(name);
      if (equals === source.length) return source.length + 1;
      if (source[equals] !== '=') return undefined;
      const open = this.#endOfSpace(equals + 1);
      const quote = source[open];
      if (quote === undefined) return source.length + 1;
      if (quote !== '"' && quote !== "'") return undefined;
      const close = source.indexOf(quote, open + 1);
      if (close === -1) return source.length + 1;
      if (source.slice(open, close).includes('<')) return undefined;
      at = close + 1;
    }
  }

  /** Behind a name; undefined where there is none, and the length where it may go on. */
  #endOfName(from: number): number | undefined {
    const source = this.#source;
    if (from >= source.length) return source.length;
    if (!nameStart.test(String.fromCodePoint(source.codePointAt(from) ?? 0))) return undefined;
    let at = from + 1;
    while (at < source.length && !nameEnd.test(source[at] ?? '')) at += 1;
    return at;
  }

  #endOfSpace(from: number): number {
    let at = from;
    while (space.test(this.#source[at] ?? '')) at += 1;
    return at;
  }

  /** The same for a document type, which can hold declarations of its own in brackets. */
  #endOfDeclaration(from: number): number | undefined {
    let depth = 0;
    for (let at = from; at < this.#source.length; at += 1) {
      const sign = this.#source[at];
      if (sign === '<') depth += 1;
      else if (sign === '>') {
        depth -= 1;
        if (depth === 0) return at + 1;
      }
    }
    return undefined;
  }
}

const sections = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

const nameStart = /^[\p{L}_:]/u;
const nameEnd = /[\s<>/="']/;
const space = /[ \t\r\n]/;

function nameOf(tag: string): string {
  return tag.slice(tag.startsWith('</') ? 2 : 1).split(/[\s/>]/, 1)[0] ?? '';
}

function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  for (let length = characterLength(bytes, at); length > 0; length = characterLength(bytes, at)) at += length;
  return at;
}
