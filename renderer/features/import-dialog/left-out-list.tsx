import type { Omission } from '../../../contract/workbench/omission.ts';
import { omissionText } from '../../model/omission-text.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  // Under the label of a check box.
  part: { ...text.caption, color: tokens.colorNeutralForeground2, paddingInlineStart: '28px' },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
});

/** What could not be carried over, one thing a line; nothing where there is nothing. */
export function LeftOutList({ title, items }: { readonly title: string; readonly items: readonly Omission[] }) {
  const styles = useStyles();
  if (items.length === 0) return null;
  return (
    <div className={styles.part}>
      <p className={styles.title}>{title}</p>
      <ul className={styles.list}>
        {[...new Set(items.map(omissionText))].map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
