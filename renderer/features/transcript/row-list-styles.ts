import { makeStyles, scrollBar, tokens } from '../../ui/styles.ts';

/** A list of rows that scrolls under its row of column headers. */
export const useRowListStyles = makeStyles({
  frame: {
    position: 'relative',
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    // Over the rows and their head, which would cover a ring of the scroller's own.
    ':has([role="grid"]:focus-visible)::after': {
      content: '""',
      position: 'absolute',
      inset: 0,
      zIndex: 2,
      pointerEvents: 'none',
      border: `2px solid ${tokens.colorStrokeFocus2}`,
    },
  },
  scroller: {
    position: 'absolute',
    inset: 0,
    ...scrollBar,
    overflowY: 'auto',
    scrollbarGutter: 'stable',
    overflowX: 'hidden',
    // Our own positions must not be corrected when rows come and go.
    overflowAnchor: 'none',
    outlineStyle: 'none',
  },
  sizer: { position: 'relative' },
  rows: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, top: 0 },
  newRows: {
    position: 'absolute',
    bottom: tokens.spacingVerticalM,
    insetInlineStart: 0,
    insetInlineEnd: 0,
    width: 'fit-content',
    marginInline: 'auto',
    boxShadow: tokens.shadow8,
  },
});
