import { fuzzyMatch } from './fuzzy-match.ts';
import { recallTexts, rememberTexts } from './window-memory.ts';
import { words } from './words.ts';

/** Something that can be done by its name. */
export interface PaletteItem {
  /** Unlike all others', and the same in every language and run: it is remembered. */
  readonly id: string;
  readonly title: string;
  /** What it belongs to, in words. */
  readonly group: string;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** What there is to do now; asked each time the palette is opened. */
export type PaletteSource = () => readonly PaletteItem[];

export interface PaletteResult {
  readonly item: PaletteItem;
  /** The places in its title that were asked for. */
  readonly marks: readonly number[];
  readonly isRecent: boolean;
}

/** So many are shown: past them one types another letter. */
const resultLimit = 100;
const recentLimit = 6;
const memoryName = 'palette';
/** What somebody did lately is meant a little more likely. */
const recentBonus = 3;

/** The commands of all parts of the app, found by name. */
export class Palette {
  readonly #sources = new Set<PaletteSource>();

  /** The returned function takes the source away again. */
  register(source: PaletteSource): () => void {
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  /** What the letters of a query are in, the likeliest first; without a query all, the recent ones first. */
  find(query: string): readonly PaletteResult[] {
    const items = [...this.#sources].flatMap((source) => source());
    const recent = recallTexts(memoryName);
    if (query.trim() === '') return allOf(items, recent).slice(0, resultLimit);
    const scored = items.flatMap((item) => {
      const inTitle = fuzzyMatch(query, item.title);
      // Its group may be named as well: "settings zoom".
      const match = inTitle ?? fuzzyMatch(query, `${item.group} ${item.title}`);
      if (match === undefined) return [];
      const isRecent = recent.includes(item.id);
      const score = match.score + (isRecent ? recentBonus : 0) - (inTitle === undefined ? 100 : 0);
      return [{ item, marks: inTitle?.marks ?? [], isRecent, score }];
    });
    return scored.toSorted((one, other) => other.score - one.score).slice(0, resultLimit);
  }

  run(item: PaletteItem): void {
    const others = recallTexts(memoryName).filter((id) => id !== item.id);
    rememberTexts(memoryName, [item.id, ...others].slice(0, recentLimit));
    item.run();
  }
}

function allOf(items: readonly PaletteItem[], recent: readonly string[]): readonly PaletteResult[] {
  const first = recent.flatMap((id) => items.find((item) => item.id === id) ?? []);
  const rest = items.filter((item) => !first.includes(item));
  return [
    ...first.map((item) => ({ item, marks: [], isRecent: true })),
    ...rest.map((item) => ({ item, marks: [], isRecent: false })),
  ];
}

/** What stands behind a result: what it belongs to. */
export function groupOf({ item, isRecent }: PaletteResult, hasQuery: boolean): string {
  return isRecent && !hasQuery ? words.palette.groups.recent : item.group;
}
