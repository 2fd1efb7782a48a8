import {
  closestCenter,
  DndContext,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type DragOverEvent,
  type DragStartEvent,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { ReOrderDotsVertical16Regular } from './icons.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  item: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXXS, minWidth: 0 },
  dragged: { position: 'relative', zIndex: 1, boxShadow: tokens.shadow8 },
  content: { flexGrow: 1, minWidth: 0 },
  handle: {
    display: 'flex',
    flexShrink: 0,
    alignItems: 'center',
    justifyContent: 'center',
    width: '24px',
    height: '32px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground3,
    backgroundColor: 'transparent',
    cursor: 'grab',
    touchAction: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** What is said while something is moved; places are counted from 1. */
export interface SortingWords {
  readonly handle: (place: number) => string;
  readonly keys: string;
  readonly picked: (place: number) => string;
  readonly over: (place: number) => string;
  readonly dropped: (place: number) => string;
  readonly canceled: string;
}

interface SortableListProps {
  readonly label: string;
  /** A name for each item that stays with it. */
  readonly ids: readonly string[];
  readonly words: SortingWords;
  readonly onMove: (from: number, to: number) => void;
  readonly renderItem: (index: number) => ReactNode;
}

/** A list whose items are put in order by their handles: dragged with the pointer, or moved with the arrow keys. */
export function SortableList({ label, ids, words, onMove, renderItem }: SortableListProps) {
  const styles = useStyles();
  const sensors = useSensors(
    // A click is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
  );
  const placeOf = (id: string | number | undefined): number => ids.indexOf(String(id)) + 1;
  const list = useRef<HTMLOListElement>(null);
  /** The item whose handle is to have the focus again: an element loses it when it is put somewhere else. */
  const moved = useRef<string>(undefined);
  useLayoutEffect(() => {
    const index = ids.indexOf(moved.current ?? '');
    moved.current = undefined;
    list.current?.children[index]?.querySelector('button')?.focus();
  }, [ids]);
  const onHandleKey = (event: KeyboardEvent, from: number): void => {
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (to === from || to < 0 || to >= ids.length) return;
    moved.current = ids[from];
    onMove(from, to);
  };
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    const [from, to] = [placeOf(active.id) - 1, placeOf(over?.id) - 1];
    if (from >= 0 && to >= 0 && from !== to) onMove(from, to);
  };
  const announcements = {
    onDragStart: ({ active }: DragStartEvent) => words.picked(placeOf(active.id)),
    onDragOver: ({ over }: DragOverEvent) => (over === null ? undefined : words.over(placeOf(over.id))),
    onDragEnd: ({ active, over }: DragEndEvent) => words.dropped(placeOf(over?.id ?? active.id)),
    onDragCancel: () => words.canceled,
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: words.keys } }}
    >
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        <ol ref={list} className={styles.list} aria-label={label}>
          {ids.map((id, index) => (
            <SortableItem
              key={id}
              id={id}
              handle={words.handle(index + 1)}
              onKey={(event) => onHandleKey(event, index)}
            >
              {renderItem(index)}
            </SortableItem>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface SortableItemProps {
  readonly id: string;
  readonly handle: string;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

function SortableItem({ id, handle, onKey, children }: SortableItemProps) {
  const styles = useStyles();
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id,
  });
  const move = transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`;
  return (
    <li
      ref={setNodeRef}
      className={mergeClasses(styles.item, isDragging && styles.dragged)}
      style={{ transform: move, transition }}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        className={styles.handle}
        aria-label={handle}
        aria-describedby={attributes['aria-describedby']}
        onPointerDown={(event) => listeners?.['onPointerDown']?.(event)}
        onKeyDown={onKey}
      >
        <ReOrderDotsVertical16Regular />
      </button>
      <div className={styles.content}>{children}</div>
    </li>
  );
}
