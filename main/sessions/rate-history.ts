import { rateSeconds, type SessionRates } from '../../contract/sessions.ts';

/** One more than is told, for the second that is going on. */
const slots = rateSeconds + 1;

/**
 * Bytes sent and received in each of the last seconds. Seconds are told apart when something is counted or asked. The log
 * cannot tell it: there a message, which may be a file of hours, counts when it ends, and what goes into a file of the
 * user's is not recorded.
 */
export class RateHistory {
  readonly #sent = new Float64Array(slots);
  readonly #received = new Float64Array(slots);
  readonly #now: () => number;
  readonly #startedAt: number;
  /** The second that is going on, counted from the start; its slot is the remainder. */
  #second = 0;
  #isEnded = false;

  /** @param now milliseconds on a clock that never goes back. Default: the monotonic clock */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#startedAt = now();
  }

  countSent(bytes: number): void {
    const slot = this.#slot();
    this.#sent[slot] = (this.#sent[slot] ?? 0) + bytes;
  }

  countReceived(bytes: number): void {
    const slot = this.#slot();
    this.#received[slot] = (this.#received[slot] ?? 0) + bytes;
  }

  /** Stops the clock: the second that was going on is the last. */
  end(): void {
    this.#slot();
    this.#isEnded = true;
  }

  read(): SessionRates {
    this.#slot();
    const end = this.#isEnded ? this.#second + 1 : this.#second;
    const start = Math.max(0, end - rateSeconds);
    const part = (of: Float64Array): Float64Array =>
      Float64Array.from({ length: end - start }, (_, index) => of[(start + index) % slots] ?? 0);
    return { sent: part(this.#sent), received: part(this.#received) };
  }

  /** The slot of the second that is going on; those of seconds without any bytes are emptied on the way. */
  #slot(): number {
    const second = this.#isEnded ? this.#second : Math.floor((this.#now() - this.#startedAt) / 1000);
    for (let passed = Math.max(this.#second + 1, second - slots + 1); passed <= second; passed += 1) {
      this.#sent[passed % slots] = 0;
      this.#received[passed % slots] = 0;
    }
    this.#second = second;
    return second % slots;
  }
}
