import { makeStyles, media, problemColor, text, tokens } from '../../ui/styles.ts';

/** What the views of a message have in common. */
export const useMessageStyles = makeStyles({
  tools: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  grows: { flexGrow: 1 },
  // Some lines of the content, and what is under it.
  view: { flex: '1 0 120px', minHeight: 0, display: 'flex', flexDirection: 'column' },
  notice: {
    ...text.caption,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    alignItems: 'flex-start',
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
  fault: { color: problemColor },
  content: { flexGrow: 1, minHeight: 0, overflow: 'auto', padding: tokens.spacingHorizontalM },
  text: { ...text.mono, ...text.caption, margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  invalid: {
    color: problemColor,
    backgroundColor: tokens.colorNeutralBackground3,
    [media.forcedColors]: { border: '1px solid' },
  },
  foot: {
    ...text.caption,
    ...text.number,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
  },
});
