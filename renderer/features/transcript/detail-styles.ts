import { makeStyles, text, tokens } from '../../ui/styles.ts';

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
      borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    paddingLeft: tokens.spacingHorizontalM,
    paddingRight: tokens.spacingHorizontalS,
  },
  facts: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground2, flexGrow: 1, minWidth: 0 },
  tools: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    paddingRight: tokens.spacingHorizontalS,
    paddingLeft: tokens.spacingHorizontalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  content: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    padding: tokens.spacingHorizontalM,
  },
  text: { ...text.mono, ...text.caption, margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  hex: { ...text.mono, ...text.caption, margin: 0, whiteSpace: 'pre' },
  sentence: { ...text.caption, margin: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  foot: {
    ...text.caption,
    ...text.number,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
  },
});
