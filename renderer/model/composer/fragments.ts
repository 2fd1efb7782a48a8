import { formatCount } from '../format.ts';
import { words } from '../words.ts';

/** Frames of a message that are put into a line; more are told by their number. */
const shownFrames = 12;
const mostFragments = 10_000;

/**
 * Sizes of frames as a person writes them: `3, 0, rest`. What is left after the last one is one more, whether it is named or
 * not.
 *
 * @returns an empty list for one frame
 */
export function parseFragments(text: string): { readonly fragments: readonly number[] } | { readonly fault: string } {
  const { fragments: said } = words.messageComposer;
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  const last = parts.at(-1)?.toLowerCase();
  const sizes = last === 'rest' || last === said.rest ? parts.slice(0, -1) : parts;
  for (const size of sizes) {
    if (!/^\d+$/.test(size) || !Number.isSafeInteger(Number(size))) return { fault: said.notASize(size) };
  }
  if (sizes.length > mostFragments) return { fault: said.tooMany(formatCount(mostFragments)) };
  return { fragments: sizes.map(Number) };
}

/** The sizes as they are written. */
export function fragmentsText(fragments: readonly number[]): string {
  return fragments.length === 0 ? '' : [...fragments, words.messageComposer.fragments.rest].join(', ');
}

/** The frames in words: `3 frames: 3 B, 0 B, 9 B`. */
export function framesText(frames: readonly number[]): string {
  const shown = frames.slice(0, shownFrames).map((size) => `${formatCount(size)} B`);
  const list = frames.length > shownFrames ? `${shown.join(', ')}, …` : shown.join(', ');
  return words.messageComposer.fragments.frames(frames.length, list);
}
