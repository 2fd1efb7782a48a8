/** Rows of a list, `from` up to but not including `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** What is selected in a list: ranges that neither touch nor overlap, in their order. */
export interface RowSelection {
  readonly ranges: readonly RowRange[];
  /** The row that keys start from; it need not be selected. */
  readonly active: number;
  /** Where the range begins that Shift extends. */
  readonly anchor: number;
}

export function selectOne(row: number): RowSelection {
  return { ranges: [{ from: row, to: row + 1 }], active: row, anchor: row };
}

/** From the anchor to a row, and nothing else. */
export function extendTo(selection: RowSelection | undefined, row: number): RowSelection {
  const anchor = selection?.anchor ?? row;
  const range = { from: Math.min(anchor, row), to: Math.max(anchor, row) + 1 };
  return { ranges: [range], active: row, anchor };
}

/** Takes one row in, or out. */
export function toggleRow(selection: RowSelection | undefined, row: number): RowSelection {
  const ranges = selection?.ranges ?? [];
  const next = isSelected(selection, row)
    ? ranges.flatMap(({ from, to }) =>
        row < from || row >= to
          ? [{ from, to }]
          : [
              { from, to: row },
              { from: row + 1, to },
            ].filter((part) => part.from < part.to),
      )
    : merge([...ranges, { from: row, to: row + 1 }]);
  return { ranges: next, active: row, anchor: row };
}

export function selectAll(length: number, active: number | undefined): RowSelection | undefined {
  if (length === 0) return undefined;
  return { ranges: [{ from: 0, to: length }], active: active ?? length - 1, anchor: 0 };
}

export function isSelected(selection: RowSelection | undefined, row: number): boolean {
  return selection?.ranges.some(({ from, to }) => row >= from && row < to) ?? false;
}

/** Number of rows. */
export function selectionSize(selection: RowSelection | undefined): number {
  return selection?.ranges.reduce((sum, { from, to }) => sum + to - from, 0) ?? 0;
}

function merge(ranges: readonly RowRange[]): RowRange[] {
  const merged: RowRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to)
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    else merged.push(range);
  }
  return merged;
}
