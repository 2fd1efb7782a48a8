import { english } from './english.ts';

/** Every word of the page. A second language is a second file of this shape, chosen here. */
export const words: Words = english;
export type Words = typeof english;
