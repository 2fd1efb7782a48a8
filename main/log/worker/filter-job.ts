import { blockBitsBytes } from '../row-set.ts';
import { blockRows } from '../row-block.ts';
import type { Jobs } from './job.ts';
import type { JobContext } from './log-worker.ts';
import { createMatcher } from './matcher.ts';
import { PayloadRuns } from './payload-runs.ts';
import { RowFilter } from './row-filter.ts';

/** How often it tells what it found, and hears of new rows. */
const reportMs = 30;

/** Payload bytes that are searched before it looks at the clock. */
const stepBytes = 8 * 1024 * 1024;

/** A log that has not grown for so long is left alone; the next rows are a job of their own. */
const idleMs = 1000;

/** Finds the rows that a filter lets through, from `input.from` on, and those that come meanwhile. */
export async function filter(context: JobContext<'filter'>): Promise<Jobs['filter']['result']> {
  const { reader, input, step, grown } = context;
  const search = new BlockSearch(context);
  let row = input.from;
  let reportedAt = 0;
  for (;;) {
    row = Math.max(row, reader.extent.firstRow);
    while (row < reader.extent.rows) {
      row = search.next(row);
      step();
      if (!search.hasNews || performance.now() - reportedAt < reportMs) continue;
      search.report(row);
      reportedAt = performance.now();
      await grown(0);
      row = Math.max(row, reader.extent.firstRow);
    }
    search.report(row);
    if (!(await grown(reader.extent.isClosed ? 0 : idleMs))) return { rows: row };
  }
}

/** Goes through a log block by block. */
class BlockSearch {
  readonly #context: JobContext<'filter'>;
  readonly #rowFilter: RowFilter;
  readonly #payloads: PayloadRuns | undefined;
  /** What is not reported yet: blocks one after the other, of which the last one may go on. */
  #blocks: { readonly number: number; readonly bits: Uint8Array }[] = [];
  #skippedRows = 0;
  #hasNews = false;

  constructor(context: JobContext<'filter'>) {
    const { input, reader } = context;
    this.#context = context;
    this.#rowFilter = new RowFilter(input.filter);
    const { content } = input.filter;
    this.#payloads = content === undefined ? undefined : new PayloadRuns(reader, createMatcher(content, context));
    // Of its first block there may be rows before it.
    if (input.bits !== undefined) {
      this.#blocks = [{ number: Math.floor(input.from / blockRows), bits: Uint8Array.from(input.bits) }];
    }
  }

  get hasNews(): boolean {
    return this.#hasNews;
  }

  /** Looks at some rows from this one on. @returns the next one */
  next(row: number): number {
    const { reader } = this.#context;
    const number = Math.floor(row / blockRows);
    const from = row - number * blockRows;
    const last = Math.min(blockRows, reader.extent.rows - number * blockRows);
    const block = reader.block(number);
    const passing = this.#rowFilter.pass(block, from, last);
    const bits = this.#bitsOf(number);
    const found = (index: number): void => {
      bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
    };
    this.#hasNews = true;
    if (this.#payloads === undefined) {
      for (const index of passing) found(index);
      return number * blockRows + last;
    }
    const count = countOf(passing, block.size);
    this.#skippedRows += this.#payloads.match(number, block, passing.slice(0, count), found);
    return number * blockRows + (passing[count] ?? last);
  }

  report(rows: number): void {
    if (!this.#hasNews) return;
    const [first] = this.#blocks;
    const bits = new Uint8Array(this.#blocks.length * blockBitsBytes);
    for (const [index, block] of this.#blocks.entries()) bits.set(block.bits, index * blockBitsBytes);
    this.#context.report({ firstBlock: first?.number ?? 0, bits, rows, skippedRows: this.#skippedRows });
    this.#blocks = this.#blocks.slice(-1);
    this.#skippedRows = 0;
    this.#hasNews = false;
  }

  #bitsOf(number: number): Uint8Array {
    const last = this.#blocks.at(-1);
    if (last?.number === number) return last.bits;
    // Blocks between were let go meanwhile.
    for (let skipped = (last?.number ?? number) + 1; skipped < number; skipped += 1)
      this.#blocks.push({ number: skipped, bits: new Uint8Array(blockBitsBytes) });
    const bits = new Uint8Array(blockBitsBytes);
    this.#blocks.push({ number, bits });
    return bits;
  }
}

/** How many of the rows are searched before anything is told: one at least. */
function countOf(indices: readonly number[], sizes: Float64Array): number {
  let bytes = 0;
  let count = 0;
  for (; count < indices.length && bytes < stepBytes; count += 1) bytes += sizes[indices[count] ?? 0] ?? 0;
  return count;
}
