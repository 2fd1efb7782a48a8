import { DuplexError } from '../../contract/errors.ts';
import type { Match } from '../../contract/workbench/documents.ts';
import { compileJsonPath, compileRegex } from '../log/search-terms.ts';
import { findInJson } from './json-values.ts';

/** A message that has come, and may be what is waited for. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly isText: boolean;
}

/** Finds what is waited for. @returns what is kept of it; undefined where it is not in this message */
export type Matcher = (candidate: Candidate) => string | undefined;

/**
 * Messages beyond it are not looked at: a regular expression reads a whole message, and what JSON becomes in memory is many
 * times as much.
 */
export const matchedBytes: Readonly<Record<Match['kind'], number>> = {
  any: 16 * 1024 * 1024,
  text: 16 * 1024 * 1024,
  regex: 1024 * 1024,
  jsonPath: 16 * 1024 * 1024,
};

/** Whether it can take for ever, and is for a thread that can be ended. */
export function isUnbounded({ kind }: Match): boolean {
  return kind === 'regex' || kind === 'jsonPath';
}

/**
 * @param field where the match is in the input
 * @throws DuplexError `invalid-input` for what cannot be read
 */
export function matcherOf(match: Match, field: string): Matcher {
  switch (match.kind) {
    case 'any':
      return textOf;
    case 'text': {
      const wanted = Buffer.from(match.text);
      return (candidate) => (bufferOf(candidate.bytes).includes(wanted) ? textOf(candidate) : undefined);
    }
    case 'regex': {
      const regex = named(`${field}.pattern`, () => compileRegex({ pattern: match.pattern, matchCase: true }));
      return (candidate) => {
        regex.lastIndex = 0;
        const found = regex.exec(textOf(candidate));
        // With a group, what it has found is what somebody wants to keep.
        return found === null ? undefined : (found[1] ?? found[0]);
      };
    }
    case 'jsonPath': {
      const path = named(`${field}.path`, () => compileJsonPath(match.path));
      return ({ bytes }) => findInJson(bufferOf(bytes).toString(), path, match.equals);
    }
  }
}

/** Bytes that are no text are read as Latin-1, as in a search of the log. */
function textOf({ bytes, isText }: Candidate): string {
  return bufferOf(bytes).toString(isText ? 'utf8' : 'latin1');
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Names the field of this input in place of the search's. */
function named<Value>(field: string, compile: () => Value): Value {
  try {
    return compile();
  } catch (error) {
    throw error instanceof DuplexError ? new DuplexError({ ...error.info, field }, error.cause) : error;
  }
}
