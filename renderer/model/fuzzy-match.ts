/** Where a query was found in a text. */
export interface FuzzyMatch {
  /** The larger, the better. */
  readonly score: number;
  /** The places of the characters that were found, in order. */
  readonly marks: readonly number[];
}

/**
 * So much more a character is worth at the beginning of a word, and directly behind the one before; that counts most, as
 * people type beginnings.
 */
const wordBonus = 8;
const runBonus = 9;
/** Longer texts and queries are cut: nobody types more to find a command. */
const textLimit = 200;
const queryLimit = 64;

/**
 * Finds the letters of a query in a text, in their order, with others between them; the way that is worth most. Case, accents
 * and spaces do not count.
 *
 * @returns undefined where they are not all there; no marks for an empty query
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | undefined {
  const wanted = unitsOf(plain(query))
    .filter((letter) => letter.trim() !== '')
    .slice(0, queryLimit);
  const letters = unitsOf(text.slice(0, textLimit)).map(plain);
  if (wanted.length === 0) return { score: 0, marks: [] };
  // best[j]: the best way to have found the letters so far with the last one at j.
  let best: (Way | undefined)[] = letters.map(() => undefined);
  for (const [index, letter] of wanted.entries()) {
    const next: (Way | undefined)[] = letters.map(() => undefined);
    let before: Way | undefined;
    for (let at = 0; at < letters.length; at += 1) {
      const previous = at === 0 ? undefined : best[at - 1];
      // The best that ended anywhere before the previous character.
      const far = before;
      if (letters[at] === letter) next[at] = step(index, at, { near: previous, far, isWord: startsWord(text, at) });
      if (previous !== undefined && previous.score > (before?.score ?? -1)) before = previous;
    }
    best = next;
  }
  const found = best.reduce(
    (most, way) => (way !== undefined && way.score > (most?.score ?? -1) ? way : most),
    undefined,
  );
  if (found === undefined) return undefined;
  const marks: number[] = [];
  for (let way: Way | undefined = found; way !== undefined; way = way.before) marks.unshift(way.at);
  // Of two that have it equally, the shorter is meant.
  return { score: found.score - letters.length / textLimit, marks };
}

interface Way {
  readonly score: number;
  readonly at: number;
  readonly before: Way | undefined;
}

function step(
  index: number,
  at: number,
  ways: { readonly near: Way | undefined; readonly far: Way | undefined; readonly isWord: boolean },
): Way | undefined {
  const own = 1 + (ways.isWord ? wordBonus : 0);
  if (index === 0) return { score: own + (at === 0 ? 1 : 0), at, before: undefined };
  const near = ways.near && { score: ways.near.score + own + runBonus, at, before: ways.near };
  const far = ways.far && { score: ways.far.score + own, at, before: ways.far };
  if (near === undefined || far === undefined) return near ?? far;
  return far.score > near.score ? far : near;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}

/** Places in a string count its UTF-16 units. */
function unitsOf(text: string): string[] {
  return text.split('');
}

/** One character stays one: what becomes longer keeps its first. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
