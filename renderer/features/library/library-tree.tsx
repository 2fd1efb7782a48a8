import { DndContext, PointerSensor, useSensor, useSensors, type Announcements, type DragEndEvent } from '@dnd-kit/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { LibraryEntry, LibraryEntryKind, LibraryPath } from '../../../contract/workbench/library.ts';
import type { LibraryModel } from '../../model/workbench/library-model.ts';
import {
  dropTarget,
  folderOf,
  moveStep,
  rowByLetter,
  treeRows,
  type TreeRow,
} from '../../model/workbench/library-tree.ts';
import { nameOfPath } from '../../model/workbench/tabs.ts';
import { words } from '../../model/words.ts';
import { keyAlong } from '../../ui/reading-direction.ts';
import { useKeyText } from '../use-key-text.ts';
import { useStore } from '../use-store.ts';
import { EntryMenu } from './entry-menu.tsx';
import { useLibraryStyles } from './library-styles.ts';
import { TreeItem } from './tree-item.tsx';
import { documentProblemText } from '../../model/reason-text.ts';

interface LibraryTreeProps {
  readonly model: LibraryModel;
  readonly search: string;
  /** The line that is chosen. */
  readonly current: LibraryPath | undefined;
  /** The document whose tab is shown. */
  readonly shown: LibraryPath | null;
  readonly renaming: LibraryPath | undefined;
  readonly onCurrent: (path: LibraryPath) => void;
  readonly onRenaming: (path: LibraryPath | undefined) => void;
  readonly onOpen: (entry: LibraryEntry) => void;
  readonly onCreate: (kind: LibraryEntryKind, near: LibraryPath) => void;
}

/** The documents as a tree (WAI-ARIA, "Tree View Pattern"). */
export function LibraryTree(props: LibraryTreeProps) {
  const { model, search, current, shown, renaming, onCurrent, onRenaming, onOpen, onCreate } = props;
  const styles = useLibraryStyles();
  const keyText = useKeyText();
  const { library } = words.workbench;
  const entries = useStore(model.store, (state) => state.library?.entries) ?? none;
  const [collapsed, setCollapsed] = useState<ReadonlySet<LibraryPath>>(new Set());
  const [menu, setMenu] = useState<{ readonly path: LibraryPath; readonly x: number; readonly y: number }>();
  const ref = useRef<HTMLDivElement>(null);
  /** The line that is to have the focus once it is there again. */
  const wanted = useRef<LibraryPath>(undefined);
  const rows = useMemo(() => treeRows(entries, collapsed, search), [entries, collapsed, search]);
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === current),
  );
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const focusRow = (path: LibraryPath): void => {
    onCurrent(path);
    ref.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  useEffect(() => {
    const path = wanted.current;
    if (path === undefined || !rows.some((row) => row.path === path)) return;
    wanted.current = undefined;
    focusRow(path);
  });
  const toggle = (path: LibraryPath, isOpen: boolean): void =>
    setCollapsed((before) => {
      const after = new Set(before);
      if (isOpen) after.delete(path);
      else after.add(path);
      return after;
    });
  const openRow = ({ path, entry, isExpanded }: TreeRow): void => {
    if (entry === undefined || isExpanded !== undefined) toggle(path, isExpanded === false);
    else onOpen(entry);
  };
  /** Opens what a line stands for; a part of the library only shows what is in it. */
  const editRow = (row: TreeRow): void => {
    if (row.entry === undefined) openRow(row);
    else onOpen(row.entry);
  };
  const showMenu = (path: LibraryPath): void => {
    const box = ref.current?.querySelector(`[data-path="${CSS.escape(path)}"]`)?.getBoundingClientRect();
    if (box !== undefined) setMenu({ path, x: box.left + 24, y: box.bottom });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (row === undefined || renaming !== undefined) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const target = moveStep(entries, row.path, event.key === 'ArrowUp' ? 'up' : 'down');
      if (target !== undefined) void model.move(row.path, target);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const done = treeKey(event, row, {
      rows,
      at,
      go: (index) => {
        const next = rows[index];
        if (next !== undefined) focusRow(next.path);
      },
      toggle,
      open: () => openRow(row),
      edit: () => editRow(row),
      rename: () => onRenaming(row.path),
      remove: () => {
        wanted.current = (rows[at + 1] ?? rows[at - 1])?.path;
        void model.remove(row.path);
      },
      menu: () => showMenu(row.path),
    });
    if (done) event.preventDefault();
  };
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    const target = over === null ? undefined : dropTarget(entries, String(active.id), String(over.id));
    if (target !== undefined) void model.move(String(active.id), target);
  };
  return (
    <DndContext
      sensors={sensors}
      onDragEnd={onDragEnd}
      accessibility={{
        announcements: announcements(),
        screenReaderInstructions: { draggable: library.drag(`${keyText('moveUp')}, ${keyText('moveDown')}`) },
      }}
    >
      {/* Its keys are those of the line that has the focus. */}
      <div ref={ref} className={styles.tree} role="tree" aria-label={library.tree} tabIndex={-1} onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <div key={row.path} role="none">
            <TreeItem
              row={row}
              isCurrent={index === at}
              isShown={row.path === shown}
              isRenaming={row.path === renaming}
              onFocus={() => onCurrent(row.path)}
              onOpen={() => openRow(row)}
              onToggle={() => openRow(row)}
              onEdit={() => row.entry !== undefined && onOpen(row.entry)}
              onMenu={(x, y) => {
                onCurrent(row.path);
                setMenu({ path: row.path, x, y });
              }}
              onRenamed={(name) => {
                if (renaming !== row.path) return;
                onRenaming(undefined);
                if (name === undefined) return focusRow(row.path);
                wanted.current = `${folderOf(row.path)}/${name}`;
                void model.rename(row.path, name);
              }}
            />
            {row.entry === undefined && row.isExpanded === true && !hasChildren(rows, index) && (
              <p className={styles.empty}>
                {search.trim() === ''
                  ? emptyText(row.name as keyof typeof library.empty, keyText('save')) // a part's name
                  : library.nothingFound}
              </p>
            )}
            {row.entry?.problem !== undefined && (
              <p className={styles.problem} style={{ paddingInlineStart: `${26 + 16 * (row.level - 1)}px` }}>
                {library.broken(
                  row.entry.problem.line,
                  row.entry.problem.column,
                  documentProblemText(row.entry.problem),
                )}{' '}
                {library.brokenHint}
              </p>
            )}
          </div>
        ))}
      </div>
      {menu !== undefined && (
        <EntryMenu
          model={model}
          at={menu}
          onOpen={() => {
            const row = rows.find(({ path }) => path === menu.path);
            if (row !== undefined) editRow(row);
          }}
          onRename={() => onRenaming(menu.path)}
          onCreate={(kind) => onCreate(kind, menu.path)}
          onClose={() => {
            setMenu(undefined);
            if (renaming === undefined) focusRow(menu.path);
          }}
        />
      )}
    </DndContext>
  );
}

