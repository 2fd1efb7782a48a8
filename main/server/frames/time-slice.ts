import { setImmediate } from 'node:timers/promises';

/** Half a frame of a 60 Hz screen: the server shares its thread with the app. */
const sliceMs = 8;

/**
 * Keeps a loop of writes from starving everything else: when a client takes data as fast as it is made, every write
 * succeeds at once and the event loop would never get to the next socket.
 */
export class TimeSlice {
  #startedAt = performance.now();

  /** Returns at once within a slice, and after other work has had its turn when the slice is used up. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.#startedAt < sliceMs) return;
    await setImmediate();
    this.#startedAt = performance.now();
  }
}
