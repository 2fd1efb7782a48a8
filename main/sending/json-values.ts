import { randomUUID } from 'node:crypto';
import type { JSONPathQuery, JSONValue } from 'json-p3';

/** Every text of JSON, which is left alone, and every number, which is not. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;

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
    this.#value ??= JSON.parse(
      this.#text.replace(tokens, (token) => (token.startsWith('"') ? token : `{"${this.#mark}":"${token}"}`)),
    );
    let value = this.#value;
    // The path has been there: all but the last are objects and arrays.
    for (const part of location) value = (value as Readonly<Record<string | number, unknown>>)[part];
    return JSON.stringify(value).replaceAll(new RegExp(`\\{"${this.#mark}":"([^"]*)"\\}`, 'gu'), '$1');
  }
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
