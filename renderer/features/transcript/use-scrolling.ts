import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import {
  atTop,
  isAtEnd,
  positionAt,
  revealing,
  scrolled,
  visibleRows,
  type ScrollPosition,
} from '../../model/virtual-scroll.ts';

/** Rows drawn beyond each edge, so that a small scroll shows them at once. */
const overscan = 4;

export interface Scrolling {
  readonly position: ScrollPosition;
  readonly from: number;
  readonly to: number;
  /** Rows that fit, for Page Up and Page Down. */
  readonly pageRows: number;
  readonly isFollowing: boolean;
  /** Rows that came since following ended, or are there and not in the list. */
  readonly newRows: number;
  readonly onScroll: () => void;
  readonly reveal: (row: number) => void;
  readonly follow: () => void;
  readonly stopFollowing: () => void;
}

interface ScrolledList {
  /** Its number of rows. */
  readonly length: number;
  /** How many there would be if it did not stand still. Default: as many. */
  readonly total?: number;
  /** What lies over the top of the scrolled area, in CSS pixels. */
  readonly headHeight: number;
  /** Height of a row, in CSS pixels. */
  readonly rowHeight: number;
  /** Whether its end moves. Default: true. */
  readonly follows?: boolean;
  /** The row that stays in sight when the list becomes lower: its details may have been opened under it. */
  readonly kept?: number | undefined;
}

/** Scrolling of a list whose end moves: it follows the end until the user scrolls away or selects. */
export function useScrolling(
  scrollerRef: RefObject<HTMLDivElement | null>,
  { length, total = length, headHeight, rowHeight, follows = true, kept }: ScrolledList,
): Scrolling {
  const [height, setHeight] = useState(0);
  const [position, setPosition] = useState(atTop);
  /** The length when following ended; undefined while following. */
  const [leftAt, setLeftAt] = useState<number>();
  /** What we scrolled to ourselves: its event says nothing about the user. */
  const ownTop = useRef<number>(undefined);
  const viewport = { length, height, rowHeight };
  const isFollowing = follows && leftAt === undefined;

  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(Math.max(0, scroller.clientHeight - headHeight)));
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scrollerRef, headHeight]);

  const scrollTo = useCallback(
    (next: ScrollPosition): void => {
      const scroller = scrollerRef.current;
      if (scroller === null) return;
      scroller.scrollTop = next.elementTop;
      // The element rounds, or is shorter than its content will be.
      ownTop.current = scroller.scrollTop;
      setPosition({ top: next.top, elementTop: scroller.scrollTop });
    },
    [scrollerRef],
  );

  useLayoutEffect(() => {
    if (isFollowing) scrollTo(positionAt(Number.MAX_SAFE_INTEGER, { length, height, rowHeight }));
  }, [isFollowing, length, height, rowHeight, scrollTo]);

  const shownHeight = useRef(rowHeight);
  useLayoutEffect(() => {
    // Rows of another height: the uppermost one stays where it is.
    const uppermost = position.top / shownHeight.current;
    if (shownHeight.current !== rowHeight) scrollTo(positionAt(uppermost * rowHeight, { length, height, rowHeight }));
    shownHeight.current = rowHeight;
  }, [rowHeight, position, length, height, scrollTo]);

  const shownIn = useRef(height);
  useLayoutEffect(() => {
    const before = { length, height: shownIn.current, rowHeight };
    shownIn.current = height;
    if (kept === undefined || isFollowing || height === 0 || height >= before.height) return;
    if (revealing(kept, position, before) !== position) return;
    const next = revealing(kept, position, { length, height, rowHeight });
    if (next !== position) scrollTo(next);
  }, [kept, isFollowing, position, length, height, rowHeight, scrollTo]);

  // Rows were cleared: there is nothing to be away from.
  if (leftAt !== undefined && leftAt > length) setLeftAt(undefined);

  const { from, to } = visibleRows(position, viewport);
  return {
    position,
    from: Math.max(0, from - overscan),
    to: Math.min(length, to + overscan),
    pageRows: Math.max(1, to - from - 1),
    isFollowing,
    newRows: total - (leftAt ?? length),
    onScroll: () => {
      const scroller = scrollerRef.current;
      if (scroller === null) return;
      const elementTop = scroller.scrollTop;
      if (ownTop.current !== undefined && Math.abs(elementTop - ownTop.current) < 1) return;
      // The pane has grown, and nobody has scrolled: the end is followed when the new height is known.
      if (isFollowing && Math.max(0, scroller.clientHeight - headHeight) !== height) return;
      ownTop.current = undefined;
      const next = scrolled(position, elementTop, viewport);
      setPosition(next);
      if (isAtEnd(next, viewport)) setLeftAt(undefined);
      else setLeftAt((left) => left ?? length);
    },
    reveal: (row) => {
      const next = revealing(row, position, viewport);
      if (next !== position) scrollTo(next);
    },
    follow: () => setLeftAt(undefined),
    stopFollowing: () => setLeftAt((left) => left ?? length),
  };
}
