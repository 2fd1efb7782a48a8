import { makeStyles, text, tokens } from '../../ui/styles.ts';

export const useListStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  sentence: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});
