import { formatCount } from '../format.ts';
import { words } from '../words.ts';

/** Frames of a message that are put into a line; more are told by their number. */
const shownFrames = 12;
const mostFragments = 10_000;

/**
 * Sizes of frames as a person writes them: `3, 0, rest`. The last one takes what is left, whether it is named or not.
 *
 * @returns an empty list for one frame
 */
export function parseFragments(text: string): { readonly fragments: readonly number[] } | { readonly fault: string } {
  const { fragments: said } = words.messageComposer;
  const parts = text.trim() === '' ? [] : text.split(/[,;\s]+/).filter((part) => part !== '');
  const isRestNamed = parts.at(-1)?.toLowerCase() === said.rest || parts.at(-1)?.toLowerCase() === 'rest';
  const sizes = isRestNamed ? parts.slice(0, -1) : parts;
  for (const size of sizes) {
    if (!/^\d+$/.test(size) || !Number.isSafeInteger(Number(size))) return { fault: said.notASize(size) };
  }
  if (sizes.length > mostFragments - 1) return { fault: said.tooMany(formatCount(mostFragments)) };
  if (sizes.length === 0) return { fragments: [] };
  return { fragments: [...sizes.map(Number), ...(isRestNamed ? [0] : [])] };
}

/** The sizes as they are written. */
export function fragmentsText(fragments: readonly number[] | undefined): string {
  if (fragments === undefined || fragments.length === 0) return '';
  return [...fragments.slice(0, -1), fragments.at(-1) === 0 ? words.messageComposer.fragments.rest : fragments.at(-1)].join(
    ', ',
  );
}

/** Payload bytes of the frames a message of a size goes out in; undefined where it is too short for them. */
export function framesOf(fragments: readonly number[], sizeBytes: number): readonly number[] | undefined {
  if (fragments.length === 0) return [sizeBytes];
  const first = fragments.slice(0, -1);
  const rest = sizeBytes - first.reduce((sum, size) => sum + size, 0);
  return rest < 0 ? undefined : [...first, rest];
}

/** The frames in words: `3 frames: 3 B, 0 B, 9 B`. */
export function framesText(frames: readonly number[]): string {
  const shown = frames.slice(0, shownFrames).map((size) => `${formatCount(size)} B`);
  const list = frames.length > shownFrames ? `${shown.join(', ')}, …` : shown.join(', ');
  return words.messageComposer.fragments.frames(frames.length, list);
}
