import { expect, test } from 'vitest';
import { readJson } from './json.ts';
import { treeMove, TreeRows } from './tree-rows.ts';

const { nodes } = readJson(new TextEncoder().encode('{"a":[1,2],"b":{"c":{}},"d":3}'));
const shown = (rows: TreeRows): number[] => Array.from({ length: rows.length }, (_, row) => rows.node(row));

test('a small tree is open, and a closed branch has one line', () => {
  const all = TreeRows.of(nodes);
  expect(shown(all)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const closed = all.withOpen(1, false);
  expect(shown(closed)).toEqual([0, 1, 4, 5, 6]);
  expect(shown(closed.withOpen(0, false))).toEqual([0]);
  expect(shown(closed.withOpen(1, true))).toEqual(shown(all));
});

test('of a large tree only the top is open', () => {
  const large = readJson(new TextEncoder().encode(`[${'[1],'.repeat(200)}2]`)).nodes;
  expect(TreeRows.of(large).length).toBe(202);
});

test('keys move, open and close', () => {
  const rows = TreeRows.of(nodes);
  const tree = { nodes, rows, pageRows: 3 };
  expect(treeMove('ArrowDown', 6, tree)).toEqual({ row: 6 });
  expect(treeMove('PageDown', 1, tree)).toEqual({ row: 4 });
  expect(treeMove('Home', 4, tree)).toEqual({ row: 0 });
  expect(treeMove('End', 0, tree)).toEqual({ row: 6 });
  expect(treeMove('ArrowRight', 1, tree)).toEqual({ row: 2 });
  expect(treeMove('ArrowLeft', 1, tree)).toEqual({ row: 1, isOpen: false });
  expect(treeMove('ArrowLeft', 3, tree)).toEqual({ row: 1 });
  expect(treeMove('ArrowLeft', 6, tree)).toEqual({ row: 0 });
  expect(treeMove('Enter', 1, tree)).toEqual({ row: 1, isOpen: false });
  // Nothing in it: there is nothing to open.
  expect(treeMove('ArrowRight', 5, tree)).toBeUndefined();
  expect(treeMove('Enter', 2, tree)).toBeUndefined();
  const closed = { ...tree, rows: rows.withOpen(4, false) };
  expect(treeMove('ArrowRight', 4, closed)).toEqual({ row: 4, isOpen: true });
  expect(treeMove('ArrowLeft', 5, closed)).toEqual({ row: 0 });
});
