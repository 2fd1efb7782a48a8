import { makeStyles, scrollBar, text, tokens, visuallyHidden } from '../../../ui/styles.ts';

/** Of a chart, or of the table in its place. */
export const chartHeightPx = 112;

export const useChartStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    // In a low pane they scroll, and the rows stay.
    minHeight: '64px',
    ...scrollBar,
    overflowY: 'auto',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tools: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS} 0`,
  },
  content: {
    // Equally high whatever it shows, so that the rows below stay where they are.
    minHeight: '222px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '24px',
  },
  figures: { ...text.caption, ...text.number, margin: 0, color: tokens.colorNeutralForeground2 },
  box: { height: `${chartHeightPx}px`, overflow: 'hidden' },
  empty: {
    ...text.caption,
    height: `${chartHeightPx}px`,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalS,
    textAlign: 'center',
    padding: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
  },
  emptyText: { margin: 0 },
  part: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  hidden: visuallyHidden,
  ends: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    ...text.caption,
  },
  slider: { minWidth: 0 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
});
