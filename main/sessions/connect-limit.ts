import type { AttemptPhase } from '../../contract/attempt.ts';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { AttemptRecorder } from '../sockets/index.ts';

const named = {
  dns: 'looking up the name',
  policy: 'deciding on the address',
  tcp: 'the TCP connection',
  proxy: 'the way through the proxy',
  tls: 'the TLS handshake',
  upgrade: 'the opening handshake',
} as const satisfies Readonly<Record<AttemptPhase['phase'], string>>;

/**
 * One limit for all phases of connecting together.
 *
 * @param limitMs 0: none
 * @param recorder tells which phase is under way when it is reached
 * @returns what ends connecting, with `timeout`, and `end` for when connecting is over
 */
export function limitConnecting(limitMs: number, recorder: AttemptRecorder): { signal: AbortSignal; end: () => void } {
  const limit = new AbortController();
  const timer = limitMs === 0 ? undefined : setTimeout(() => limit.abort(tooLate(limitMs, recorder)), limitMs);
  return { signal: limit.signal, end: () => clearTimeout(timer) };
}

function tooLate(limitMs: number, recorder: AttemptRecorder): Error {
  const phases = recorder.attempt?.phases ?? [];
  const phase = (phases.findLast(({ outcome }) => outcome === 'running') ?? phases.at(-1))?.phase ?? 'dns';
  return failure('timeout', `not connected within ${limitMs / 1000} s: ${named[phase]} was under way`, {
    hresult: 'WININET_E_TIMEOUT',
    // A decision does not wait.
    phase: phase === 'policy' ? 'dns' : phase,
    reason: because('lateInAll', limitMs / 1000),
  });
}
