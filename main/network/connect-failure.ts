import { failure, type DuplexError, type Phase } from '../../contract/errors.ts';
import type { HResultName } from '../../contract/hresult.ts';

const hresultByNodeCode: Readonly<Record<string, HResultName>> = {
  EADDRNOTAVAIL: 'WININET_E_CANNOT_CONNECT',
  ECONNREFUSED: 'WININET_E_CANNOT_CONNECT',
  EHOSTUNREACH: 'WININET_E_CANNOT_CONNECT',
  ENETUNREACH: 'WININET_E_CANNOT_CONNECT',
  ECONNRESET: 'WININET_E_CONNECTION_RESET',
  EPIPE: 'WININET_E_CONNECTION_RESET',
  ENETDOWN: 'WININET_E_DISCONNECTED',
  ETIMEDOUT: 'WININET_E_TIMEOUT',
};

/**
 * A Node error from making a connection, as Windows reports it.
 *
 * @param cause what the socket's `error` event gave
 * @param phase `tcp` until the connection is up, `tls` after
 * @param where `address:port`, for the message
 */
export function connectFailure(cause: Error, phase: Phase, where: string): DuplexError {
  const nodeCode = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const hresult = hresultByNodeCode[nodeCode];
  if (phase === 'tls') return tlsFailure(cause, nodeCode, hresult, where);
  return failure(
    nodeCode === 'ETIMEDOUT' ? 'timeout' : 'cannot-connect',
    `no connection to ${where}: ${cause.message}`,
    { hresult: hresult ?? 'WININET_E_CANNOT_CONNECT', phase, cause },
  );
}

function tlsFailure(cause: Error, nodeCode: string, hresult: HResultName | undefined, where: string): DuplexError {
  const wantsClientCertificate = /CERTIFICATE_REQUIRED/i.test(`${nodeCode} ${cause.message}`);
  return failure('tls-failed', `no TLS session with ${where}: ${cause.message}`, {
    hresult: wantsClientCertificate
      ? 'WININET_E_CLIENT_AUTH_CERT_NEEDED'
      : (hresult ?? 'WININET_E_SECURITY_CHANNEL_ERROR'),
    phase: 'tls',
    cause,
  });
}
