/** Heights of a row in CSS pixels (ui.md, "Transcript rows"). */
export const rowHeights = { comfortable: 28, compact: 22 } as const;

/**
 * The tallest element we make. Chromium caps one at 33 554 428 device pixels; this leaves room for a display scaled
 * to 300 %. A longer list is scrolled in proportion.
 */
export const heightLimit = 8_000_000;

export interface Viewport {
  /** Number of rows in the list. */
  readonly length: number;
  /** Height of the visible part in CSS pixels. */
  readonly height: number;
  readonly rowHeight: number;
}

/** Where a list is scrolled to: in its own pixels, and in those of the element, which may be shorter. */
export interface ScrollPosition {
  readonly top: number;
  readonly elementTop: number;
}

export const atTop: ScrollPosition = { top: 0, elementTop: 0 };

/** Height of the element that stands for the whole list. */
export function elementHeight({ length, rowHeight }: Pick<Viewport, 'length' | 'rowHeight'>): number {
  return Math.min(length * rowHeight, heightLimit);
}

/** The position after the element was scrolled to `elementTop`. */
export function scrolled(previous: ScrollPosition, elementTop: number, viewport: Viewport): ScrollPosition {
  const moved = elementTop - previous.elementTop;
  // Small moves go pixel by pixel; a long list would jump many rows otherwise. Large ones and the ends go in proportion.
  const isSmall = Math.abs(moved) < viewport.height && elementTop > 0 && elementTop < lastElementTop(viewport);
  const top = isSmall ? previous.top + moved : elementTop * scale(viewport);
  return { top: clamp(top, 0, lastTop(viewport)), elementTop };
}

/** The position that has `top` uppermost. */
export function positionAt(top: number, viewport: Viewport): ScrollPosition {
  const within = clamp(top, 0, lastTop(viewport));
  return { top: within, elementTop: scale(viewport) === 0 ? 0 : within / scale(viewport) };
}

/** The nearest position that shows a row whole. */
export function revealing(row: number, position: ScrollPosition, viewport: Viewport): ScrollPosition {
  const { rowHeight } = viewport;
  const rowTop = row * rowHeight;
  if (rowTop < position.top) return positionAt(rowTop, viewport);
  const rowEnd = rowTop + rowHeight;
  if (rowEnd > position.top + viewport.height) return positionAt(rowEnd - viewport.height, viewport);
  return position;
}

/** Rows that are at least partly visible: `from` up to but not including `to`. */
export function visibleRows(position: ScrollPosition, viewport: Viewport): { from: number; to: number } {
  const { rowHeight } = viewport;
  const from = Math.min(Math.floor(position.top / rowHeight), viewport.length);
  const to = Math.min(Math.ceil((position.top + viewport.height) / rowHeight), viewport.length);
  return { from, to: Math.max(from, to) };
}

export function isAtEnd(position: ScrollPosition, viewport: Viewport): boolean {
  // Half a row of tolerance: fractions of pixels on scaled displays must not end follow mode.
  return lastTop(viewport) - position.top < viewport.rowHeight / 2;
}

function lastTop({ length, height, rowHeight }: Viewport): number {
  return Math.max(0, length * rowHeight - height);
}

function lastElementTop(viewport: Viewport): number {
  return Math.max(0, elementHeight(viewport) - viewport.height);
}

/** List pixels per element pixel. */
function scale(viewport: Viewport): number {
  const element = lastElementTop(viewport);
  return element === 0 ? 0 : lastTop(viewport) / element;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
