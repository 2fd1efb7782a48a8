import { useEffect, useId, useState } from 'react';
import type { CertificateQuestion } from '../../contract/secure-connections.ts';
import { Fingerprint } from '../features/fingerprint.tsx';
import { usePageServices } from '../features/page-context.ts';
import { useStore } from '../features/use-store.ts';
import { foreignText, problemText } from '../model/certificate-text.ts';
import { words } from '../model/words.ts';
import { Button } from '../ui/controls.ts';
import { QuestionCircle20Regular } from '../ui/icons.ts';
import { makeStyles, problemColor, text, tokens } from '../ui/styles.ts';
import { questionStyles } from './question-styles.ts';

const useStyles = makeStyles({
  ...questionStyles,
  title: { ...questionStyles.title, overflowWrap: 'anywhere' },
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  quiet: { ...text.caption, ...text.number, margin: 0, color: tokens.colorNeutralForeground2 },
  problems: { ...text.caption, margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  code: { ...text.mono, color: problemColor },
});

/** Asks about the server that has waited longest, under the page, which keeps its place. */
export function CertificateQuestions() {
  const { app } = usePageServices();
  const questions = useStore(app.store, (state) => state.questions);
  const [first] = questions;
  // The live region stays, so that a question is announced.
  return (
    <div role="alert" aria-label={words.certificates.question.label} data-region="question">
      {first !== undefined && <Question key={first.question} asked={first} otherCount={questions.length - 1} />}
    </div>
  );
}

function Question({ asked, otherCount }: { readonly asked: CertificateQuestion; readonly otherCount: number }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const id = useId();
  const { question } = words.certificates;
  const { host, port, chain, problems } = asked;
  const [server] = chain;
  return (
    <section className={styles.question} aria-labelledby={id}>
      <QuestionCircle20Regular className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <h2 id={id} className={styles.title}>
          {question.title(foreignText(host), port)}
        </h2>
        {server !== undefined && (
          <>
            <p className={styles.line}>{question.subject(foreignText(server.subject), foreignText(server.issuer))}</p>
            <Fingerprint sha256={server.sha256} label={question.sha256} subject={foreignText(server.subject)} />
          </>
        )}
        <p className={styles.line}>{problems.length === 0 ? question.fine : question.problems(problems.length)}</p>
        {problems.length > 0 && (
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={`${problem.result} ${problem.certificateIndex} ${problem.detail}`}>
                <span className={styles.code}>{problem.result}</span>: {problemText(problem)}.{' '}
                {words.certificates.problems[problem.result].ignoring}
              </li>
            ))}
          </ul>
        )}
        <div className={styles.buttons}>
          <Button onClick={() => void app.answer(asked.question, true)}>{question.yes}</Button>
          <Button appearance="primary" onClick={() => void app.answer(asked.question, false)}>
            {question.no}
          </Button>
        </div>
        <TimeLeft deadline={asked.deadline} />
        {otherCount > 0 && <p className={styles.quiet}>{question.another(otherCount)}</p>}
      </div>
    </section>
  );
}

/** Counts down without being announced every second. */
function TimeLeft({ deadline }: { readonly deadline: number }) {
  const styles = useStyles();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((deadline - now) / 1000));
  return (
    <p className={styles.quiet} aria-live="off">
      {words.certificates.question.timeLeft(seconds)}
    </p>
  );
}
