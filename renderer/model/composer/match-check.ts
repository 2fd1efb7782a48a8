import { jsonPathFault, regexFault, type PatternFault } from '../../../contract/pattern-faults.ts';
import { because } from '../../../contract/reason.ts';
import type { Match } from '../../../contract/workbench/documents.ts';
import { reasonText } from '../reason-text.ts';

/**
 * Whether a match can be understood, as it is typed: patterns as JavaScript reads them with the flag `u`, paths by RFC 9535.
 *
 * @returns what is wrong; undefined for nothing, and for a field that is empty
 */
export async function checkMatch(match: Match): Promise<string | undefined> {
  if (match.kind === 'regex') {
    const fault = regexFault(match.pattern);
    return fault && told('regexUnreadable', fault);
  }
  if (match.kind !== 'jsonPath' || match.path === '') return undefined;
  // Only who writes a path needs its reader.
  const { JSONPathEnvironment, JSONPathError } = await import('json-p3');
  try {
    new JSONPathEnvironment().compile(match.path);
    return undefined;
  } catch (error) {
    if (!(error instanceof JSONPathError)) return String(error);
    return told('jsonPathUnreadable', jsonPathFault(error));
  }
}

function told(kind: 'regexUnreadable' | 'jsonPathUnreadable', { message, index }: PatternFault): string {
  const text = reasonText(because(kind, message, index + 1)) ?? message;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
