import { JSONPathEnvironment, JSONPathError, type JSONPathQuery } from 'json-p3';
import { failure } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
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
    const { message, index } = regexFault(pattern) ?? { message: messageOf(error), index: 0 };
    const reason = because('regexUnreadable', message, index + 1);
    throw refusal('pattern', `${message} (character ${index + 1})`, reason, error);
  }
}

/** @throws DuplexError `invalid-input` */
export function hexBytes(hex: string): Buffer {
  const wrong = /[^0-9a-f\s]/i.exec(hex);
  if (wrong !== null) {
    const [digit] = wrong;
    const place = wrong.index + 1;
    const reason = because('hexDigitAt', digit, place);
    throw refusal('hex', `“${digit}” is no hexadecimal digit (character ${place})`, reason);
  }
  const digits = hex.replaceAll(/\s/g, '');
  if (digits.length === 0) throw refusal('hex', 'there are no digits', because('empty'));
  if (digits.length % 2 === 1)
    throw refusal('hex', 'a byte has two digits, and the last one has one', because('hexOdd'));
  return Buffer.from(digits, 'hex');
}

/** @throws DuplexError `invalid-input` */
export function compileJsonPath(path: string): JSONPathQuery {
  try {
    return environment.compile(path);
  } catch (error) {
    const { message, index } =
      error instanceof JSONPathError ? jsonPathFault(error) : { message: messageOf(error), index: 0 };
    const reason = because('jsonPathUnreadable', message, index + 1);
    throw refusal('path', `${message} (character ${index + 1})`, reason, error);
  }
}

/** Finds a text in whatever case, and nothing but it. */
export function foldedText(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi');
}

function refusal(field: string, message: string, reason: Reason, cause?: unknown): Error {
  return failure('invalid-input', message, { field: `filter.content.${field}`, reason, cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
