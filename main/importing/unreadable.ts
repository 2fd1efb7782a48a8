import { failure, type DuplexError } from '../../contract/errors.ts';
import type { Reason } from '../../contract/reason.ts';

/** Says where a text cannot be read. @param at an index into it */
export function unreadable(text: string, at: number, what: string, reason: Reason): DuplexError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return failure('invalid-input', `line ${line}, column ${column}: ${what}`, {
    field: 'text',
    place: { line, column },
    reason,
  });
}
