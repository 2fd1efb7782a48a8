import type { PayloadTree } from './payload-tree.ts';

/** For tests: a node's line and those of the nodes in it, indented, as the page shows them. */
export function treeText(tree: PayloadTree): string {
  const lines: string[] = [];
  for (let node = 0; node < tree.nodes.length; node += 1) {
    const { label, value, note } = tree.describe(node);
    const before = label === '' ? '' : `${label}: `;
    lines.push(`${'  '.repeat(tree.nodes.depthOf(node))}${before}${value}${note === '' ? '' : ` <${note}>`}`);
  }
  return lines.join('\n');
}

/** For tests: the value that a tree stands for, where JSON has it. */
export function treeValue(tree: PayloadTree, node = 0): unknown {
  const { value, role } = tree.describe(node, Infinity);
  if (role === 'number') return Number(value);
  if (role === 'string') return value;
  if (role === 'literal') return value === 'nil' ? null : JSON.parse(value);
  const children: [label: string, value: unknown][] = [];
  for (let child = node + 1; child < tree.nodes.after(node); child = tree.nodes.after(child)) {
    children.push([tree.describe(child, Infinity).label, treeValue(tree, child)]);
  }
  return value.startsWith('{}') ? Object.fromEntries(children) : children.map(([, item]) => item);
}
