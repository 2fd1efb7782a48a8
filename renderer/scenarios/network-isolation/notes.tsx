import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { Section } from '../../features/section.tsx';

const useStyles = makeStyles({
  text: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
  command: {
    ...text.caption,
    ...text.mono,
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

/** How loopback is meant, and what the policy is not. */
export function Notes() {
  const styles = useStyles();
  const { loopbackNote, honesty } = words.isolation;
  return (
    <>
      <Section title={loopbackNote.title}>
        <p className={styles.text}>{loopbackNote.rule}</p>
        <pre className={styles.command}>{loopbackNote.command}</pre>
        <p className={styles.text}>{loopbackNote.here}</p>
      </Section>
      <Section title={honesty.title}>
        <p className={styles.text}>{honesty.text}</p>
      </Section>
    </>
  );
}
