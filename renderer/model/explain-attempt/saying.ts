import { words } from '../words.ts';

/** What the rules say, in the language that is shown. */
export const says = (): typeof words.attempts.explanations => words.attempts.explanations;
export const fixes = (): typeof words.attempts.fixes => words.attempts.fixes;
