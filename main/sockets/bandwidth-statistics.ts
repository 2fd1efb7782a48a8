/**
 * `Windows.Networking.Sockets.BandwidthStatistics`, as far as it can be measured: bits per second of the TCP connection.
 * With `wss` they are counted inside TLS. The instabilities and the peaked flags come from Windows' TCP estimator, which
 * no other system has; they are left out rather than invented.
 */
export interface BandwidthStatistics {
  readonly outboundBitsPerSecond: number;
  readonly inboundBitsPerSecond: number;
}

/** Bytes of a connection since it began. */
export interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** Before there is a connection. */
export const noBandwidth: BandwidthStatistics = { outboundBitsPerSecond: 0, inboundBitsPerSecond: 0 };

/** Rates are of at least this long a time, where the connection is that old: less jumps about, more lags behind. */
const windowMs = 5000;

/** Readings closer to each other add nothing; with the window it bounds how many are kept. */
const spacingMs = 100;

/**
 * Measures by comparing counters: whenever it is read, against the reading that was the current one when the window
 * began. Nothing runs between readings, so an irregular reader gets the average since its last reading before the window.
 */
export class BandwidthMeter {
  readonly #traffic: () => Traffic;
  readonly #now: () => number;
  #samples: readonly (Traffic & { readonly atMs: number })[];

  /**
   * @param traffic the counters
   * @param start what the counters were, and when
   * @param now a steady clock, in milliseconds; default: `performance.now()`
   */
  constructor(
    traffic: () => Traffic,
    start: Traffic & { readonly atMs: number },
    now = (): number => performance.now(),
  ) {
    this.#traffic = traffic;
    this.#now = now;
    this.#samples = [start];
  }

  read(): BandwidthStatistics {
    const sample = { ...this.#traffic(), atMs: this.#now() };
    const start = this.#samples.findLastIndex(({ atMs }) => atMs <= sample.atMs - windowMs);
    this.#samples = this.#samples.slice(Math.max(start, 0));
    const base = this.#samples[0] ?? sample;
    if (sample.atMs - (this.#samples.at(-1)?.atMs ?? 0) >= spacingMs) this.#samples = [...this.#samples, sample];
    const elapsedMs = sample.atMs - base.atMs;
    return {
      outboundBitsPerSecond: bitsPerSecond(sample.sentBytes - base.sentBytes, elapsedMs),
      inboundBitsPerSecond: bitsPerSecond(sample.receivedBytes - base.receivedBytes, elapsedMs),
    };
  }
}

function bitsPerSecond(bytes: number, elapsedMs: number): number {
  return elapsedMs > 0 ? Math.max(0, Math.round((bytes * 8 * 1000) / elapsedMs)) : 0;
}
