import { useDraggable, useDroppable } from '@dnd-kit/core';
import { useState, type KeyboardEvent } from 'react';
import type { LibraryEntry } from '../../../contract/workbench/library.ts';
import { libraryLimits } from '../../../contract/workbench/library.ts';
import type { TreeRow } from '../../model/workbench/library-tree.ts';
import { words } from '../../model/words.ts';
import {
  BracesVariable20Regular,
  Chat16Regular,
  ChevronDown16Regular,
  ChevronRight16Regular,
  Folder16Regular,
  MoreHorizontal16Regular,
  PlugConnected16Regular,
  Warning20Filled,
  type Icon,
} from '../../ui/icons.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { useLibraryStyles } from './library-styles.ts';
import { documentProblemText } from '../../model/reason-text.ts';

const icons: Readonly<Record<LibraryEntry['kind'], Icon>> = {
  folder: Folder16Regular,
  connection: PlugConnected16Regular,
  message: Chat16Regular,
  environment: BracesVariable20Regular,
};

interface TreeItemProps {
  readonly row: TreeRow;
  readonly isCurrent: boolean;
  /** Whether its tab is the active one. */
  readonly isShown: boolean;
  readonly isRenaming: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
  /** A folder is opened to be edited. */
  readonly onEdit: () => void;
  readonly onMenu: (x: number, y: number) => void;
  /** Undefined: the name stays. */
  readonly onRenamed: (name: string | undefined) => void;
}

/** A line of the tree. */
export function TreeItem(props: TreeItemProps) {
  const { row, isCurrent, isShown, isRenaming, onFocus, onOpen, onToggle, onEdit, onMenu, onRenamed } = props;
  const { path, entry, level, isExpanded, position, count } = row;
  const styles = useLibraryStyles();
  const { library } = words.workbench;
  const drag = useDraggable({ id: path, disabled: entry === undefined || isRenaming });
  const drop = useDroppable({ id: path });
  const name = entry === undefined ? library.parts[row.name as keyof typeof library.parts] : row.name; // parts have their own names
  const EntryIcon = entry === undefined ? undefined : icons[entry.kind];
  const isFolder = isExpanded !== undefined;
  const problem = entry?.problem;
  const setRef = (element: HTMLElement | null): void => {
    drag.setNodeRef(element);
    drop.setNodeRef(element);
  };
  return (
    // The tree has the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={setRef}
      role="treeitem"
      data-path={path}
      className={mergeClasses(
        styles.row,
        entry === undefined && styles.part,
        isShown && styles.selected,
        drag.isDragging && styles.dragged,
        drop.isOver && !drag.isDragging && (isFolder ? styles.overFolder : styles.over),
      )}
      style={{ paddingInlineStart: `${4 + 16 * (level - 1)}px` }}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={problem === undefined ? name : `${name}, ${library.isBroken}`}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={count}
      aria-selected={isShown}
      aria-expanded={isExpanded}
      title={
        problem === undefined ? undefined : library.broken(problem.line, problem.column, documentProblemText(problem))
      }
      {...drag.listeners}
      onFocus={onFocus}
      onClick={() => (isFolder ? onToggle() : onOpen())}
      // Its two clicks have opened and closed the folder, which is as it was.
      onDoubleClick={() => isFolder && onEdit()}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(event.clientX, event.clientY);
      }}
    >
      {isFolder && isExpanded ? (
        <ChevronDown16Regular className={styles.chevron} aria-hidden />
      ) : isFolder ? (
        <ChevronRight16Regular className={mergeClasses(styles.chevron, styles.closed)} aria-hidden />
      ) : (
        <span className={styles.chevron} aria-hidden />
      )}
      {EntryIcon !== undefined && <EntryIcon className={styles.icon} aria-hidden />}
      {isRenaming ? (
        <RenameField name={name} onEnd={onRenamed} />
      ) : (
        <>
          <span className={styles.name}>{name}</span>
          {problem !== undefined && <Warning20Filled className={styles.problemIcon} aria-hidden />}
          {/* Found by the pointer; the keyboard has Shift + F10 on the line. */}
          <span
            data-more
            aria-hidden
            onPointerDown={(event) => event.stopPropagation()}
            onClick={(event) => {
              event.stopPropagation();
              const box = event.currentTarget.getBoundingClientRect();
              onMenu(box.left, box.bottom);
            }}
          >
            <MoreHorizontal16Regular className={styles.icon} />
          </span>
        </>
      )}
    </div>
  );
}

function RenameField({ name, onEnd }: { readonly name: string; readonly onEnd: (name: string | undefined) => void }) {
  const [value, setValue] = useState(name);
  const stop = (event: KeyboardEvent): void => event.stopPropagation();
  return (
    // The tree's keys are the field's while it is there, and the pointer selects text.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      style={{ display: 'flex', flexGrow: 1, minWidth: 0 }}
      onKeyDown={stop}
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={() => onEnd(undefined)}
    >
      <LineInput
        ref={focusAndSelect}
        label={words.workbench.library.renameField(name)}
        value={value}
        maxLength={libraryLimits.nameLength}
        onChange={setValue}
        onEnter={() => onEnd(value.trim() === '' || value === name ? undefined : value.trim())}
        onEscape={() => onEnd(undefined)}
      />
    </span>
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  // Once: it has the focus from then on.
  if (input === null || document.activeElement === input) return;
  input.focus();
  input.select();
}
