/** Where in a text something is: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where the values of a JSON text are, or where it stops being JSON (RFC 8259). */
export type JsonPlaces =
  | { readonly kind: 'json'; readonly placeOf: (path: readonly (string | number)[]) => Place | undefined }
  | { readonly kind: 'broken'; readonly place: Place };

/**
 * Finds the lines of a JSON text, to say in which one a file is wrong; `JSON.parse` gives values without places, and
 * for many errors no place either.
 */
export function jsonPlaces(text: string): JsonPlaces {
  const starts = new Map<string, number>();
  const scan = new Scan(text, (path, start) => starts.set(JSON.stringify(path), start));
  if (!scan.whole()) return { kind: 'broken', place: placeAt(text, scan.position) };
  return {
    kind: 'json',
    placeOf: (path) => {
      const start = starts.get(JSON.stringify(path));
      return start === undefined ? undefined : placeAt(text, start);
    },
  };
}

/** Deeper than any file of ours; what goes deeper counts as broken. */
const depthLimit = 100;

/** A reader of JSON that keeps no values. Every method gives whether it read what it is named after. */
class Scan {
  position = 0;
  readonly #text: string;
  readonly #begins: (path: readonly (string | number)[], start: number) => void;

  constructor(text: string, begins: (path: readonly (string | number)[], start: number) => void) {
    this.#text = text;
    this.#begins = begins;
  }

  whole(): boolean {
    return this.#value([]) && this.#take(space) !== undefined && this.position === this.#text.length;
  }

  #value(path: readonly (string | number)[]): boolean {
    if (path.length > depthLimit) return false;
    this.#take(space);
    this.#begins(path, this.position);
    if (this.#punctuation('{')) return this.#list('}', () => this.#member(path));
    if (this.#punctuation('[')) {
      let index = -1;
      return this.#list(']', () => this.#value([...path, (index += 1)]));
    }
    return this.#string() !== undefined || this.#take(literal) !== undefined;
  }

  #member(path: readonly (string | number)[]): boolean {
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

  #string(): string | undefined {
    this.#take(space);
    const read = this.#take(string);
    return read === undefined ? undefined : (JSON.parse(read) as string); // a JSON string by its pattern
  }

  /** Reads what a sticky pattern matches here. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const read = pattern.exec(this.#text)?.[0];
    this.position += read?.length ?? 0;
    return read;
  }
}

const space = /[ \t\r\n]*/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
