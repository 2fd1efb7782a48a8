import { plainView } from './fitting-view.ts';
import { hexLines } from './hex.ts';
import { jsonLines } from './json-lines.ts';
import { readJson } from './json.ts';
import { visibleUtf8 } from './utf8.ts';

/** Bytes of each message that are compared. */
export const compareLimit = 64 * 1024;

/** Changed lines in a row of comparisons until it is given up: the time grows with their square. */
const editLimit = 1000;

export interface DifferenceLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface Difference {
  /** What was compared: lines of JSON, of text, or of a hex dump. */
  readonly as: 'json' | 'text' | 'hex';
  readonly lines: readonly DifferenceLine[];
  /** Too much differs to say what: all of one is removed, all of the other added. */
  readonly isGivenUp: boolean;
}

/**
 * Compares two payloads line by line. The library is loaded with the first comparison.
 *
 * @param before at most {@link compareLimit} bytes
 * @param after the same
 */
export async function compare(before: Uint8Array, after: Uint8Array): Promise<Difference> {
  const { diffArrays } = await import('diff');
  const { as, lines } = comparedLines(before, after);
  const changes = diffArrays(lines[0], lines[1], { maxEditLength: editLimit });
  if (changes === undefined) {
    return { as, lines: [...asLines('removed', lines[0]), ...asLines('added', lines[1])], isGivenUp: true };
  }
  return {
    as,
    isGivenUp: false,
    lines: changes.flatMap(({ value, added, removed }) => {
      if (added) return asLines('added', value);
      return asLines(removed ? 'removed' : 'same', value);
    }),
  };
}

function comparedLines(
  before: Uint8Array,
  after: Uint8Array,
): { readonly as: Difference['as']; readonly lines: readonly [string[], string[]] } {
  const json = [jsonOf(before), jsonOf(after)] as const;
  if (json[0] !== undefined && json[1] !== undefined) return { as: 'json', lines: [json[0], json[1]] };
  if ([before, after].every((bytes) => plainView(bytes, Infinity) === 'text'))
    return { as: 'text', lines: [textLines(before), textLines(after)] };
  return { as: 'hex', lines: [hexLines(before), hexLines(after)] };
}

function jsonOf(bytes: Uint8Array): string[] | undefined {
  const { nodes, fault } = readJson(bytes);
  return fault === undefined ? jsonLines(bytes, nodes) : undefined;
}

function textLines(bytes: Uint8Array): string[] {
  return visibleUtf8(bytes).split(/\r\n|\n|\r/);
}

function asLines(kind: DifferenceLine['kind'], lines: readonly string[]): DifferenceLine[] {
  return lines.map((text) => ({ kind, text }));
}
