import { failure, type DuplexError } from '../../contract/errors.ts';
import type { Reason } from '../../contract/reason.ts';

/** A member used when it may not be: E_ILLEGAL_METHOD_CALL. */
export function illegalCall(what: string): DuplexError {
  return failure('illegal-call', what, { hresult: 'E_ILLEGAL_METHOD_CALL' });
}

/** A member of a closed object: RO_E_CLOSED. */
export function objectClosed(what = 'the object has been closed'): DuplexError {
  return failure('closed', what, { hresult: 'RO_E_CLOSED', phase: 'close' });
}

/** An argument that cannot be: E_INVALIDARG. */
export function invalidArgument(field: string, what: string, reason?: Reason): DuplexError {
  return failure('invalid-input', what, { hresult: 'E_INVALIDARG', field, reason });
}

/** An operation ended by its caller: ERROR_CANCELLED. */
export function operationCanceled(): DuplexError {
  return failure('canceled', 'the operation was canceled', { hresult: 'ERROR_CANCELLED' });
}
