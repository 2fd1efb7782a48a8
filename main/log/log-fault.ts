import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';

/** What the file system said of a log's own files, without their path. */
export function logFault(cause: unknown): DuplexError {
  if (cause instanceof DuplexError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'the system refused';
  return failure('log-failed', `the log cannot be written: ${code}`, { cause, reason: because('logNotWritten') });
}
