import { failure, type DuplexError } from '../../contract/errors.ts';

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

/**
 * A Node error from making a connection, as Windows reports it.
 *
 * @param cause what the socket's `error` event gave
 * @param phase `tcp` until the connection is up, `tls` after
 * @param where `address:port`, for the message
 */
export function connectFailure(cause: Error, phase: 'tcp' | 'tls', where: string): DuplexError {
  const nodeCode = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const hresult = hresultByNodeCode[nodeCode];
  if (phase === 'tls') return tlsFailure(cause, nodeCode, hresult, where);
  const message = `no connection to ${where}: ${cause.message}`;
  if (hresult === 'WININET_E_TIMEOUT') return failure('timeout', message, { hresult, phase, cause });
  return failure('cannot-connect', message, { hresult: hresult ?? 'WININET_E_CANNOT_CONNECT', phase, cause });
}

function tlsFailure(cause: Error, nodeCode: string, hresult: ConnectHResult | undefined, where: string): DuplexError {
  const wantsClientCertificate = /CERTIFICATE_REQUIRED/i.test(`${nodeCode} ${cause.message}`);
  return failure('tls-failed', `no TLS session with ${where}: ${cause.message}`, {
    hresult: wantsClientCertificate
      ? 'WININET_E_CLIENT_AUTH_CERT_NEEDED'
      : (hresult ?? 'WININET_E_SECURITY_CHANNEL_ERROR'),
    phase: 'tls',
    cause,
  });
}