const none: readonly LibraryEntry[] = [];

interface TreeActions {
  readonly rows: readonly TreeRow[];
  readonly at: number;
  readonly go: (index: number) => void;
  readonly toggle: (path: LibraryPath, isOpen: boolean) => void;
  readonly open: () => void;
  readonly edit: () => void;
  readonly rename: () => void;
  readonly remove: () => void;
  readonly menu: () => void;
}

/** @returns whether the key meant something */
function treeKey(event: KeyboardEvent, row: TreeRow, actions: TreeActions): boolean {
  const { key, shiftKey } = event;
  const { rows, at, go, toggle } = actions;
  const isDocument = row.entry !== undefined;
  switch (keyAlong(event)) {
    case 'ArrowDown':
      go(Math.min(rows.length - 1, at + 1));
      return true;
    case 'ArrowUp':
      go(Math.max(0, at - 1));
      return true;
    case 'Home':
      go(0);
      return true;
    case 'End':
      go(rows.length - 1);
      return true;
    case 'ArrowRight':
      if (row.isExpanded === false) toggle(row.path, true);
      else if (row.isExpanded === true && hasChildren(rows, at)) go(at + 1);
      return true;
    case 'ArrowLeft':
      if (row.isExpanded === true) toggle(row.path, false);
      else
        go(
          Math.max(
            0,
            rows.findIndex(({ path }) => path === folderOf(row.path)),
          ),
        );
      return true;
    case 'Enter':
      actions.edit();
      return true;
    case ' ':
      actions.open();
      return true;
    case 'F2':
      if (isDocument) actions.rename();
      return true;
    case 'Delete':
      if (isDocument) actions.remove();
      return true;
    case 'ContextMenu':
      actions.menu();
      return true;
    case 'F10':
      if (shiftKey) actions.menu();
      return shiftKey;
    default: {
      const found = key.length === 1 ? rowByLetter(rows, at, key) : undefined;
      if (found !== undefined) go(found);
      return found !== undefined;
    }
  }
}

/** What is said where a part of the library has nothing yet. */
function emptyText(part: keyof typeof words.workbench.library.empty, saveKeys: string): string {
  const { empty } = words.workbench.library;
  return part === 'connections' ? empty.connections(saveKeys) : empty[part];
}

function hasChildren(rows: readonly TreeRow[], index: number): boolean {
  return (rows[index + 1]?.level ?? 0) > (rows[index]?.level ?? 0);
}

function announcements(): Announcements {
  const { library } = words.workbench;
  const name = (id: string | number): string => nameOfPath(String(id));
  return {
    onDragStart: ({ active }) => library.dragged(name(active.id)),
    onDragOver: ({ active, over }) => (over === null ? undefined : library.draggedOver(name(active.id), name(over.id))),
    onDragEnd: ({ active }) => library.dropped(name(active.id)),
    onDragCancel: ({ active }) => library.dragCanceled(name(active.id)),
  };
}
