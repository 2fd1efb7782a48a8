import { text, tokens } from '../ui/styles.ts';

/** The top of a page, for its styles: all pages begin alike. */
export const pageStyles = {
  page: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  head: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL} 0` },
  title: { ...text.title, margin: 0 },
  sentence: { ...text.body, margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2 },
} as const;

/** The same with tabs beside the title. */
export const tabbedPageStyles = {
  ...pageStyles,
  head: {
    ...pageStyles.head,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
  },
  sentence: { ...pageStyles.sentence, gridColumn: '1 / -1' },
} as const;
