import { makeStyles, oneLine, text, tokens, visuallyHidden } from '../../ui/styles.ts';

/** Where the list has no room for how long and how many. */
const narrow = '@container logs (max-width: 619.98px)';

export const useLogListStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
  },
  count: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground2 },
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
  address: { ...text.mono, ...oneLine, display: 'inline-block', maxWidth: '100%', verticalAlign: 'middle' },
  when: { ...text.number, width: '176px', whiteSpace: 'nowrap', [narrow]: { width: '148px', whiteSpace: 'normal' } },
  number: { ...text.number, width: '84px', textAlign: 'end', whiteSpace: 'nowrap' },
  extra: { [narrow]: { display: 'none' } },
  action: { width: '48px', textAlign: 'end' },
  hidden: visuallyHidden,
  badge: {
    ...text.caption,
    display: 'inline-block',
    marginInlineStart: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
    verticalAlign: 'middle',
  },
  unreadable: { ...text.body, margin: 0 },
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
