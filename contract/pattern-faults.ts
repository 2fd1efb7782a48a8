/** What is wrong with a regular expression that is read with the flag `u`, as V8 says it; undefined: nothing. */
export function regexFault(pattern: string): string | undefined {
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
}): { readonly message: string; readonly index: number } {
  // It says the place itself, as the text around it and a number counted from 0.
  return { message: message.replace(/ \('.*':\d+\)$/s, ''), index: token.index };
}
