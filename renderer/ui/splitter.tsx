// A line of the document cannot be moved; this one can.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { isRightToLeft, keyAlong } from './reading-direction.ts';

const useStyles = makeStyles({
  splitter: {
    flexShrink: 0,
    touchAction: 'none',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralStroke2,
    backgroundClip: 'content-box',
    ':hover': { backgroundColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': { backgroundColor: tokens.colorStrokeFocus2 },
    '@media (forced-colors: active)': {
      backgroundColor: 'CanvasText',
      ':focus-visible': { backgroundColor: 'Highlight' },
    },
  },
  // A line of one pixel that can be grasped within seven.
  vertical: { width: '1px', padding: '0 3px', margin: '0 -3px', cursor: 'col-resize', zIndex: 1 },
  horizontal: { height: '1px', padding: '3px 0', margin: '-3px 0', cursor: 'row-resize', zIndex: 1 },
});

/** Percent that each of the panes keeps at least. */
const least = 15;
const step = 5;

interface SplitterProps {
  readonly label: string;
  /** Percent that the pane behind it has. */
  readonly share: number;
  readonly onChange: (share: number) => void;
}

/** Divides its parent, a row or a column of two panes, by the pointer and by the arrow keys. */
export function Splitter({ label, share, onChange }: SplitterProps) {
  const styles = useStyles();
  const ref = useRef<HTMLDivElement>(null);
  const [isColumn, setIsColumn] = useState(false);
  useEffect(() => {
    const parent = ref.current?.parentElement;
    if (parent === null || parent === undefined) return undefined;
    // Whether the panes stand beside each other changes with their width.
    const observer = new ResizeObserver(() => setIsColumn(getComputedStyle(parent).flexDirection === 'column'));
    observer.observe(parent);
    return () => observer.disconnect();
  }, []);
  const change = (next: number): void => onChange(Math.round(Math.min(100 - least, Math.max(least, next))));
  const onPointerMove = (event: PointerEvent): void => {
    const box = ref.current?.parentElement?.getBoundingClientRect();
    if (box === undefined || ref.current?.hasPointerCapture(event.pointerId) !== true) return;
    const behind = isRightToLeft(ref.current) ? event.clientX - box.left : box.right - event.clientX;
    change(isColumn ? (100 * (box.bottom - event.clientY)) / box.height : (100 * behind) / box.width);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const [more, less] = isColumn ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const next = { [more]: share + step, [less]: share - step, Home: least, End: 100 - least }[keyAlong(event)];
    if (next === undefined) return;
    event.preventDefault();
    change(next);
  };
  return (
    // A separator that can be moved is a control (WAI-ARIA, "Window Splitter Pattern").
    <div
      ref={ref}
      className={mergeClasses(styles.splitter, isColumn ? styles.horizontal : styles.vertical)}
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
      aria-orientation={isColumn ? 'horizontal' : 'vertical'}
      aria-valuenow={share}
      aria-valuemin={least}
      aria-valuemax={100 - least}
      onPointerDown={(event) => {
        // Nothing is selected while it is dragged.
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
