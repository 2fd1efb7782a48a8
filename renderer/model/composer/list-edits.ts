/** A list without the one at a place, with a copy behind it, or with it somewhere else: the list itself is not changed. */
export function without<Item>(list: readonly Item[], index: number): readonly Item[] {
  return list.filter((_, at) => at !== index);
}

export function withInserted<Item>(list: readonly Item[], index: number, item: Item): readonly Item[] {
  return [...list.slice(0, index), item, ...list.slice(index)];
}

export function withMoved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  return withInserted(without(list, from), to, item);
}

export function withReplaced<Item>(list: readonly Item[], index: number, item: Item): readonly Item[] {
  return list.map((known, at) => (at === index ? item : known));
}
