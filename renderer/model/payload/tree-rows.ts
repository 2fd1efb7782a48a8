import type { TreeNodes } from './payload-tree.ts';

/** Nodes that are all open at first, where a tree has no more. */
const openAtFirst = 200;

/** Which branches of a tree are open, and so which nodes have a line. Never changed: each change is a new one. */
export class TreeRows {
  readonly #nodes: TreeNodes;
  /** 1 for a node that is open. */
  readonly #isOpen: Uint8Array;
  /** The nodes that have a line, in order. */
  readonly #rows: Uint32Array;

  private constructor(nodes: TreeNodes, isOpen: Uint8Array) {
    this.#nodes = nodes;
    this.#isOpen = isOpen;
    this.#rows = shownNodes(nodes, isOpen);
  }

  /** A small tree is open, of a large one only its top. */
  static of(nodes: TreeNodes): TreeRows {
    const isOpen = new Uint8Array(nodes.length);
    if (nodes.length <= openAtFirst) isOpen.fill(1);
    else for (let node = 0; node < nodes.length; node = nodes.after(node)) isOpen[node] = 1;
    return new TreeRows(nodes, isOpen);
  }

  get length(): number {
    return this.#rows.length;
  }

  node(row: number): number {
    return this.#rows[row] ?? 0;
  }

  isOpen(row: number): boolean {
    return this.#isOpen[this.node(row)] === 1;
  }

  withOpen(row: number, isOpen: boolean): TreeRows {
    const next = this.#isOpen.slice();
    next[this.node(row)] = isOpen ? 1 : 0;
    return new TreeRows(this.#nodes, next);
  }

  /** The line of the node that holds this one; undefined at the top. */
  parent(row: number): number | undefined {
    const parent = this.#nodes.parent(this.node(row));
    if (parent === undefined) return undefined;
    // Rows are in the order of nodes.
    let low = 0;
    let high = row;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.node(middle) < parent) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What a key does in a tree (WAI-ARIA, "Tree View Pattern"); undefined where it does nothing. */
export type TreeMove = { readonly row: number } | { readonly row: number; readonly isOpen: boolean };

export function treeMove(
  key: string,
  row: number,
  tree: { readonly nodes: TreeNodes; readonly rows: TreeRows; readonly pageRows: number },
): TreeMove | undefined {
  const { nodes, rows, pageRows } = tree;
  const last = rows.length - 1;
  if (last < 0) return undefined;
  const isBranch = nodes.isBranch(rows.node(row)) && nodes.childCount(rows.node(row)) > 0;
  switch (key) {
    case 'ArrowDown':
      return { row: Math.min(row + 1, last) };
    case 'ArrowUp':
      return { row: Math.max(row - 1, 0) };
    case 'PageDown':
      return { row: Math.min(row + pageRows, last) };
    case 'PageUp':
      return { row: Math.max(row - pageRows, 0) };
    case 'Home':
      return { row: 0 };
    case 'End':
      return { row: last };
    case 'ArrowRight':
      if (!isBranch) return undefined;
      return rows.isOpen(row) ? { row: row + 1 } : { row, isOpen: true };
    case 'ArrowLeft': {
      if (isBranch && rows.isOpen(row)) return { row, isOpen: false };
      const parent = rows.parent(row);
      return parent === undefined ? undefined : { row: parent };
    }
    case 'Enter':
      return isBranch ? { row, isOpen: !rows.isOpen(row) } : undefined;
    default:
      return undefined;
  }
}

function shownNodes(nodes: TreeNodes, isOpen: Uint8Array): Uint32Array {
  let count = 0;
  for (let node = 0; node < nodes.length; node = next(nodes, isOpen, node)) count += 1;
  const shown = new Uint32Array(count);
  let row = 0;
  for (let node = 0; node < nodes.length; node = next(nodes, isOpen, node)) {
    shown[row] = node;
    row += 1;
  }
  return shown;
}

function next(nodes: TreeNodes, isOpen: Uint8Array, node: number): number {
  return isOpen[node] === 1 ? node + 1 : nodes.after(node);
}
