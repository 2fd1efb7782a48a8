import type { VerdictKind } from '../../model/decision-text.ts';
import { words } from '../../model/words.ts';
import { CheckmarkCircle20Filled, Prohibited20Filled, QuestionCircle20Regular } from '../../ui/icons.ts';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  mark: { ...text.body, display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalSNudge, margin: 0 },
  word: { fontWeight: tokens.fontWeightSemibold },
  allowed: { color: tokens.colorStatusSuccessForeground1 },
  refused: { color: problemColor },
  open: { color: tokens.colorNeutralForeground2 },
  // Its circle stands level with the text below: the icon has a margin of its own.
  icon: { flexShrink: 0, marginInlineStart: '-2px' },
});

/** A verdict as an icon and its word. */
export function VerdictMark({ kind }: { readonly kind: VerdictKind }) {
  const styles = useStyles();
  const isOpen = kind === 'depends' || kind === 'unresolved';
  const Icon = isOpen ? QuestionCircle20Regular : kind === 'allowed' ? CheckmarkCircle20Filled : Prohibited20Filled;
  return (
    <p
      className={mergeClasses(styles.mark, isOpen ? styles.open : kind === 'allowed' ? styles.allowed : styles.refused)}
    >
      <Icon className={styles.icon} aria-hidden />
      <span className={styles.word}>{words.isolation.question.verdicts[kind]}</span>
    </p>
  );
}
