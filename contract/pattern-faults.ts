/** What is wrong with a pattern in its reader's own words, and at which character, counted from 0. */
export interface PatternFault {
  readonly message: string;
  readonly index: number;
}

/** What is wrong with a regular expression that is read with the flag `u`, as V8 says it; undefined: nothing. */
export function regexFault(pattern: string): PatternFault | undefined {
  const message = regexMessage(pattern);
  return message === undefined ? undefined : { message, index: placeOfFault(pattern, message) };
}

/**
 * V8 does not say where: it is at the end of the longest beginning of the pattern that does not have this very fault. What
 * is not closed has it from where it was opened on.
 */
function placeOfFault(pattern: string, message: string): number {
  let length = pattern.length;
  while (length > 0 && regexMessage(pattern.slice(0, length)) === message) length -= 1;
  return length;
}

function regexMessage(pattern: string): string | undefined {
  try {
    void new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    // `Invalid regular expression: /(/u: Unterminated group` without all but what is wrong.
    const message = error instanceof Error ? error.message : String(error);
    return /: ([^:]+)$/.exec(message)?.[1] ?? message;
  }
}

/**
 * What is wrong with a JSONPath, and at which character, counted from 0.
 *
 * @param error json-p3's `JSONPathError`, told by its shape: only who reads a path loads that library
 */
export function jsonPathFault({
  message,
  token,
}: {
  readonly message: string;
  readonly token: { readonly index: number };
}): PatternFault {
  // It says the place itself, as the text around it and a number counted from 0.
  return { message: message.replace(/ \('.*':\d+\)$/s, ''), index: token.index };
}
