// A list's own elements cannot be absent for the rows that are off screen; a tree's can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { showControls } from '../../model/control-characters.ts';
import type { NodeRole, PayloadTree } from '../../model/payload/payload-tree.ts';
import { treeMove, TreeRows } from '../../model/payload/tree-rows.ts';
import { elementHeight } from '../../model/virtual-scroll.ts';
import { words } from '../../model/words.ts';
import { ChevronDown16Regular, ChevronRight16Regular } from '../../ui/icons.ts';
import { keyAlong } from '../../ui/reading-direction.ts';
import { makeStyles, media, mergeClasses, tokens } from '../../ui/styles.ts';
import { usePageServices } from '../page-context.ts';
import { useScrolling } from '../transcript/use-scrolling.ts';
import { lineHeight, useLineStyles } from './virtual-lines.tsx';

/** Levels that are indented; deeper ones would be out of sight. */
const indentLimit = 24;
const indentPixels = 16;

const useStyles = makeStyles({
  item: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, cursor: 'default' },
  active: {
    // No ground of its own: the colours of values are to be read on every one.
    boxShadow: `inset 0 0 0 1px ${tokens.colorBrandStroke1}`,
    [media.forcedColors]: { outline: '1px solid Highlight', outlineOffset: '-1px' },
  },
  chevron: { display: 'inline-flex', width: '16px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  label: { color: tokens.colorNeutralForeground1 },
  note: { color: tokens.colorNeutralForeground3 },
});

const useRoleStyles = makeStyles<NodeRole>({
  container: { color: tokens.colorNeutralForeground3 },
  string: { color: tokens.colorPaletteGreenForeground1 },
  number: { color: tokens.colorPaletteDarkOrangeForeground1 },
  literal: { color: tokens.colorPaletteBerryForeground1 },
  bytes: { color: tokens.colorBrandForeground1 },
  fault: { color: tokens.colorPaletteRedForeground1 },
});

/** A payload as a tree. Only the lines on screen exist; the keys are those of the WAI-ARIA tree view pattern. */
export function TreeView({ tree }: { readonly tree: PayloadTree }) {
  const lineStyles = useLineStyles();
  const { app } = usePageServices();
  const idPrefix = useId();
  const { nodes } = tree;
  const [rows, setRows] = useState(() => TreeRows.of(nodes));
  const [active, setActive] = useState(0);
  const scrollerRef = useRef<HTMLDivElement>(null);
  const { length } = rows;
  const scrolling = useScrolling(scrollerRef, { length, headHeight: 0, rowHeight: lineHeight, follows: false });
  const { from, to, position } = scrolling;
  const move = (row: number, isOpen?: boolean): void => {
    setActive(row);
    scrolling.reveal(row);
    if (isOpen !== undefined) setRows(rows.withOpen(row, isOpen));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      if (String(window.getSelection()) === '') void app.copy(tree.describe(rows.node(active), Infinity).value);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = treeMove(keyAlong(event), active, { nodes, rows, pageRows: scrolling.pageRows });
    if (next === undefined) return;
    event.preventDefault();
    move(next.row, 'isOpen' in next ? next.isOpen : undefined);
  };
  const onClick = (event: MouseEvent): void => {
    const target = event.target as Element; // a click is on an element
    const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    if (index === undefined) return;
    const row = Number(index);
    const isToggled = target.closest('[data-toggle]') !== null || event.detail === 2;
    const canOpen = nodes.childCount(rows.node(row)) > 0;
    move(row, isToggled && canOpen ? !rows.isOpen(row) : undefined);
  };
  return (
    <div className={lineStyles.frame}>
      {/* The keys of the items are the tree's: items come and go, the tree keeps the focus. */}
      <div
        ref={scrollerRef}
        className={lineStyles.scroller}
        role="tree"
        tabIndex={0}
        aria-label={words.detail.tree.label}
        aria-activedescendant={active >= from && active < to ? `${idPrefix}${active}` : undefined}
        onScroll={scrolling.onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div
          role="presentation"
          className={lineStyles.sizer}
          style={{ height: elementHeight({ length, rowHeight: lineHeight }) }}
        >
          <div
            role="presentation"
            className={lineStyles.lines}
            style={{ transform: `translateY(${position.elementTop - position.top + from * lineHeight}px)` }}
          >
            {Array.from({ length: to - from }, (_, offset) => from + offset).map((row) => (
              <TreeItem
                key={row}
                id={`${idPrefix}${row}`}
                tree={tree}
                node={rows.node(row)}
                row={row}
                isOpen={rows.isOpen(row)}
                isActive={row === active}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

interface TreeItemProps {
  readonly id: string;
  readonly tree: PayloadTree;
  readonly node: number;
  readonly row: number;
  readonly isOpen: boolean;
  readonly isActive: boolean;
}

function TreeItem({ id, tree, node, row, isOpen, isActive }: TreeItemProps) {
  const styles = useStyles();
  const lineStyles = useLineStyles();
  const roleStyles = useRoleStyles();
  const { nodes } = tree;
  const { label, value, note, role } = useMemo(() => tree.describe(node), [tree, node]);
  const hasChildren = nodes.childCount(node) > 0;
  const depth = nodes.depthOf(node);
  const parent = nodes.parent(node);
  const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular;
  return (
    // The tree has the keys.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={nodes.ordinal(node) + 1}
      aria-setsize={parent === undefined ? nodes.rootCount : nodes.childCount(parent)}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isActive}
      data-index={row}
      className={mergeClasses(lineStyles.line, styles.item, isActive && styles.active)}
    >
      <span style={{ width: Math.min(depth, indentLimit) * indentPixels, flexShrink: 0 }} />
      <span className={styles.chevron} data-toggle>
        {hasChildren && <Chevron />}
      </span>
      {label !== '' && <span className={styles.label}>{`${showControls(label)}: `}</span>}
      <span className={roleStyles[role]}>{showControls(value)}</span>
      {note !== '' && <span className={styles.note}>{note}</span>}
    </div>
  );
}
