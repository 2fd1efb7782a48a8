import { makeStyles, oneLine, problemColor, text, tokens } from '../../ui/styles.ts';

/** What the composer's parts share. */
export const useComposerStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
  },
  middle: { alignItems: 'center' },
  // In sight also where the composer is taller than the room it has.
  sendLine: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    padding: `${tokens.spacingVerticalXS} 0`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  grows: { flexGrow: 1, minWidth: 0 },
  field: { display: 'flex', alignItems: 'flex-start', columnGap: tokens.spacingHorizontalXS, minWidth: 0 },
  label: { ...text.caption, lineHeight: '24px', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
  note: {
    ...text.caption,
    ...text.number,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    minWidth: 0,
    margin: 0,
  },
  problem: { color: problemColor },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  mono: { ...text.mono, ...text.caption },
  oneLine: { ...oneLine },
  /** No gap where it says nothing. */
  notEmpty: { ':empty': { display: 'none' } },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  narrow: { width: '112px', flexShrink: 0 },
  wide: { flexGrow: 1, flexBasis: 0, minWidth: 'min(160px, 100%)' },
});
