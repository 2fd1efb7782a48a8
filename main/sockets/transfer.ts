import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { HResultName } from '../../contract/hresult.ts';
import { operationCanceled } from './misuse.ts';

/** For transfers that may take long. */
export interface TransferOptions {
  /** Cancels: the call fails with ERROR_CANCELLED, and `info.transferredBytes` says how many bytes it had come to. */
  readonly signal?: AbortSignal;
  /** Told the payload bytes so far, whenever there are more. */
  readonly progress?: (bytes: number) => void;
}

/** What was to be sent cannot be read. */
export function unreadableSource(cause: unknown): never {
  throw failure('transfer-failed', `what was to be sent cannot be read: ${messageOf(cause)}`, {
    hresult: hresultOf(cause, 'ERROR_READ_FAULT'),
    reason: because('sourceNotRead'),
    cause,
  });
}

/** What has come cannot be written. */
export function unwritableFile(cause: unknown): never {
  throw failure('transfer-failed', `what has come cannot be written: ${messageOf(cause)}`, {
    hresult: hresultOf(cause, 'ERROR_WRITE_FAULT'),
    reason: because('sinkNotWritten'),
    cause,
  });
}

/** An error with how far a transfer had come; what is no expected failure is left as it is. */
export function withTransferred(error: unknown, transferredBytes: number): unknown {
  return error instanceof DuplexError ? new DuplexError({ ...error.info, transferredBytes }, error.cause) : error;
}

/**
 * Runs work that a caller's signal cancels, with ERROR_CANCELLED as the reason.
 *
 * @param controller may be aborted by others, too
 */
export async function cancellable<T>(
  controller: AbortController,
  caller: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const onAbort = (): void => controller.abort(operationCanceled());
  if (caller?.aborted === true) onAbort();
  caller?.addEventListener('abort', onAbort, { once: true });
  try {
    return await work();
  } finally {
    caller?.removeEventListener('abort', onAbort);
  }
}

function hresultOf<Fallback extends HResultName>(
  cause: unknown,
  fallback: Fallback,
): Fallback | 'E_ACCESSDENIED' | 'ERROR_DISK_FULL' {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'E_ACCESSDENIED';
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'ERROR_DISK_FULL' : fallback;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
