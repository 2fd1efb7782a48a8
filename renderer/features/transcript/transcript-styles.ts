import { makeStyles, oneLine, text, tokens } from '../../ui/styles.ts';
import { paneStyles } from './pane-styles.ts';

export const useTranscriptStyles = makeStyles({
  ...paneStyles,
  transcript: { ...paneStyles.frame, minHeight: 0 },
  // Room for the charts and six rows; in a lower window the page scrolls.
  withCharts: { minHeight: '492px' },
  // Room for a few rows below the search.
  withSearch: { minHeight: '240px' },
  // On a page so narrow that details are below the rows: room for both.
  withDetail: { '@container page (max-width: 761.98px)': { minHeight: '440px' } },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '40px',
    flexShrink: 0,
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingInlineEnd: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0, flexGrow: 1 },
  paused: { ...text.caption, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  tools: { display: 'flex', flexShrink: 0 },
  totals: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground3, ...oneLine, minWidth: 0 },
  /** The column heads and six rows: the charts above scroll, and never take all. */
  bodyUnderCharts: { flexShrink: 0, flexBasis: '196px' },
  detail: { flexGrow: 0, flexShrink: 0, minHeight: 0, minWidth: 0, display: 'flex' },
});
