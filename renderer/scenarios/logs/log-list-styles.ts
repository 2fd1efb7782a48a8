import { makeStyles, oneLine, text, tokens, visuallyHidden } from '../../ui/styles.ts';

/** Where the list has no room for how long and how many. */
const narrow = '@container logs (max-width: 619.98px)';

/** Where it has room for little more than the address, as in a narrow window at 200 %. */
const narrower = '@container logs (max-width: 439.98px)';

export const useLogListStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    minWidth: 0,
    outlineStyle: 'none',
  },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
  },
  count: { ...text.caption, ...text.number, marginInlineEnd: 'auto', color: tokens.colorNeutralForeground2 },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  head: {
    ...text.caption,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
    color: tokens.colorNeutralForeground3,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: {
    ...text.body,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    verticalAlign: 'middle',
  },
  name: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: `0 ${tokens.spacingHorizontalS}` },
  address: {
    ...text.mono,
    ...oneLine,
    maxWidth: '100%',
    // Most begin alike: there is room for more of them.
    [narrow]: {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      whiteSpace: 'normal',
      overflowWrap: 'anywhere',
    },
  },
  when: {
    ...text.number,
    width: '176px',
    whiteSpace: 'nowrap',
    [narrow]: { width: '160px' },
    [narrower]: { width: '92px', whiteSpace: 'normal' },
  },
  number: { ...text.number, width: '84px', textAlign: 'end', whiteSpace: 'nowrap' },
  extra: { [narrow]: { display: 'none' } },
  size: { [narrower]: { display: 'none' } },
  action: { width: '48px', textAlign: 'end' },
  hidden: visuallyHidden,
  badge: {
    ...text.caption,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  unreadable: { ...text.body, margin: 0 },
  removed: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  removedText: { ...text.body, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  question: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
  },
  ask: { ...text.caption, color: tokens.colorNeutralForeground1 },
  more: { alignSelf: 'flex-start' },
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingVerticalXXXL,
    textAlign: 'center',
  },
  emptyTitle: { ...text.subtitle, margin: 0 },
  emptyText: { ...text.body, margin: `0 0 ${tokens.spacingVerticalS}`, color: tokens.colorNeutralForeground2 },
});
