/** A fast generator of numbers that depend on a seed only (xorshift32): a run can be had again. */
export class Random {
  #state = 1;

  /** Starts the sequence of one execution, so that it can be had without those before. */
  start(seed: number, execution: number): void {
    let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(execution + 1, 0xc2b2ae35);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    // Zero is the one state it never leaves.
    this.#state = (mixed ^ (mixed >>> 13)) | 0 || 1;
  }

  /** @returns a whole number from 0 up to, not including, `bound` */
  below(bound: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return Math.floor(((state >>> 0) / 0x1_0000_0000) * bound);
  }

  /** @returns true once in `count` times */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }
}
