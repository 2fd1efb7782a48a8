import { transcriptColumns, type TranscriptColumn, type TranscriptLook } from '../../../contract/transcript-look.ts';
import { rowHeights } from '../../model/virtual-scroll.ts';

/** How rows are laid out. The same object as long as nothing changes, so that rows are not drawn again. */
export interface RowLayout {
  /** In their order; the content is not among them. */
  readonly columns: readonly TranscriptColumn[];
  readonly isCompact: boolean;
  readonly rowHeight: number;
}

/** Numbers of the columns, from 1, whether they are shown or not. */
export const columnNumber = { time: 1, delta: 2, direction: 3, kind: 4, size: 5, preview: 6 } as const;

const layouts = new WeakMap<TranscriptLook, RowLayout>();

export function layoutOf(look: TranscriptLook): RowLayout {
  let layout = layouts.get(look);
  if (layout === undefined) {
    const { isCompact } = look;
    const columns = transcriptColumns.filter((column) => look.columns.includes(column));
    layout = { columns, isCompact, rowHeight: isCompact ? rowHeights.compact : rowHeights.comfortable };
    layouts.set(look, layout);
  }
  return layout;
}
