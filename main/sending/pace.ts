import type { SendPlan } from '../../contract/workbench/sending.ts';

export type Repeating = NonNullable<Extract<SendPlan, { readonly kind: 'message' }>['repeat']>;

export const once: Repeating = { count: 1, everyMs: 0, jitter: 0 };

/** When to begin the next of several. */
export class Pace {
  readonly #repeating: Repeating;
  readonly #random: () => number;
  #next = 0;

  /** @param random from 0 up to 1 */
  constructor(repeating: Repeating, random: () => number = Math.random) {
    this.#repeating = repeating;
    this.#random = random;
  }

  /** Ms from the start of one to the start of the next. */
  get interval(): number {
    const { everyMs, jitter } = this.#repeating;
    return everyMs * (1 + jitter * (2 * this.#random() - 1));
  }

  /** One begins now. @param now ms of a clock that never goes back */
  begin(now: number): void {
    this.#next = now + this.interval;
  }

  /** Ms to wait before the next one begins; 0 where it should have begun: none is caught up on. */
  waitMs(now: number): number {
    return Math.max(0, this.#next - now);
  }
}
