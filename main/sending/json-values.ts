import { randomUUID } from 'node:crypto';
import type { JSONPathQuery, JSONValue } from 'json-p3';

/** The beginning of a text of JSON, or a number. */
const token = /"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;

/**
 * Looks in a text for what a path finds. Numbers are what is written, not what JavaScript makes of them.
 *
 * @param equals the text, the number, or `true`, `false` or `null`, that has to be there; left out: whatever is there
 * @returns a text as it is, everything else as JSON; undefined where nothing is found, or it is no JSON
 */
export function findInJson(text: string, path: JSONPathQuery, equals?: string): string | undefined {
  let value: JSONValue;
  try {
    value = JSON.parse(text) as JSONValue; // what JSON.parse gives is one
  } catch {
    return undefined;
  }
  const exact = new ExactJson(text);
  try {
    for (const { value: found, location } of path.lazyQuery(value)) {
      if (equals !== undefined && typeof found === 'object' && found !== null) continue;
      const said = typeof found === 'string' ? found : exact.at(location);
      if (equals === undefined || said === equals || (typeof found === 'number' && isSameNumber(said, equals))) {
        return said;
      }
    }
  } catch {
    // Deeper than the path, or the stack, goes.
  }
  return undefined;
}

/** JSON of which the numbers can be had as they are written. */
class ExactJson {
  readonly #text: string;
  readonly #mark = randomUUID();
  #value: unknown;

  constructor(text: string) {
    this.#text = text;
  }

  /** What is at a place, as JSON. */
  at(location: readonly (string | number)[]): string {
    this.#value ??= JSON.parse(markNumbers(this.#text, this.#mark));
    let value = this.#value;
    // The path has been there: all but the last are objects and arrays.
    for (const part of location) value = (value as Readonly<Record<string | number, unknown>>)[part];
    return JSON.stringify(value).replaceAll(new RegExp(`\\{"${this.#mark}":"([^"]*)"\\}`, 'gu'), '$1');
  }
}

/** Makes an object of every number, with what is written as its only value. */
function markNumbers(text: string, mark: string): string {
  const parts: string[] = [];
  let from = 0;
  token.lastIndex = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '"') {
      token.lastIndex = endOfText(text, found.index);
      continue;
    }
    parts.push(text.slice(from, found.index), `{"${mark}":"${found[0]}"}`);
    from = token.lastIndex;
  }
  return parts.join('') + text.slice(from);
}

/** The end of a text that begins at `start`. A regular expression for it would fill the stack. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** Whether two numbers of any size are the same, as `1.0` and `10e-1` are. */
function isSameNumber(left: string, right: string): boolean {
  const [one, other] = [decimalOf(left), decimalOf(right)];
  return one !== undefined && one === other;
}

/** Sign, digits without zeros at either end, and the power of ten of the last one; undefined for what is no JSON number. */
function decimalOf(text: string): string | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/u.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/u, '');
  const significant = trimmedZeros(digits);
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}

function trimmedZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
