import { JSONPathEnvironment, JSONPathError, type JSONPathQuery } from 'json-p3';
import { failure } from '../../contract/errors.ts';
import type { ContentFilter } from '../../contract/log-search.ts';
import { jsonPathFault, regexFault } from '../../contract/pattern-faults.ts';

/** Objects and arrays inside each other that a path goes down into. */
const jsonDepth = 500;

const environment = new JSONPathEnvironment({ maxRecursionDepth: jsonDepth });

/**
 * Finds out whether what is searched for can be read at all.
 *
 * @throws DuplexError `invalid-input`: what is wrong, and at which character, counted from 1
 */
export function checkContent(content: ContentFilter): void {
  switch (content.kind) {
    case 'text':
      return;
    case 'regex':
      compileRegex(content);
      return;
    case 'hex':
      hexBytes(content.hex);
      return;
    case 'jsonPath':
      compileJsonPath(content.path);
      return;
  }
}

/** @returns one that searches from its `lastIndex` on @throws DuplexError `invalid-input` */
export function compileRegex({ pattern, matchCase }: { pattern: string; matchCase: boolean }): RegExp {
  try {
    return new RegExp(pattern, matchCase ? 'gu' : 'giu');
  } catch (error) {
    const said = regexFault(pattern) ?? messageOf(error);
    throw refusal('pattern', said, placeOfRegexFault(pattern, said), error);
  }
}

/** @throws DuplexError `invalid-input` */
export function hexBytes(hex: string): Buffer {
  const wrong = /[^0-9a-f\s]/i.exec(hex);
  if (wrong !== null) throw refusal('hex', `“${wrong[0]}” is no hexadecimal digit`, wrong.index);
  const digits = hex.replaceAll(/\s/g, '');
  if (digits.length === 0) throw refusal('hex', 'there are no digits', 0);
  if (digits.length % 2 === 1) throw refusal('hex', 'a byte has two digits, and the last one has one', hex.length - 1);
  return Buffer.from(digits, 'hex');
}

/** @throws DuplexError `invalid-input` */
export function compileJsonPath(path: string): JSONPathQuery {
  try {
    return environment.compile(path);
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw refusal('path', messageOf(error), 0, error);
    const { message, index } = jsonPathFault(error);
    throw refusal('path', message, index, error);
  }
}

/** Finds a text in whatever case, and nothing but it. */
export function foldedText(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi');
}

function refusal(field: string, message: string, index: number, cause?: unknown): Error {
  return failure('invalid-input', `${message} (character ${index + 1})`, { field: `filter.content.${field}`, cause });
}

/**
 * V8 does not say where: it is at the end of the longest beginning of the pattern that does not have this very fault. What
 * is not closed has it from where it was opened on.
 */
function placeOfRegexFault(pattern: string, fault: string): number {
  let length = pattern.length;
  while (length > 0 && regexFault(pattern.slice(0, length)) === fault) length -= 1;
  return length;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
