import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';

/** The connection has ended without a closing handshake: what whoever still waits for it is told. */
export function connectionLost(cause: Error | undefined): DuplexError {
  if (cause instanceof DuplexError) return cause;
  if (cause === undefined) {
    return failure('connection-lost', 'the server ended the connection without a close frame', {
      hresult: 'WININET_E_CONNECTION_ABORTED',
      phase: 'open',
      reason: because('endedWithoutClose'),
    });
  }
  return failure('connection-lost', `the connection was lost: ${cause.message}`, {
    hresult: 'WININET_E_CONNECTION_RESET',
    phase: 'open',
    cause,
    reason: because('lost'),
  });
}
