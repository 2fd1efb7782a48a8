/** Which row is active after a key; undefined for a key that moves nothing. */
export function rowAfterKey(
  key: string,
  active: number | undefined,
  list: { readonly length: number; readonly pageRows: number },
): number | undefined {
  const last = list.length - 1;
  if (last < 0) return undefined;
  const within = (row: number): number => Math.min(Math.max(row, 0), last);
  switch (key) {
    case 'ArrowDown':
      return within(active === undefined ? last : active + 1);
    case 'ArrowUp':
      return within(active === undefined ? last : active - 1);
    case 'PageDown':
      return within((active ?? last) + list.pageRows);
    case 'PageUp':
      return within((active ?? last) - list.pageRows);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
