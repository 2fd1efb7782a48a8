import type { JobContext } from './log-worker.ts';

/** Counts what there is. */
export function probe({ reader, input, report, step }: JobContext<'probe'>): { rows: number; sizeBytes: number } {
  let rows = 0;
  let sizeBytes = 0;
  const { firstRow, rows: end } = reader.extent;
  for (let row = firstRow; row < end; row += 1) {
    const head = reader.head(row);
    sizeBytes += reader.payload(head, 0, head.size).length;
    rows += 1;
    for (; row === input.hangsAt;) rows += 0;
    step();
  }
  report({ rows });
  return { rows, sizeBytes };
}
