import { DuplexError, failure } from '../../../contract/errors.ts';
import { httpStatusHResult } from '../../../contract/hresult.ts';

/** Whether another proxy may do better: this one has not been reached, or does not speak as it should. */
export function isProxyTrouble(error: unknown): boolean {
  return (
    error instanceof DuplexError && (error.code === 'proxy-failed' || error.info.phase === 'policy' || isLate(error))
  );
}

function isLate({ code, info }: DuplexError): boolean {
  return code === 'timeout' && info.phase === 'proxy';
}

/** It could not be found out which proxy to use; that is not a way without one. */
export function proxyUnknown(cause: unknown): Error {
  if (cause instanceof DuplexError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return failure('proxy-failed', `it is not known which proxy to use: ${why}`, {
    hresult: 'WININET_E_PROXY_SERVER_UNREACHABLE',
    phase: 'proxy',
    cause,
  });
}

/** There is no way to the proxy. A refusal by network isolation stays what it is. */
export function proxyUnreachable(proxy: string, cause: unknown): DuplexError {
  if (cause instanceof DuplexError && cause.code === 'capability-denied') return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return failure('proxy-failed', `the proxy ${proxy} cannot be reached: ${why}`, {
    hresult: 'WININET_E_PROXY_SERVER_UNREACHABLE',
    phase: 'proxy',
    cause: cause instanceof DuplexError ? cause.info.cause : cause,
  });
}

/** The proxy does not speak as it should. */
export function proxyBroken(proxy: string, what: string, cause?: Error): DuplexError {
  return failure('proxy-failed', `the proxy ${proxy} did not answer as it should: ${what}`, {
    hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
    phase: 'proxy',
    cause,
  });
}

/** The proxy answered, and the answer is no. */
export function proxyRefused(proxy: string, what: string, cause: string): DuplexError {
  return failure('proxy-refused', `the proxy ${proxy} ${what}`, {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'proxy',
    cause,
  });
}

/** As {@link proxyRefused}, with an HTTP status. */
export function proxyRefusedWith(proxy: string, status: number, what: string, cause: string): DuplexError {
  return failure('proxy-refused', `the proxy ${proxy} ${what}`, {
    hresult: httpStatusHResult(status),
    phase: 'proxy',
    cause,
  });
}

/** The login does not fit into what is sent to the proxy. */
export function invalidProxyLogin(proxy: string): DuplexError {
  const what = 'takes at most 255 bytes of a user name and of a password';
  return proxyRefusedWith(proxy, 407, what, 'SOCKS5 login too long');
}
