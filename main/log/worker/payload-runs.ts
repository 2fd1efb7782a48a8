import { RowKind } from '../../../contract/rows.ts';
import type { LogReader } from '../log-reader.ts';
import { blockRows, lanes, type Lane, type RowBlock } from '../row-block.ts';
import type { LargePayload, Matcher, Run, RunRow } from './matcher.ts';

/** What is read at once where payloads are small. */
const runBytes = 4 * 1024 * 1024;

/** Payloads that lie at most so far apart are read together. */
const gapBytes = 64 * 1024;

/** Rows whose payloads are read together, of one lane. */
interface Span {
  readonly lane: Lane;
  readonly start: number;
  end: number;
  readonly indices: number[];
}

/** Reads the payloads of rows for a matcher: those that are near each other at once. */
export class PayloadRuns {
  readonly #reader: LogReader;
  readonly #matcher: Matcher;
  #buffer = Buffer.alloc(0);

  constructor(reader: LogReader, matcher: Matcher) {
    this.#reader = reader;
    this.#matcher = matcher;
  }

  /**
   * Calls `found` with the rows among `indices`, which are places in the block, that the matcher finds.
   *
   * @returns how many were not searched
   */
  match(number: number, block: RowBlock, indices: readonly number[], found: (index: number) => void): number {
    const first = number * blockRows;
    let skipped = 0;
    for (const lane of lanes) {
      const here = indices.filter((index) => block.lane[index] === lane);
      for (const span of this.#spansOf(block, here, lane)) {
        const [index = 0] = span.indices;
        if (span.end - span.start > this.#matcher.runLimitBytes && span.indices.length === 1) {
          const isFound = this.#matcher.matchLarge(this.#large(first, block, index));
          if (isFound === true) found(index);
          if (isFound === undefined) skipped += 1;
        } else {
          const run = this.#read(first, block, span);
          skipped += this.#matcher.matchRun(run, (place) => found(span.indices[place] ?? 0));
        }
      }
    }
    return skipped;
  }

  *#spansOf(block: RowBlock, indices: readonly number[], lane: Lane): Generator<Span> {
    const { runLimitBytes } = this.#matcher;
    const { start: laneStart } = this.#reader.extent.lanes[lane];
    let span: Span | undefined;
    for (const index of indices) {
      // Inside the block.
      const size = block.size[index] as number;
      const offset = block.offset[index] as number;
      // It was let go.
      if (size > 0 && offset < laneStart) continue;
      const end = offset + size;
      const fits =
        span !== undefined &&
        size <= runLimitBytes &&
        offset >= span.end &&
        offset - span.end <= gapBytes &&
        end - span.start <= Math.min(runBytes, runLimitBytes);
      if (span !== undefined && fits) {
        span.end = end;
        span.indices.push(index);
      } else {
        if (span !== undefined) yield span;
        span = { lane, start: offset, end, indices: [index] };
      }
    }
    if (span !== undefined) yield span;
  }

  #read(first: number, block: RowBlock, { lane, start, end, indices }: Span): Run {
    if (this.#buffer.length < end - start) this.#buffer = Buffer.allocUnsafeSlow(Math.max(end - start, runBytes));
    const count = this.#reader.readLane(lane, start, this.#buffer.subarray(0, end - start));
    const rows = indices.map((index): RunRow => {
      const from = (block.offset[index] as number) - start; // inside the block
      // Where files are damaged there is less than there should be.
      return {
        row: first + index,
        isText: isText(block, index),
        start: Math.min(count, from),
        end: Math.min(count, from + (block.size[index] as number)),
      };
    });
    return { bytes: this.#buffer.subarray(0, count), rows };
  }

  #large(first: number, block: RowBlock, index: number): LargePayload {
    const { lane, offset, size } = block.at(index);
    return {
      row: first + index,
      isText: isText(block, index),
      size,
      read: (from, target) => this.#reader.readLane(lane, offset + from, target),
    };
  }
}

function isText(block: RowBlock, index: number): boolean {
  const kind = block.kind[index];
  return kind !== RowKind.binary && kind !== RowKind.binaryPartial && kind !== RowKind.ping && kind !== RowKind.pong;
}
