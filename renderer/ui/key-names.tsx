import { makeStyles, tokens } from '@fluentui/react-components';
import { text } from './styles.ts';

const useStyles = makeStyles({
  keys: { display: 'inline-flex', gap: tokens.spacingHorizontalXS, flexShrink: 0 },
  key: {
    ...text.caption,
    fontFamily: tokens.fontFamilyBase,
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    whiteSpace: 'nowrap',
  },
});

/** Keys that are pressed together. */
export function KeyNames({ names }: { readonly names: readonly string[] }) {
  const styles = useStyles();
  return (
    <span className={styles.keys}>
      {names.map((name) => (
        <kbd key={name} className={styles.key}>
          {name}
        </kbd>
      ))}
    </span>
  );
}
