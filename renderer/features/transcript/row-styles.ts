import { makeStyles, media, oneLine, problemColor, text, tokens, visuallyHidden } from '../../ui/styles.ts';

/** Where the list has no room for the kind and size columns. */
const narrowList = '@container transcript (max-width: 459.98px)';

export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '84px 12px 68px 64px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    height: '28px',
    paddingLeft: tokens.spacingHorizontalM,
    paddingRight: tokens.spacingHorizontalM,
    boxSizing: 'border-box',
    ...text.caption,
    [narrowList]: { gridTemplateColumns: '84px 12px minmax(0, 1fr)' },
  },
  headRow: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bodyRow: {
    cursor: 'default',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
    boxShadow: `inset 2px 0 0 ${tokens.colorCompoundBrandStroke}`,
    [media.forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  wide: { gridColumn: '1 / -1' },
  time: { ...text.number, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  direction: { textAlign: 'center', color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightSemibold },
  sent: { color: tokens.colorBrandForeground1 },
  received: { color: tokens.colorStatusSuccessForeground1 },
  problem: { color: problemColor },
  hiddenWord: visuallyHidden,
  kind: { whiteSpace: 'nowrap', [narrowList]: { display: 'none' } },
  size: {
    ...text.number,
    textAlign: 'right',
    whiteSpace: 'nowrap',
    [narrowList]: { display: 'none' },
  },
  control: {
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase100,
    padding: `0 ${tokens.spacingHorizontalXXS}`,
    margin: `0 1px`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  preview: { ...oneLine, minWidth: 0, paddingLeft: tokens.spacingHorizontalXS },
  message: { ...text.mono, color: tokens.colorNeutralForeground1, whiteSpace: 'pre' },
  event: { color: tokens.colorNeutralForeground2 },
});
