import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type DragOverEvent,
  type DragStartEvent,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
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

/** A list whose items are put in order by their handles: with the pointer, or with Space and the arrow keys. */
export function SortableList({ label, ids, words, onMove, renderItem }: SortableListProps) {
  const styles = useStyles();
  const sensors = useSensors(
    // A click is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const placeOf = (id: string | number | undefined): number => ids.indexOf(String(id)) + 1;
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
        <ol className={styles.list} aria-label={label}>
          {ids.map((id, index) => (
            <SortableItem key={id} id={id} handle={words.handle(index + 1)}>
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
  readonly children: ReactNode;
}

function SortableItem({ id, handle, children }: SortableItemProps) {
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
        onKeyDown={(event) => {
          // Esc puts it back, and must not end the connection as well.
          if (isDragging && event.key === 'Escape') event.stopPropagation();
          listeners?.['onKeyDown']?.(event);
        }}
      >
        <ReOrderDotsVertical16Regular />
      </button>
      <div className={styles.content}>{children}</div>
    </li>
  );
}
