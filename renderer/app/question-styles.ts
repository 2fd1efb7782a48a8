import { scrollBar, text, tokens } from '../ui/styles.ts';

/** A question under the page: an icon, and beside it what is asked and the answers. */
export const questionStyles = {
  question: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    flexShrink: 0,
    // The page keeps some room, whatever a certificate says or a link carries.
    maxHeight: '50vh',
    ...scrollBar,
    overflowY: 'auto',
    position: 'relative',
  },
  icon: { color: tokens.colorBrandForeground1 },
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalXS },
} as const;
