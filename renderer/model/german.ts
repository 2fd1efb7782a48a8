import { english } from './english.ts';
import type { Words } from './words.ts';

/** The page's words in German: the English ones until they are translated. */
export const german: Words = english;
