import { RowKind } from '../../contract/rows.ts';
import type { PayloadLane } from './payload-lane.ts';
import { lanes, type RowHead } from './row-block.ts';

/** Previews that lie at most so far apart are read at once. */
const gapBytes = 16 * 1024;

/** What is read at once, at most. */
const spanBytes = 512 * 1024;

/** Bytes of a lane that are read together. */
interface Span {
  readonly start: number;
  end: number;
  /** Of which rows they have the beginning. */
  readonly rows: PreviewedRow[];
}

interface PreviewedRow {
  readonly head: RowHead;
  /** Its place among the rows that were asked for. */
  readonly index: number;
}

/** The first bytes of the rows' payloads, each at most `limit`; none where they were released. */
export async function readPreviews(
  payloads: readonly [PayloadLane, PayloadLane],
  rows: readonly { readonly head: RowHead }[],
  limit: number,
): Promise<Uint8Array[]> {
  const previews = rows.map(() => new Uint8Array(0));
  for (const lane of lanes) {
    const payload = payloads[lane];
    const here = rows.flatMap(({ head }, index) =>
      head.lane === lane && head.kind !== RowKind.frame && head.offset >= payload.extent.start ? [{ head, index }] : [],
    );
    for (const span of spansOf(here, limit)) {
      // The oldest may have been let go while what came before was read.
      const there = span.rows.filter(({ head }) => head.offset >= payload.extent.start);
      const start = there[0]?.head.offset ?? span.end;
      const bytes = await payload.read(start, span.end - start);
      for (const { head, index } of there) {
        const from = head.offset - start;
        previews[index] = bytes.subarray(from, from + Math.min(limit, head.size));
      }
    }
  }
  return previews;
}

/** @param rows in the order of their payloads */
function spansOf(rows: readonly PreviewedRow[], limit: number): Span[] {
  const spans: Span[] = [];
  for (const row of rows) {
    const { offset, size } = row.head;
    const end = offset + Math.min(limit, size);
    const last = spans.at(-1);
    const follows = last !== undefined && offset >= last.start && end >= last.end;
    if (follows && offset - last.end <= gapBytes && end - last.start <= spanBytes) {
      last.end = end;
      last.rows.push(row);
    } else {
      spans.push({ start: offset, end, rows: [row] });
    }
  }
  return spans;
}
