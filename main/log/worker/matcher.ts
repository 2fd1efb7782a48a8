import type { ContentFilter } from '../../../contract/log-search.ts';
import { compileJsonPath, compileRegex, foldedText, hexBytes } from '../search-terms.ts';
import { JsonMatcher } from './json-matcher.ts';
import { LiteralMatcher } from './literal-matcher.ts';
import { RegexMatcher } from './regex-matcher.ts';

/** Payloads of some rows, read together. */
export interface Run {
  /** What was read; between the payloads there may be others. */
  readonly bytes: Buffer;
  readonly rows: readonly RunRow[];
}

/** A row in a run, in the order of their payloads. */
export interface RunRow {
  readonly row: number;
  readonly isText: boolean;
  /** Where in the run its payload is. */
  readonly start: number;
  readonly end: number;
}

/** A payload that is too large to be in a run. */
export interface LargePayload {
  readonly row: number;
  readonly isText: boolean;
  readonly size: number;
  /** Fills `target` with what is from `from` on. @returns how many bytes there were */
  readonly read: (from: number, target: Buffer) => number;
}

/** Tells the thread's watchman what is going on. */
export interface Watched {
  /** Work on this row begins that could take for ever. */
  readonly watch: (row: number) => void;
  /** It goes on. */
  readonly step: () => void;
}

/** Finds the payloads that have something. */
export interface Matcher {
  /** Larger payloads are `LargePayload`s. */
  readonly runLimitBytes: number;
  /** Calls `found` with the places in `run.rows` of those that have it. @returns how many were not searched */
  matchRun(run: Run, found: (place: number) => void): number;
  /** @returns undefined when it was not searched */
  matchLarge(payload: LargePayload): boolean | undefined;
}

/** @throws DuplexError for what `checkContent` refuses */
export function createMatcher(content: ContentFilter, watched: Watched): Matcher {
  switch (content.kind) {
    case 'hex':
      return new LiteralMatcher({ bytes: hexBytes(content.hex), watched });
    case 'text':
      return textMatcher(content.text, content.matchCase, watched);
    case 'regex': {
      const literal = literalOf(content.pattern);
      if (literal !== undefined) return textMatcher(literal, content.matchCase, watched);
      return new RegexMatcher(compileRegex(content), { watched, readsBinaryAs: 'latin1' });
    }
    case 'jsonPath':
      return new JsonMatcher(compileJsonPath(content.path), watched);
  }
}

function textMatcher(text: string, matchCase: boolean, watched: Watched): Matcher {
  if (matchCase) return new LiteralMatcher({ bytes: Buffer.from(text), watched });
  const folded = foldedText(text);
  // Two signs beyond ASCII match letters that are in it (U+212A the K, U+017F the s); of bytes nobody expects that.
  if (/^[\0-\x7f]*$/.test(text)) return new LiteralMatcher({ bytes: Buffer.from(text), folded, watched });
  return new RegexMatcher(new RegExp(folded.source, 'giu'), { watched, readsBinaryAs: 'utf8' });
}

/** The text that a regular expression of ASCII without any operator finds; undefined for others. */
function literalOf(pattern: string): string | undefined {
  return /^(?:[^\\^$.*+?()[\]{}|\u0080-\uffff]|\\[\\^$.*+?()[\]{}|/])+$/.test(pattern)
    ? pattern.replaceAll(/\\(.)/g, '$1')
    : undefined;
}
