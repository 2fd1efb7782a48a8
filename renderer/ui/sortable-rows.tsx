import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { ReOrderDotsVertical16Regular } from './icons.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXS,
    alignItems: 'start',
    listStyleType: 'none',
  },
  dragging: { position: 'relative', zIndex: 1, opacity: 0.8 },
  handle: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    height: '24px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground3,
    backgroundColor: 'transparent',
    cursor: 'grab',
    touchAction: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ':hover': { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorSubtleBackgroundHover },
  },
});

interface SortableRowsProps {
  /** How many of the rows can be moved; what comes after them stays at the end. */
  readonly count: number;
  readonly rows: readonly ReactNode[];
  /** What is said about a row, counted from 1. */
  readonly say: {
    readonly move: (row: number) => string;
    readonly lifted: (row: number) => string;
    readonly moved: (row: number) => string;
    readonly left: string;
  };
  readonly onMove: (from: number, to: number) => void;
}

/** Rows whose order a person changes: by dragging, by lifting with space, or with Alt and the arrows. */
export function SortableRows({ count, rows, say, onMove }: SortableRowsProps) {
  const styles = useStyles();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = Array.from({ length: count }, (_, index) => String(index));
  const at = (id: string | number | undefined): number => Number(id) + 1;
  const announcements: Announcements = {
    onDragStart: ({ active }) => say.lifted(at(active.id)),
    onDragOver: ({ over }) => (over === null ? undefined : say.moved(at(over.id))),
    onDragEnd: ({ over }) => (over === null ? say.left : say.moved(at(over.id))),
    onDragCancel: () => say.left,
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{ announcements, screenReaderInstructions: { draggable: '' } }}
      onDragEnd={({ active, over }) => {
        if (over !== null && over.id !== active.id) onMove(Number(active.id), Number(over.id));
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul className={styles.list}>
          {rows.map((row, index) =>
            index < count ? (
              // The place is what a row is: its fields keep the focus while they are written.
              // oxlint-disable-next-line react/no-array-index-key
              <SortableRow key={index} index={index} count={count} label={say.move(index + 1)} onMove={onMove}>
                {row}
              </SortableRow>
            ) : (
              // oxlint-disable-next-line react/no-array-index-key
              <SortableRow key={index} index={index} count={count} label={undefined} onMove={onMove}>
                {row}
              </SortableRow>
            ),
          )}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

interface SortableRowProps {
  readonly index: number;
  readonly count: number;
  /** Of its handle; undefined: it stays where it is. */
  readonly label: string | undefined;
  readonly onMove: (from: number, to: number) => void;
  readonly children: ReactNode;
}

function SortableRow({ index, count, label, onMove, children }: SortableRowProps) {
  const styles = useStyles();
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: String(index),
    disabled: label === undefined,
  });
  const move = (event: KeyboardEvent): void => {
    const to = index + (event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : Number.NaN);
    if (!event.altKey || label === undefined || !(to >= 0 && to < count)) return;
    event.preventDefault();
    event.stopPropagation();
    focusSame(event, to);
    onMove(index, to);
  };
  return (
    // The keys are those of the controls in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={setNodeRef}
      className={mergeClasses(styles.row, isDragging && styles.dragging)}
      style={{
        transform: transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`,
        transition,
      }}
      onKeyDown={move}
    >
      {label === undefined ? (
        <span />
      ) : (
        <button
          ref={setActivatorNodeRef}
          type="button"
          className={styles.handle}
          aria-label={label}
          title={label}
          {...listeners}
        >
          <ReOrderDotsVertical16Regular />
        </button>
      )}
      <div>{children}</div>
    </li>
  );
}

/** The focus goes with the row: to the same control of the place it moves to. */
function focusSame(event: KeyboardEvent, to: number): void {
  const row = event.currentTarget;
  const controls = (element: Element | undefined): readonly HTMLElement[] => [
    ...(element?.querySelectorAll<HTMLElement>('button, input, textarea') ?? []),
  ];
  const place = controls(row).findIndex((control) => control === event.target);
  controls(row.parentElement?.children[to])[place]?.focus();
}
