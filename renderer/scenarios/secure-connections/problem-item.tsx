import { useEffect, useId, useRef } from 'react';
import type { LookProblem, ServerLook } from '../../../contract/secure-connections.ts';
import { Fingerprint } from '../../features/fingerprint.tsx';
import { useStore } from '../../features/use-store.ts';
import { foreignText, problemText } from '../../model/certificate-text.ts';
import type { SecureConnectionsPage } from '../../model/secure-connections-page.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  problem: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} 40px`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  code: { ...text.mono },
  open: { color: problemColor },
  strong: { fontWeight: tokens.fontWeightSemibold },
  accept: { marginTop: tokens.spacingVerticalXS, maxWidth: '100%', height: 'auto' },
  question: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    alignSelf: 'stretch',
    marginTop: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalXS },
});

interface ProblemItemProps {
  readonly page: SecureConnectionsPage;
  readonly look: ServerLook;
  readonly problem: LookProblem;
}

/** One thing that is wrong, what ignoring it would mean, and the way to accept it where there is one. */
export function ProblemItem({ page, look, problem }: ProblemItemProps) {
  const styles = useStyles();
  const isAsking = useStore(page.store, ({ asking }) => asking === problem);
  const ref = useRef<HTMLLIElement>(null);
  const wasAsking = useRef(false);
  // The question has gone, and the focus with it.
  useEffect(() => {
    if (wasAsking.current && !isAsking && document.activeElement === document.body) ref.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const phrases = words.certificates.problem;
  const { title, ignoring } = words.certificates.problems[problem.result];
  const state = problem.isAccepted ? phrases.accepted : problem.isIgnorable ? phrases.ignorable : phrases.fatal;
  return (
    <li className={styles.problem} tabIndex={-1} ref={ref}>
      <p className={mergeClasses(styles.title, !problem.isAccepted && styles.open)}>{title}</p>
      <p className={styles.line}>
        <span className={styles.code}>{problem.result}</span> · {state} · {problemText(problem)}
      </p>
      <p className={styles.line}>
        <span className={styles.strong}>{problem.isAccepted ? phrases.meaning : phrases.ignoring}</span> {ignoring}
      </p>
      {problem.isIgnorable &&
        !problem.isAccepted &&
        (isAsking ? (
          <AcceptQuestion page={page} look={look} problem={problem} />
        ) : (
          <PushButton
            className={styles.accept}
            label={phrases.accept(problem.result, foreignText(look.host))}
            disabled={false}
            onClick={() => page.askAbout(problem)}
          />
        ))}
    </li>
  );
}

/** Names exactly what is accepted. */
function AcceptQuestion({ page, look, problem }: ProblemItemProps) {
  const styles = useStyles();
  const id = useId();
  const ref = useRef<HTMLHeadingElement>(null);
  const phrases = words.certificates.problem;
  const [server] = look.chain;
  useEffect(() => ref.current?.focus(), []);
  if (server === undefined) return null;
  return (
    <section className={styles.question} aria-labelledby={id}>
      <h3 id={id} className={styles.title} tabIndex={-1} ref={ref}>
        {phrases.question}
      </h3>
      <p className={styles.line}>{phrases.exactly(problem.result, foreignText(look.host), look.port)}</p>
      <Fingerprint sha256={server.sha256} subject={foreignText(server.subject)} />
      <p className={styles.line}>{phrases.exactlyNot}</p>
      <div className={styles.buttons}>
        <Button size="small" onClick={() => void page.accept()}>
          {phrases.yes}
        </Button>
        <Button size="small" appearance="primary" onClick={() => page.askAbout(undefined)}>
          {phrases.no}
        </Button>
      </div>
    </section>
  );
}
