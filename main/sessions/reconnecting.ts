import type { ErrorCode } from '../../contract/errors.ts';
import type { ReconnectingEnd, RowDetail } from '../../contract/rows.ts';
import type { ConnectionState, Reconnecting } from '../../contract/sessions.ts';
import type { Reconnect } from '../../contract/workbench/documents.ts';

/**
 * Errors that the next attempt would meet again, as nothing but the user can change them: what was asked for is wrong,
 * network isolation forbids it, a certificate was refused (the server's by us, or ours cannot be read), a file of the app's
 * is broken, or the app has a defect. A refused connection, a name without an address, an HTTP status (503, and 404 while
 * a server is being deployed) and whatever ends an open connection pass.
 */
const lasting: ReadonlySet<ErrorCode> = new Set([
  'invalid-input',
  'illegal-call',
  'capability-denied',
  'certificate-refused',
  'client-certificate',
  'canceled',
  'closed',
  'bad-file',
  'internal',
]);

/** Whether another attempt could end differently. */
export function canChange(end: ConnectionState): boolean {
  return end.kind !== 'failed' || !lasting.has(end.error.code);
}

/**
 * How long to wait before an attempt.
 *
 * @param attempt which one in a row, from 1
 * @param chance from 0 to 1: how much of the jitter is taken off
 */
export function waitMs({ firstMs, mostMs, jitter }: Reconnect, attempt: number, chance: number): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 40));
  return Math.max(1, full * (1 - jitter * chance));
}

/** What becomes of a connection that is over: a wait, or why there is none. */
export type Plan =
  | { readonly kind: 'wait'; readonly detail: RowDetail['reconnecting'] }
  | { readonly kind: 'end'; readonly why: ReconnectingEnd };

/**
 * Waits between the attempts of one session. They count in a row: a connection that has been open for longer than was
 * waited for it begins a new one, so that a server that takes everybody and drops them is not asked faster and faster.
 */
export class Reconnector {
  readonly #connect: () => void;
  #attempts = 0;
  #lastWaitMs = 0;
  #state: Reconnecting | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param connect connects again; called when a wait is over */
  constructor(connect: () => void) {
    this.#connect = connect;
  }

  /** Undefined unless it waits. */
  get state(): Reconnecting | undefined {
    return this.#state;
  }

  /**
   * A connection is over, or an attempt has failed.
   *
   * @param openMs how long it was open; 0 for an attempt
   */
  ended(habit: Reconnect, end: ConnectionState, openMs: number): Plan {
    if (!canChange(end)) return { kind: 'end', why: 'error' };
    if (openMs > this.#lastWaitMs) this.#attempts = 0;
    if (habit.attempts > 0 && this.#attempts >= habit.attempts) return { kind: 'end', why: 'attempts' };
    this.#attempts += 1;
    const ms = waitMs(habit, this.#attempts, Math.random());
    this.#lastWaitMs = ms;
    const which = { attempt: this.#attempts, attempts: habit.attempts };
    this.#state = { ...which, at: Date.now() + ms };
    this.#timer = setTimeout(() => {
      this.stop();
      this.#connect();
    }, ms);
    return { kind: 'wait', detail: { ...which, waitMs: ms } };
  }

  /** Waits no longer. @returns whether it did */
  stop(): boolean {
    const wasWaiting = this.#state !== undefined;
    clearTimeout(this.#timer);
    this.#state = undefined;
    return wasWaiting;
  }

  /** The next attempt is the first in a row. */
  startOver(): void {
    this.#attempts = 0;
    this.#lastWaitMs = 0;
  }
}
