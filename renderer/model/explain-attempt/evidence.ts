import type { Attempt, AttemptPhase } from '../../../contract/attempt.ts';
import { mask } from '../../../contract/masked-query.ts';
import type { ErrorInfo, Fault } from '../../../contract/errors.ts';

/** An attempt, read once for all rules. */
export interface Evidence {
  readonly attempt: Attempt;
  /** Why the attempt failed; else why its last failed phase did. */
  readonly error: ErrorInfo | undefined;
  /** The phase that failed; undefined where the attempt failed between two. */
  readonly failed: AttemptPhase | undefined;
  /** Its position; else that of the last phase, or -1. */
  readonly failedIndex: number;
  /** The server that was on the way when it failed: after redirects, the last of them. */
  readonly server: ServerAddress;
}

/** What an address says, all parts empty (port 0) where it is none. */
export interface ServerAddress {
  /** With query, in which credentials are masked; without user information. */
  readonly url: string;
  readonly isSecure: boolean;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly hasPort: boolean;
  /** Without the query, which can hold a key. */
  readonly path: string;
}

export function evidenceOf(attempt: Attempt): Evidence {
  const failedIndex = indexOfFailure(attempt);
  const last = attempt.phases[failedIndex];
  const failed = last?.outcome === 'failed' || last?.outcome === 'canceled' ? last : undefined;
  const hop = last?.hop ?? attempt.redirects.length;
  const url = attempt.redirects[hop - 1] ?? attempt.url;
  return { attempt, error: attempt.error ?? failed?.error, failed, failedIndex, server: serverAddress(url) };
}

/** The failed phase, where it is of this kind. */
export function failedIn<Name extends AttemptPhase['phase']>(
  { failed }: Evidence,
  name: Name,
): Extract<AttemptPhase, { phase: Name }> | undefined {
  return failed?.phase === name ? (failed as Extract<AttemptPhase, { phase: Name }>) : undefined; // just compared
}

/** What went wrong at the failed phase itself, in the words of Node, OpenSSL or HTTP. */
export function causeOf({ failed, error }: Evidence): string {
  return failed?.error?.cause ?? error?.cause ?? '';
}

export function messageOf({ failed, error }: Evidence): string {
  return failed?.error?.message ?? error?.message ?? '';
}

/** What exactly the peer did. */
export function faultOf({ failed, error }: Evidence): Fault | undefined {
  return failed?.error?.fault ?? error?.fault;
}

/** The beginning of what the peer sent in place of what it should have; empty where nothing is known. */
export function receivedOf({ failed, error }: Evidence): string {
  return failed?.error?.received ?? error?.received ?? '';
}

export function isTimeout({ failed, error }: Evidence): boolean {
  return (failed?.error ?? error)?.code === 'timeout' || (failed?.error ?? error)?.cause === 'ETIMEDOUT';
}

/** How long the failed phase went on, in milliseconds. */
export function durationMs(phase: AttemptPhase): number {
  return Math.max(0, (phase.endMs ?? phase.startMs) - phase.startMs);
}

export function serverAddress(text: string): ServerAddress {
  if (!URL.canParse(text)) return { url: '', isSecure: false, host: '', port: 0, hasPort: false, path: '' };
  const url = new URL(text);
  url.username = '';
  url.password = '';
  // Where a scheme was typed twice, the second one's user information is in the path.
  url.pathname = url.pathname.replaceAll(/\/\/[^/]*@/g, '//');
  const isSecure = url.protocol === 'wss:' || url.protocol === 'https:';
  return {
    // A mask is no part of the address, and stays one.
    url: url.href.replaceAll(encodeURIComponent(mask), mask),
    isSecure,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    hasPort: url.port !== '',
    path: url.pathname,
  };
}

/** The same address with another scheme, and the port kept: `wss:` for `ws:`, or the other way round. */
export function withScheme({ url }: ServerAddress, scheme: 'ws' | 'wss'): string {
  return url.replace(/^[a-z]+:/i, `${scheme}:`);
}

/** The phase whose error became the attempt's; else the last one that failed, else the last one. */
function indexOfFailure({ phases, error, outcome }: Attempt): number {
  if (outcome === 'open') return -1;
  const same = phases.findIndex(
    (phase) => phase.error !== undefined && phase.error.code === error?.code && phase.error.message === error.message,
  );
  if (same >= 0) return same;
  const last = phases.findLastIndex((phase) => phase.outcome === 'failed' || phase.outcome === 'canceled');
  return last >= 0 ? last : phases.length - 1;
}
