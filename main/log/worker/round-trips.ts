import { roundTripLimit, type RoundTripSummary } from '../../../contract/log-summary.ts';

/** Pings that are waited for at most: of more, the oldest are given up. */
const waitingLimit = 1024;

/** Durations are counted in classes, each 1 % longer on either side of its middle: from 1 µs to 28 hours. */
const leastMs = 0.001;
const growth = Math.log(1.02);
const classCount = Math.ceil(Math.log(1e8 / leastMs) / growth) + 1;

/**
 * Matches pings with pongs. A pong answers the oldest ping that waits with the same payload, and only one: a peer may
 * leave pings out (RFC 6455, section 5.5.3), send pongs that nobody asked for, or both.
 */
export class RoundTrips {
  /** When those that wait were sent, by payload, oldest first. */
  readonly #waiting = new Map<string, number[]>();
  #waitingCount = 0;
  #pings = 0;
  #answered = 0;
  #unasked = 0;
  readonly #classes = new Float64Array(classCount);
  #least = Number.POSITIVE_INFINITY;
  #most = 0;
  readonly #at = new Float64Array(roundTripLimit);
  readonly #took = new Float64Array(roundTripLimit);
  #points = 0;
  /** Round trips that one point stands for. */
  #stride = 1;
  /** How many of them the point that is being made has. */
  #grouped = 0;

  /** @param at ms since the session began */
  ping(payload: string, at: number): void {
    this.#pings += 1;
    if (this.#waitingCount === waitingLimit) this.#giveUp();
    this.#waitingCount += 1;
    const others = this.#waiting.get(payload);
    if (others === undefined) this.#waiting.set(payload, [at]);
    else others.push(at);
  }

  /** @param at ms since the session began */
  pong(payload: string, at: number): void {
    const sentAt = this.#take(payload);
    if (sentAt === undefined) {
      this.#unasked += 1;
      return;
    }
    const took = Math.max(0, at - sentAt);
    this.#answered += 1;
    this.#least = Math.min(this.#least, took);
    this.#most = Math.max(this.#most, took);
    const index = classOf(took);
    this.#classes[index] = (this.#classes[index] ?? 0) + 1;
    this.#addPoint(sentAt, took);
  }

  /** The figures as they are now, in arrays of their own. */
  read(): RoundTripSummary {
    return {
      pings: this.#pings,
      unanswered: this.#pings - this.#answered,
      unasked: this.#unasked,
      times:
        this.#answered === 0
          ? undefined
          : { least: this.#least, median: this.#quantile(0.5), p95: this.#quantile(0.95), most: this.#most },
      at: this.#at.slice(0, this.#points),
      took: this.#took.slice(0, this.#points),
    };
  }

  #take(payload: string): number | undefined {
    const waiting = this.#waiting.get(payload);
    const sentAt = waiting?.shift();
    if (sentAt === undefined) return undefined;
    this.#waitingCount -= 1;
    if (waiting?.length === 0) this.#waiting.delete(payload);
    return sentAt;
  }

  #giveUp(): void {
    const [payload] = this.#waiting.keys();
    if (payload !== undefined) this.#take(payload);
  }

  /** The last point is made up of the last few round trips, and is there from the first of them on. */
  #addPoint(at: number, took: number): void {
    if (this.#grouped === this.#stride) this.#grouped = 0;
    if (this.#grouped === 0) {
      if (this.#points === roundTripLimit) this.#thin();
      this.#set(this.#points, at, took);
      this.#points += 1;
    } else if (took > (this.#took[this.#points - 1] ?? 0)) {
      this.#set(this.#points - 1, at, took);
    }
    this.#grouped += 1;
  }

  #set(point: number, at: number, took: number): void {
    this.#at[point] = at;
    this.#took[point] = took;
  }

  /** Of two points the slower one stays: no spike goes. */
  #thin(): void {
    for (let point = 0; point < this.#points; point += 2) {
      const slower = (this.#took[point] ?? 0) >= (this.#took[point + 1] ?? 0) ? point : point + 1;
      this.#set(point / 2, this.#at[slower] ?? 0, this.#took[slower] ?? 0);
    }
    this.#points /= 2;
    this.#stride *= 2;
  }

  #quantile(part: number): number {
    const wanted = Math.ceil(part * this.#answered);
    let passed = 0;
    let index = 0;
    for (; index < classCount; index += 1) {
      passed += this.#classes[index] ?? 0;
      if (passed >= wanted) break;
    }
    return Math.min(this.#most, Math.max(this.#least, leastMs * Math.exp((index + 0.5) * growth)));
  }
}

function classOf(ms: number): number {
  return ms <= leastMs ? 0 : Math.min(classCount - 1, Math.floor(Math.log(ms / leastMs) / growth));
}
