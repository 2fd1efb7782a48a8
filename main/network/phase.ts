import { failure, toErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { AttemptRecorder, Evidence, Finding, PhaseRecord } from './attempt.ts';

/** What all phases of one attempt share. */
export interface Course {
  /** Cancels; what waits is rejected with the signal's reason at once. */
  readonly signal: AbortSignal;
  readonly recorder: AttemptRecorder | undefined;
  /** Whether what is done now is on the way to a proxy. */
  readonly isToProxy: boolean;
  /** What it is for, in the journal; absent for a connection of the user's. */
  readonly purpose?: string;
}

/** Where a phase leaves what it finds. */
export interface Notes {
  add(finding: Finding): void;
  outcome: PhaseRecord['outcome'];
}

/**
 * Does the work of one phase: in its time, until cancelled, and recorded where somebody wants to know. What the work
 * leaves behind when it is not waited for any more (a socket) is its caller's to close.
 *
 * @param limitMs absent for a phase that cannot wait
 * @param what is waited for, for the message: "no answer from 10.0.0.1:443"
 * @throws DuplexError `timeout`; what the work throws; the signal's reason
 */
export async function inPhase<T>(
  course: Course,
  evidence: Evidence,
  limitMs: number | undefined,
  what: string,
  work: (notes: Notes) => T | Promise<T>,
): Promise<T> {
  const record = course.recorder?.beginPhase(evidence, course.isToProxy);
  try {
    course.signal.throwIfAborted();
    const late = (): Error => tooLate(evidence.phase, what, limitMs ?? 0);
    const result = await within(Promise.resolve(work(record ?? nowhere())), limitMs, late, course.signal);
    record?.end();
    return result;
  } catch (error) {
    const info = toErrorInfo(error);
    // A limit of whoever cancels is none that was wished for.
    record?.fail(info, course.signal.aborted && info.code !== 'timeout');
    throw error;
  }
}

function nowhere(): Notes {
  return { add: () => undefined, outcome: 'done' };
}

/** @throws what `late` gives after `limitMs`, the signal's reason when it is aborted; the work's outcome is then nobody's */
async function within<T>(
  work: Promise<T>,
  limitMs: number | undefined,
  late: () => Error,
  signal: AbortSignal,
): Promise<T> {
  let settle: () => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    const timer = limitMs === undefined ? undefined : setTimeout(() => reject(late()), limitMs);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    settle();
  }
}

const late = {
  dns: 'lateName',
  policy: 'lateName',
  tcp: 'lateConnection',
  proxy: 'lateProxy',
  tls: 'lateTls',
  upgrade: 'lateAnswer',
} as const;

function tooLate(phase: 'dns' | 'policy' | 'tcp' | 'proxy' | 'tls' | 'upgrade', what: string, limitMs: number): Error {
  return failure('timeout', `${what} within ${limitMs / 1000} s`, {
    hresult: 'WININET_E_TIMEOUT',
    // A decision does not wait.
    phase: phase === 'policy' ? 'dns' : phase,
    reason: because(late[phase], limitMs / 1000),
  });
}
