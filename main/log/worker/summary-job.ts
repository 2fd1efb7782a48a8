import type { LogReader } from '../log-reader.ts';
import { blockRows, type Lane, type RowBlock } from '../row-block.ts';
import type { JobContext } from './log-worker.ts';
import { SummaryCounter } from './summary-counter.ts';

/** How often it tells what it has, while it reads a log that is long. */
const reportMs = 500;

/** A log that has not grown for so long is looked at again, to no effect. */
const idleMs = 60_000;

/** Control frames have no more (RFC 6455, section 5.5). */
const controlLimit = 125;

/** Goes over the columns of a log, then over what comes, until it is ended. */
export async function summary({ reader, report, step, grown }: JobContext<'summary'>): Promise<never> {
  const counter = new SummaryCounter();
  const payloads = new ControlPayloads(reader);
  const { firstRow } = reader.extent;
  let row = firstRow;
  let toldRow = -1;
  const tell = (isReading: boolean): void => {
    if (row === toldRow) return;
    toldRow = row;
    const figures = counter.read();
    const { sent, received, pings, answers } = figures;
    const arrays = [
      ...[sent, received].flatMap(({ messages, bytes, sizes }) => [messages, bytes, sizes]),
      ...[pings, answers].flatMap(({ at, took }) => [at, took]),
      figures.firstRows,
    ];
    report(
      { ...figures, firstRow, rows: row, isReading },
      arrays.map(({ buffer }) => buffer as ArrayBuffer), // made by `slice`
    );
  };
  for (;;) {
    let toldAt = performance.now();
    row = Math.max(row, reader.extent.firstRow);
    while (row < reader.extent.rows) {
      const number = Math.floor(row / blockRows);
      const start = number * blockRows;
      const to = Math.min(blockRows, reader.extent.rows - start);
      const block = reader.block(number);
      counter.add({ block, firstRow: start, from: row - start, to, payload: (index) => payloads.read(block, index) });
      row = start + to;
      step();
      if (performance.now() - toldAt < reportMs) continue;
      tell(row < reader.extent.rows);
      toldAt = performance.now();
    }
    tell(false);
    await grown(idleMs);
  }
}

/** Reads the payloads of control frames, many at once where they follow each other. */
class ControlPayloads {
  readonly #reader: LogReader;
  readonly #bytes = Buffer.alloc(64 * 1024);
  #lane: Lane | undefined;
  #start = 0;
  #length = 0;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  read(block: RowBlock, index: number): string | undefined {
    const { lane, offset, size } = block.at(index);
    if (size === 0) return '';
    if (!(size <= controlLimit)) return undefined;
    if (lane !== this.#lane || offset < this.#start || offset + size > this.#start + this.#length) {
      this.#lane = lane;
      this.#start = offset;
      this.#length = this.#reader.readLane(lane, offset, this.#bytes);
    }
    if (size > this.#length) return undefined;
    return this.#bytes.toString('latin1', offset - this.#start, offset - this.#start + size);
  }
}
