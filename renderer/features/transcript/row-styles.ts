import { makeStyles, media, oneLine, problemColor, text, tokens, visuallyHidden } from '../../ui/styles.ts';

/** Where the list has no room for the delta column, and for kind and size. */
const mediumList = '@container transcript (max-width: 559.98px)';
const narrowList = '@container transcript (max-width: 459.98px)';

/** A column of the transcript. */
const fixed = (width: string) => ({ flex: `0 0 ${width}`, boxSizing: 'border-box' }) as const;

export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '84px 12px 68px 64px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    height: '28px',
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingInlineEnd: tokens.spacingHorizontalM,
    boxSizing: 'border-box',
    ...text.caption,
    [narrowList]: { gridTemplateColumns: '84px 12px minmax(0, 1fr)' },
  },
  /** A row of the transcript, whose columns are chosen. */
  cells: { display: 'flex' },
  compact: { height: '22px' },
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
  /** The row that keys start from, where it is not selected. */
  activeOnly: { backgroundColor: 'transparent' },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
    [media.forcedColors]: { outline: '1px solid Highlight', outlineOffset: '-2px' },
  },
  wide: { gridColumn: '1 / -1' },
  timeColumn: fixed('84px'),
  deltaColumn: { ...fixed('72px'), [mediumList]: { display: 'none' } },
  directionColumn: fixed('12px'),
  kindColumn: { ...fixed('76px'), [narrowList]: { display: 'none' } },
  sizeColumn: { ...fixed('64px'), [narrowList]: { display: 'none' } },
  previewColumn: { flex: '1 1 0', minWidth: 0, paddingInlineStart: tokens.spacingHorizontalXS },
  delta: { ...text.number, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap', textAlign: 'end' },
  /** Beside each other: a pin, the content, a note. */
  content: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  pin: { flexShrink: 0, display: 'flex', color: tokens.colorBrandForeground1 },
  note: {
    ...oneLine,
    flex: '0 1 auto',
    maxWidth: '50%',
    boxSizing: 'border-box',
    marginInlineStart: 'auto',
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  time: { ...text.number, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  direction: { textAlign: 'center', color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightSemibold },
  sent: { color: tokens.colorBrandForeground1 },
  received: { color: tokens.colorStatusSuccessForeground1 },
  problem: { color: problemColor },
  hiddenWord: visuallyHidden,
  kind: { whiteSpace: 'nowrap', [narrowList]: { display: 'none' } },
  size: {
    ...text.number,
    textAlign: 'end',
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
  preview: { ...oneLine, minWidth: 0 },
  message: { ...text.mono, color: tokens.colorNeutralForeground1, whiteSpace: 'pre' },
  event: { color: tokens.colorNeutralForeground2 },
});
