import { JsonKind } from './json.ts';
import type { TreeNodes } from './payload-tree.ts';
import { visibleUtf8 } from './utf8.ts';

/** Levels that are indented; deeper ones stand below each other, or a hundred thousand of them would be mostly spaces. */
const indentLimit = 40;

/**
 * JSON with a line for each value, indented. Every token is as it was sent; only the space between them is ours.
 *
 * @param nodes of a payload that was read without a fault, by `readJson`
 */
export function jsonLines(bytes: Uint8Array, nodes: TreeNodes): string[] {
  const lines: string[] = [];
  /** Containers whose end is still to be written. */
  const open: number[] = [];
  const closeBefore = (node: number): void => {
    for (let last = open.at(-1); last !== undefined && nodes.after(last) <= node; last = open.at(-1)) {
      open.pop();
      lines.push(`${indent(nodes.depthOf(last))}${ending(nodes, last)}${comma(nodes, last)}`);
    }
  };
  for (let node = 0; node < nodes.length; node += 1) {
    closeBefore(node);
    const label = nodes.label(node);
    const key = label === undefined ? '' : `${visibleUtf8(bytes.subarray(label[0], label[1]))}: `;
    const before = `${indent(nodes.depthOf(node))}${key}`;
    if (!nodes.isBranch(node)) {
      lines.push(`${before}${visibleUtf8(bytes.subarray(nodes.start(node), nodes.end(node)))}${comma(nodes, node)}`);
    } else if (nodes.childCount(node) === 0) {
      lines.push(`${before}${beginning(nodes, node)}${ending(nodes, node)}${comma(nodes, node)}`);
    } else {
      lines.push(`${before}${beginning(nodes, node)}`);
      open.push(node);
    }
  }
  closeBefore(nodes.length);
  return lines;
}

function indent(depth: number): string {
  return '  '.repeat(Math.min(depth, indentLimit));
}

function beginning(nodes: TreeNodes, node: number): string {
  return nodes.kind(node) === JsonKind.object ? '{' : '[';
}

function ending(nodes: TreeNodes, node: number): string {
  return nodes.kind(node) === JsonKind.object ? '}' : ']';
}

function comma(nodes: TreeNodes, node: number): string {
  const parent = nodes.parent(node);
  return parent === undefined || nodes.ordinal(node) === nodes.childCount(parent) - 1 ? '' : ',';
}
