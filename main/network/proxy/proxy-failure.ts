import { DuplexError, failure, type Fault } from '../../../contract/errors.ts';
import { because, type Reason } from '../../../contract/reason.ts';
import { httpStatusHResult } from '../../../contract/hresult.ts';
import type { MalformedAnswer } from '../../wire/response-head.ts';

/** A connection that ends before there is an answer. */
export interface Ending {
  readonly what: string;
  readonly fault: 'closed';
  /** Absent where the proxy closed it as it should. */
  readonly cause?: Error;
}

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
    reason: because('proxyUnknown'),
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
    reason: because('proxyUnreachable', proxy),
  });
}

/** The proxy does not speak as it should. */
export function proxyBroken(proxy: string, { what, ...details }: MalformedAnswer | Ending): DuplexError {
  return failure('proxy-failed', `the proxy ${proxy} did not answer as it should: ${what}`, {
    hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
    phase: 'proxy',
    reason: because('proxyBroken', proxy),
    ...details,
  });
}

/** Whoever connects speaks first, so nothing can follow the answer of a proxy. */
export function dataBehind(received: Uint8Array): MalformedAnswer {
  return { what: 'data came right behind its answer', fault: 'data-behind', received };
}

/** The proxy answered, and the answer is no. */
export function proxyRefused(proxy: string, what: string, reason: Reason, cause: string): DuplexError {
  return failure('proxy-refused', `the proxy ${proxy} ${what}`, {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'proxy',
    cause,
    reason,
  });
}

/** As {@link proxyRefused}, with an HTTP status. */
export function proxyRefusedWith(
  proxy: string,
  status: number,
  what: string,
  reason: Reason,
  cause: string,
  fault?: Fault,
): DuplexError {
  return failure('proxy-refused', `the proxy ${proxy} ${what}`, {
    hresult: httpStatusHResult(status),
    phase: 'proxy',
    cause,
    reason,
    ...(fault !== undefined && { fault }),
  });
}

/** The login does not fit into what is sent to the proxy. */
export function invalidProxyLogin(proxy: string): DuplexError {
  const what = 'takes at most 255 bytes of a user name and of a password';
  return proxyRefusedWith(
    proxy,
    407,
    what,
    because('proxyLoginTooLong', proxy, 255),
    'SOCKS5 login too long',
    'login-wrong',
  );
}
