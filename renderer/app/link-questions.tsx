import { useEffect, useId, useState } from 'react';
import type { OpenedLink } from '../../contract/deep-link.ts';
import { Explanation } from '../features/explanation.tsx';
import { usePageServices } from '../features/page-context.ts';
import { useStore } from '../features/use-store.ts';
import { splitControls } from '../model/control-characters.ts';
import { answerText } from '../model/decision-text.ts';
import { LinkQuestions as LinkQuestionsModel, type LinkQuestionsState } from '../model/link-questions.ts';
import { words } from '../model/words.ts';
import { DecisionSteps } from '../scenarios/network-isolation/decision-steps.tsx';
import { VerdictMark } from '../scenarios/network-isolation/verdict-mark.tsx';
import { Button } from '../ui/controls.ts';
import { Link20Regular } from '../ui/icons.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';
import { questionStyles } from './question-styles.ts';

export type ConnectLink = Extract<OpenedLink, { kind: 'connect' }>;

const useStyles = makeStyles({
  ...questionStyles,
  // As it stands there: nothing in it may turn it round.
  foreign: {
    ...text.body,
    ...text.mono,
    margin: 0,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  control: {
    ...text.caption,
    padding: `0 ${tokens.spacingHorizontalXXS}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
  },
  line: { ...text.caption, margin: 0 },
  others: { ...text.caption, margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  verdict: {
    ...text.caption,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalS}`,
    overflowWrap: 'anywhere',
  },
  reasoning: { marginTop: tokens.spacingVerticalS },
});

/** Asks about the link that has waited longest, under the page, which keeps its place. */
export function LinkQuestions({ onOpen }: { readonly onOpen: (link: ConnectLink) => void }) {
  const { client } = usePageServices();
  const [model] = useState(() => new LinkQuestionsModel(client));
  useEffect(() => model.start(), [model]);
  const { links, answer } = useStore(model.store);
  const [first] = links;
  const decide = (link: OpenedLink, isYes: boolean): void => {
    if (isYes && link.kind === 'connect') onOpen(link);
    void model.answered(link);
  };
  // The live region stays, so that a question is announced.
  return (
    <div role="alert" aria-label={words.links.label} data-region="link">
      {first !== undefined && (
        <Question key={first.id} link={first} answer={answer} otherCount={links.length - 1} onDecide={decide} />
      )}
    </div>
  );
}

type Decided = Exclude<LinkQuestionsState['answer'], undefined | { code: string }>;

interface QuestionProps {
  readonly link: OpenedLink;
  readonly answer: LinkQuestionsState['answer'];
  readonly otherCount: number;
  readonly onDecide: (link: OpenedLink, isYes: boolean) => void;
}

function Question({ link, answer, otherCount, onDecide }: QuestionProps) {
  const styles = useStyles();
  const id = useId();
  const { links } = words;
  return (
    <section className={styles.question} aria-labelledby={id}>
      <Link20Regular className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <h2 id={id} className={styles.title}>
          {link.kind === 'connect' ? links.title : links.refusedTitle}
        </h2>
        <p className={styles.foreign}>
          <ForeignText text={link.kind === 'connect' ? link.address : link.text} />
        </p>
        {link.kind === 'connect' ? (
          <Carried link={link} answer={answer} />
        ) : (
          <p className={styles.line}>{links.refused(link.fault)}</p>
        )}
        <div className={styles.buttons}>
          {link.kind === 'connect' && <Button onClick={() => onDecide(link, true)}>{links.yes}</Button>}
          <Button appearance="primary" onClick={() => onDecide(link, false)}>
            {link.kind === 'connect' ? links.no : links.dismiss}
          </Button>
        </div>
        {otherCount > 0 && <p className={styles.line}>{links.another(otherCount)}</p>}
        {answer !== undefined && !('code' in answer) && <Reasoning answer={answer} />}
      </div>
    </section>
  );
}

/** What else a link carries, and what would be answered if it were connected to. */
function Carried({ link, answer }: { readonly link: ConnectLink; readonly answer: LinkQuestionsState['answer'] }) {
  const styles = useStyles();
  const { links } = words;
  return (
    <>
      {link.others.length > 0 && (
        <>
          <p className={styles.line}>{links.others}</p>
          <ul className={styles.others}>
            {link.others.map(({ name, value }, index) => (
              // Two can be the same; they never change places.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className={styles.foreign}>
                <ForeignText text={`${name} = ${value}`} />
              </li>
            ))}
          </ul>
        </>
      )}
      {answer === undefined && <p className={styles.line}>{links.deciding}</p>}
      {answer !== undefined && ('code' in answer ? <Explanation error={answer} /> : <Decision answer={answer} />)}
      <p className={styles.line}>{links.nothingYet}</p>
    </>
  );
}

function Decision({ answer }: { readonly answer: Decided }) {
  const styles = useStyles();
  const { kind, sentence } = answerText(answer);
  return (
    <div className={styles.verdict}>
      <VerdictMark kind={kind} />
      <span>{sentence}</span>
    </div>
  );
}

/** The rules that decide, below what is asked. */
function Reasoning({ answer }: { readonly answer: Decided }) {
  const styles = useStyles();
  const steps =
    answer.kind === 'decided'
      ? (answer.decisions[0]?.verdict.steps ?? [])
      : answer.kind === 'refusedByName'
        ? answer.refusal.steps
        : [];
  return (
    steps.length > 0 && (
      <div className={styles.reasoning}>
        <DecisionSteps address={answer.host} steps={steps} />
      </div>
    )
  );
}

/** Text from elsewhere, its control and direction characters by name. */
function ForeignText({ text: foreign }: { readonly text: string }) {
  const styles = useStyles();
  return splitControls(foreign).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // Parts never change places.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className={styles.control}>
        {part.text}
      </span>
    ),
  );
}
