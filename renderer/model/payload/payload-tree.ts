import type { ReadFault } from './read-fault.ts';

/** What a node's line says. */
export interface NodeText {
  /** A key, an index or a field; empty where the node has none. */
  readonly label: string;
  readonly value: string;
  readonly role: NodeRole;
  /** What the format says beside the value, such as a tag or a type. */
  readonly note: string;
}

export type NodeRole = 'container' | 'string' | 'number' | 'literal' | 'bytes' | 'fault';

/** A payload read as a structure. What a line says is made when it is shown. */
export interface PayloadTree {
  readonly nodes: TreeNodes;
  /** Where reading ended early; the nodes are what was there until then. */
  readonly fault: ReadFault | undefined;
  /** @param limit bytes of a value or key that are written out; default: as many as fit a line */
  describe(node: number, limit?: number): NodeText;
}

/** Nodes that a tree holds at most: 40 bytes each, whatever the payload says. */
export const nodeLimit = 1_000_000;

/** A reader asked for one node too many. */
export class TooManyNodes extends Error {}

/** What a reader tells of a node. */
export interface NewNode {
  /** What the format calls it. */
  readonly kind: number;
  /** Its place in the payload; `end` may be set later. */
  readonly start: number;
  readonly end?: number;
  /** Where its key lies; left out where it has none. */
  readonly label?: readonly [start: number, end: number] | undefined;
  /** Whatever else the format has to know of it. */
  readonly extra?: number;
}

/**
 * The nodes of a tree in document order, as columns: a message of 8 MiB can have a million of them. Built by `leaf`,
 * `open` and `close`, without recursion, so that no depth is too deep.
 */
export class TreeNodes {
  #length = 0;
  #columns = makeColumns(256);
  /** Containers that are open. */
  readonly #path: number[] = [];

  get length(): number {
    return this.#length;
  }

  /** How many containers are open. */
  get depth(): number {
    return this.#path.length;
  }

  leaf(node: NewNode): number {
    const index = this.#add(node);
    this.#columns.after[index] = index + 1;
    return index;
  }

  /** A node whose children follow, until it is closed. */
  open(node: NewNode): number {
    const index = this.#add(node);
    this.#columns.isBranch[index] = 1;
    this.#path.push(index);
    return index;
  }

  /** @param end where the innermost open node ends in the payload */
  close(end: number): void {
    const index = this.#path.pop();
    if (index === undefined) return;
    this.#columns.after[index] = this.#length;
    this.#columns.end[index] = end;
  }

  /** Closes whatever is open, for a payload that ends early. */
  closeAll(end: number): void {
    while (this.#path.length > 0) this.close(end);
  }

  kind(node: number): number {
    return this.#columns.kind[node] ?? 0;
  }

  isBranch(node: number): boolean {
    return this.#columns.isBranch[node] === 1;
  }

  /** Number of nodes above it. */
  depthOf(node: number): number {
    return this.#columns.depth[node] ?? 0;
  }

  /** The node that holds it; undefined at the top. */
  parent(node: number): number | undefined {
    const parent = this.#columns.parent[node] ?? 0;
    return parent === 0 ? undefined : parent - 1;
  }

  /** Which of its parent's children it is, from 0. */
  ordinal(node: number): number {
    return this.#columns.ordinal[node] ?? 0;
  }

  /** Number of its own children. */
  childCount(node: number): number {
    return this.#columns.childCount[node] ?? 0;
  }

  /** The first node behind it and everything in it. */
  after(node: number): number {
    return this.#columns.after[node] ?? this.#length;
  }

  start(node: number): number {
    return this.#columns.start[node] ?? 0;
  }

  end(node: number): number {
    return this.#columns.end[node] ?? 0;
  }

  label(node: number): readonly [start: number, end: number] | undefined {
    const end = this.#columns.labelEnd[node] ?? 0;
    return end === 0 ? undefined : [this.#columns.labelStart[node] ?? 0, end];
  }

  extra(node: number): number {
    return this.#columns.extra[node] ?? 0;
  }

  #add({ kind, start, end = start, label, extra = 0 }: NewNode): number {
    if (this.#length >= nodeLimit) throw new TooManyNodes();
    if (this.#length === this.#columns.kind.length) this.#columns = grown(this.#columns);
    const index = this.#length;
    const parent = this.#path.at(-1);
    const columns = this.#columns;
    columns.kind[index] = kind;
    columns.start[index] = start;
    columns.end[index] = end;
    columns.labelStart[index] = label?.[0] ?? 0;
    columns.labelEnd[index] = label?.[1] ?? 0;
    columns.extra[index] = extra;
    columns.depth[index] = this.#path.length;
    // One more, so that 0 is none.
    columns.parent[index] = parent === undefined ? 0 : parent + 1;
    columns.ordinal[index] = parent === undefined ? this.#roots++ : this.#nextOrdinal(parent);
    this.#length += 1;
    return index;
  }

  #roots = 0;

  /** How many nodes are at the top. */
  get rootCount(): number {
    return this.#roots;
  }

  #nextOrdinal(parent: number): number {
    const ordinal = this.#columns.childCount[parent] ?? 0;
    this.#columns.childCount[parent] = ordinal + 1;
    return ordinal;
  }
}

type Columns = ReturnType<typeof makeColumns>;

function makeColumns(capacity: number) {
  return {
    kind: new Uint8Array(capacity),
    isBranch: new Uint8Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    labelStart: new Uint32Array(capacity),
    labelEnd: new Uint32Array(capacity),
    extra: new Uint32Array(capacity),
    depth: new Uint32Array(capacity),
    parent: new Uint32Array(capacity),
    ordinal: new Uint32Array(capacity),
    childCount: new Uint32Array(capacity),
    after: new Uint32Array(capacity),
  };
}

function grown(columns: Columns): Columns {
  const larger = makeColumns(columns.kind.length * 2);
  for (const name of Object.keys(larger) as (keyof Columns)[]) larger[name].set(columns[name]);
  return larger;
}

/** What stands before an item of a list; nothing at the top. */
export function indexLabel(nodes: TreeNodes, node: number): string {
  return nodes.parent(node) === undefined ? '' : String(nodes.ordinal(node));
}
