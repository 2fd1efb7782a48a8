import { lineAtStart, makeStyles, scrollBar, text, tokens } from '../../ui/styles.ts';

export const useDetailStyles = makeStyles({
  pane: {
    flex: '1 1 0',
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container transcript-body (min-width: 760px)': {
      flex: '0 0 40%',
      borderTopStyle: 'none',
      ...lineAtStart('1px', tokens.colorNeutralStroke2),
    },
  },
  /** In a frame that has its size, behind a splitter. */
  framed: {
    flex: '1 1 0',
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    // Too low for its head and some of the content, it scrolls as a whole.
    ...scrollBar,
    overflowY: 'auto',
  },
  head: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} 0 ${tokens.spacingHorizontalM}`,
  },
  facts: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground2, flexGrow: 1, minWidth: 0 },
  note: {
    ...text.caption,
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    maxHeight: '64px',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  content: { flexGrow: 1, minHeight: 0, overflow: 'auto', padding: tokens.spacingHorizontalM },
  sentence: { ...text.caption, margin: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
});
