import type { FileTransfer } from '../../contract/sessions.ts';

/** What of a transfer says how fast it is. */
export type TransferFigures = Pick<FileTransfer, 'totalBytes' | 'bytes' | 'startedAt'> & {
  readonly end: { readonly at: number } | undefined;
};

/** A transfer on its way, of a file if nothing else is said, with what follows from watching it. */
export interface TransferProgress<Transfer = FileTransfer> {
  readonly transfer: Transfer;
  /** Of the last seconds while it is under way, of the whole once it has ended; undefined before that can be known. */
  readonly bytesPerSecond: number | undefined;
  /** Undefined where the size or the rate is not known, or nothing moves. */
  readonly secondsLeft: number | undefined;
}

/** How far the rate looks back: long enough to be calm, short enough to follow. */
const windowMs = 3000;
/** Samples closer together say nothing more. */
const sampleMs = 200;
/** A rate of less than this is chance. */
const shortestMs = 500;

/** Watches one transfer after the other and says how fast it is. */
export class TransferMeter {
  #startedAt: number | undefined;
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** @param now milliseconds on a clock that never goes back */
  measure<Transfer extends TransferFigures>(transfer: Transfer, now: number): TransferProgress<Transfer> {
    if (transfer.end !== undefined) {
      const ms = transfer.end.at - transfer.startedAt;
      return { transfer, bytesPerSecond: ms > 0 ? (transfer.bytes / ms) * 1000 : undefined, secondsLeft: undefined };
    }
    if (transfer.startedAt !== this.#startedAt) {
      this.#startedAt = transfer.startedAt;
      this.#samples = [];
    }
    const bytesPerSecond = this.#rate(transfer.bytes, now);
    return { transfer, bytesPerSecond, secondsLeft: secondsLeft(transfer, bytesPerSecond) };
  }

  #rate(bytes: number, now: number): number | undefined {
    const last = this.#samples.at(-1);
    if (last === undefined || now - last.at >= sampleMs) this.#samples.push({ at: now, bytes });
    // One that is older than the window stays, so that a rate is there also when news is rare.
    while ((this.#samples[1]?.at ?? now) < now - windowMs) this.#samples.shift();
    const first = this.#samples[0];
    if (first === undefined || now - first.at < shortestMs) return undefined;
    return ((bytes - first.bytes) / (now - first.at)) * 1000;
  }
}

function secondsLeft({ totalBytes, bytes }: TransferFigures, bytesPerSecond: number | undefined): number | undefined {
  if (totalBytes === undefined || bytesPerSecond === undefined || bytesPerSecond <= 0) return undefined;
  return Math.max(0, totalBytes - bytes) / bytesPerSecond;
}
