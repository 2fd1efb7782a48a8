/** Where in a text something is: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The names and indexes that lead to a value. */
export type JsonPath = readonly (string | number)[];

/** Where the values of a JSON text are, or where it stops being JSON (RFC 8259). */
export type JsonPlaces =
  /** `placeOf` gives the place of a value; of one that is missing, the place of what it is missing in. */
  | { readonly kind: 'json'; readonly placeOf: (path: JsonPath) => Place }
  | { readonly kind: 'broken'; readonly place: Place };

/**
 * Finds the lines of a JSON text, to say in which one a file is wrong; `JSON.parse` gives values without places, and
 * for many errors no place either.
 */
export function jsonPlaces(text: string): JsonPlaces {
  const scan = new Scan(text);
  return scan.whole()
    ? { kind: 'json', placeOf: (path) => nearest(text, path) }
    : { kind: 'broken', place: placeAt(text, scan.position) };
}

/** Reads once more, as most of what a file holds is never asked for. */
function nearest(text: string, wanted: JsonPath): Place {
  let depth = 0;
  let start = 0;
  const scan = new Scan(text, (path, at) => {
    if (path.length < depth || !path.every((key, index) => key === wanted[index])) return;
    depth = path.length;
    start = at;
  });
  scan.whole();
  return placeAt(text, start);
}

/** Deeper than any file of ours; what goes deeper counts as broken. */
const depthLimit = 100;

/** A reader of JSON that keeps no values. Every method gives whether it read what it is named after. */
class Scan {
  position = 0;
  readonly #text: string;
  readonly #begins: (path: JsonPath, start: number) => void;

  /** @param begins told of every value where it begins */
  constructor(text: string, begins: (path: JsonPath, start: number) => void = () => undefined) {
    this.#text = text;
    this.#begins = begins;
  }

  whole(): boolean {
    if (!this.#value([])) return false;
    this.#take(space);
    return this.position === this.#text.length;
  }

  #value(path: JsonPath): boolean {
    if (path.length > depthLimit) return false;
    this.#take(space);
    this.#begins(path, this.position);
    if (this.#punctuation('{')) return this.#list('}', () => this.#member(path));
    if (this.#punctuation('[')) {
      let index = -1;
      return this.#list(']', () => this.#value([...path, (index += 1)]));
    }
    return this.#string() !== undefined || this.#take(literal) !== '';
  }

  #member(path: JsonPath): boolean {
    const name = this.#string();
    return name !== undefined && this.#punctuation(':') && this.#value([...path, name]);
  }

  /** What is between two brackets; the opening one has been read. */
  #list(end: string, item: () => boolean): boolean {
    if (this.#punctuation(end)) return true;
    for (;;) {
      if (!item()) return false;
      if (this.#punctuation(end)) return true;
      if (!this.#punctuation(',')) return false;
    }
  }

  #punctuation(character: string): boolean {
    this.#take(space);
    if (this.#text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  /** Piece by piece, as one pattern for a whole string runs out of stack at some megabytes. */
  #string(): string | undefined {
    this.#take(space);
    const start = this.position;
    if (this.#text[start] === '"') {
      this.position += 1;
      do this.#take(plain);
      while (this.#take(escape) !== '');
      if (this.#text[this.position] === '"') {
        this.position += 1;
        return JSON.parse(this.#text.slice(start, this.position)) as string; // a JSON string by its patterns
      }
      this.position = start;
    }
    return undefined;
  }

  /** Reads what a sticky pattern matches here; empty for nothing. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const read = pattern.exec(this.#text)?.[0] ?? '';
    this.position += read.length;
    return read;
  }
}

const space = /[ \t\r\n]*/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const plain = /[ !#-[\]-\uffff]*/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
