import { makeStyles, pointsOn, problemColor, text, tokens } from '../../ui/styles.ts';

/** Too narrow for the names of the facts beside them. */
const narrow = '@container certificate (max-width: 419.98px)';

const value = { ...text.caption, margin: 0, minWidth: 0, lineHeight: '24px', overflowWrap: 'anywhere' } as const;

export const useCardStyles = makeStyles({
  card: {
    containerName: 'certificate',
    containerType: 'inline-size',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    width: '100%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    fontFamily: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  names: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  subject: { ...text.body, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  role: { ...text.caption, color: tokens.colorNeutralForeground2 },
  chevron: { color: tokens.colorNeutralForeground2 },
  closed: pointsOn,
  good: { color: tokens.colorStatusSuccessForeground1 },
  accepted: { color: tokens.colorStatusWarningForeground3 },
  bad: { color: problemColor },
  facts: { margin: 0, padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 40px` },
  fact: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  term: { ...text.caption, lineHeight: '24px', color: tokens.colorNeutralForeground2 },
  value: { ...value, userSelect: 'text' },
  monoValue: { ...value, ...text.mono, userSelect: 'text' },
  pins: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} 40px`,
  },
  note: { ...text.caption, color: tokens.colorNeutralForeground2 },
  problems: { listStyleType: 'none', margin: 0, padding: 0 },
});
