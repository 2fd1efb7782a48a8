import type { Match } from '../../../contract/workbench/documents.ts';

/**
 * Whether a match can be understood, as it is typed: patterns as JavaScript reads them with the flag `u`, paths by RFC 9535.
 *
 * @returns what is wrong; undefined for nothing, and for a field that is empty
 */
export async function checkMatch(match: Match): Promise<string | undefined> {
  if (match.kind === 'regex') return regexFault(match.pattern);
  if (match.kind !== 'jsonPath' || match.path === '') return undefined;
  // Only who writes a path needs its reader.
  const { JSONPathEnvironment, JSONPathError } = await import('json-p3');
  try {
    new JSONPathEnvironment().compile(match.path);
    return undefined;
  } catch (error) {
    if (!(error instanceof JSONPathError)) return String(error);
    // It says the place itself, as the text around it and a number counted from 0.
    return `${sentence(error.message.replace(/ \('.*':\d+\)$/s, ''))} (${error.token.index + 1})`;
  }
}

function regexFault(pattern: string): string | undefined {
  try {
    void new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return sentence(/: ([^:]+)$/.exec(message)?.[1] ?? message);
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
