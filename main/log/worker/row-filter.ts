import type { LogFilter } from '../../../contract/log-search.ts';
import { RowKind } from '../../../contract/rows.ts';
import type { RowBlock } from '../row-block.ts';

/** What a filter asks of a row's columns. */
export class RowFilter {
  readonly #filter: LogFilter;
  /** Whether a kind, or a direction, is let through. */
  readonly #kinds: Uint8Array;
  readonly #directions: Uint8Array;

  constructor(filter: LogFilter) {
    this.#filter = filter;
    this.#kinds = choices(filter.kinds);
    this.#directions = choices(filter.directions);
    // Nothing else crossed the wire; the payload of a frame is with its message.
    if (filter.content === undefined) return;
    this.#kinds[RowKind.frame] = 0;
    this.#kinds.fill(0, RowKind.connecting);
  }

  /** @returns which of the rows `from` up to `to` of a block, counted from its first, pass */
  pass(block: RowBlock, from: number, to: number): number[] {
    const { minSize = 0, maxSize = Infinity, from: earliest = -Infinity, to: latest = Infinity } = this.#filter;
    const passing: number[] = [];
    for (let index = from; index < to; index += 1) {
      // All inside the block.
      const size = block.size[index] as number;
      const time = block.time[index] as number;
      if (this.#kinds[block.kind[index] as number] === 0) continue;
      if (this.#directions[block.direction[index] as number] === 0) continue;
      if (size >= minSize && size <= maxSize && time >= earliest && time <= latest) passing.push(index);
    }
    return passing;
  }
}

function choices(chosen: readonly number[] | undefined): Uint8Array {
  const table = new Uint8Array(256).fill(chosen === undefined ? 1 : 0);
  for (const value of chosen ?? []) table[value] = 1;
  return table;
}
