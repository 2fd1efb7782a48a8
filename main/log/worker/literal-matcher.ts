import type { LargePayload, Matcher, Run, Watched } from './matcher.ts';

const windowBytes = 4 * 1024 * 1024;

interface Literal {
  readonly bytes: Buffer;
  /** Of ASCII, in whatever case: finds it in Latin-1. */
  readonly folded?: RegExp;
  readonly watched: Watched;
}

/** Finds bytes. They are searched in many payloads at once, and belong to the one they are wholly in. */
export class LiteralMatcher implements Matcher {
  readonly runLimitBytes = windowBytes;
  readonly #literal: Literal;
  #window: Buffer | undefined;

  constructor(literal: Literal) {
    this.#literal = literal;
  }

  matchRun({ bytes, rows }: Run, found: (place: number) => void): number {
    const { length } = this.#literal.bytes;
    const next = this.#searcher(bytes);
    let place = 0;
    for (let at = next(0); at >= 0;) {
      while (place < rows.length && (rows[place]?.end ?? 0) < at + length) place += 1;
      const row = rows[place];
      if (row === undefined) break;
      if (at >= row.start) {
        found(place);
        at = next(row.end);
      } else {
        // Before the row, in bytes that are of no row here, or across its beginning.
        at = next(Math.max(at + 1, row.start));
      }
    }
    this.#literal.watched.step();
    return 0;
  }

  matchLarge({ size, read }: LargePayload): boolean {
    const overlap = this.#literal.bytes.length - 1;
    this.#window ??= Buffer.allocUnsafeSlow(windowBytes);
    for (let from = 0; from < size; from += windowBytes - overlap) {
      const count = read(from, this.#window.subarray(0, Math.min(windowBytes, size - from)));
      if (this.#searcher(this.#window.subarray(0, count))(0) >= 0) return true;
      if (count < windowBytes) return false;
      this.#literal.watched.step();
    }
    return false;
  }

  /** @returns what finds the next place from one on; below 0 when there is none */
  #searcher(bytes: Buffer): (from: number) => number {
    const { bytes: needle, folded } = this.#literal;
    if (folded === undefined) return (from) => bytes.indexOf(needle, from);
    const text = bytes.toString('latin1');
    return (from) => {
      folded.lastIndex = from;
      return folded.test(text) ? folded.lastIndex - needle.length : -1;
    };
  }
}
