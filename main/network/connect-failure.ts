import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { PeerClosed } from './pending-socket.ts';

type ConnectHResult =
  'WININET_E_CANNOT_CONNECT' | 'WININET_E_CONNECTION_RESET' | 'WININET_E_DISCONNECTED' | 'WININET_E_TIMEOUT';

const hresultByNodeCode: Readonly<Record<string, ConnectHResult>> = {
  EADDRNOTAVAIL: 'WININET_E_CANNOT_CONNECT',
  ECONNREFUSED: 'WININET_E_CANNOT_CONNECT',
  EHOSTUNREACH: 'WININET_E_CANNOT_CONNECT',
  ENETUNREACH: 'WININET_E_CANNOT_CONNECT',
  ECONNRESET: 'WININET_E_CONNECTION_RESET',
  EPIPE: 'WININET_E_CONNECTION_RESET',
  ENETDOWN: 'WININET_E_DISCONNECTED',
  ETIMEDOUT: 'WININET_E_TIMEOUT',
};

/** How OpenSSL and BoringSSL call a first record that is none of TLS. */
const notTls =
  /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|BAD_PACKET_LENGTH|UNEXPECTED_MESSAGE/;

/**
 * A Node error from making a connection, as Windows reports it.
 *
 * @param cause what the socket's `error` event gave
 * @param phase `tcp` until the connection is up, `tls` after
 * @param where `address:port`, for the message
 * @param received what came in place of TLS, where that is known
 */
export function connectFailure(cause: Error, phase: 'tcp' | 'tls', where: string, received?: Uint8Array): DuplexError {
  const nodeCode = codeOf(cause);
  const hresult = hresultByNodeCode[nodeCode];
  if (phase === 'tls') return tlsFailure(cause, hresult, where, received);
  const message = `no connection to ${where}: ${cause.message}`;
  const reason = because('noConnection', where);
  if (hresult === 'WININET_E_TIMEOUT') return failure('timeout', message, { hresult, phase, cause, reason });
  return failure('cannot-connect', message, { hresult: hresult ?? 'WININET_E_CANNOT_CONNECT', phase, cause, reason });
}

/** Whether a TLS handshake failed as the peer does not speak TLS. */
export function isNotTls(cause: Error): boolean {
  const code = codeOf(cause);
  return notTls.test(code) && !code.includes('ALERT');
}

/** Node's own error for it has the code of a reset. */
function isEnd(cause: Error): boolean {
  return cause instanceof PeerClosed || cause.message.includes('disconnected before secure TLS');
}

function codeOf(cause: Error): string {
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function tlsFailure(
  cause: Error,
  hresult: ConnectHResult | undefined,
  where: string,
  received: Uint8Array | undefined,
): DuplexError {
  const nodeCode = codeOf(cause);
  const fault = isNotTls(cause) ? 'not-tls' : isEnd(cause) ? 'closed' : undefined;
  const wantsClientCertificate = /CERTIFICATE_REQUIRED/i.test(`${nodeCode} ${cause.message}`);
  return failure('tls-failed', `no TLS session with ${where}: ${cause.message}`, {
    hresult: wantsClientCertificate
      ? 'WININET_E_CLIENT_AUTH_CERT_NEEDED'
      : (hresult ?? 'WININET_E_SECURITY_CHANNEL_ERROR'),
    phase: 'tls',
    cause,
    reason: because('noTls', where),
    ...(fault !== undefined && { fault }),
    ...(received !== undefined && { received }),
  });
}
