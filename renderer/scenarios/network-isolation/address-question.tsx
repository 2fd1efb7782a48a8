import { useEffect, useRef } from 'react';
import type { AddressAnswer, AddressWay } from '../../../contract/network-isolation.ts';
import type { UserNetworkPolicy } from '../../../contract/network-policy.ts';
import { Explanation } from '../../features/explanation.tsx';
import { addressFieldId } from '../../features/page-keys.ts';
import { useStore } from '../../features/use-store.ts';
import { answerText, hostAndPort, wayText } from '../../model/decision-text.ts';
import type { Asking, NetworkIsolationPage } from '../../model/network-isolation-page.ts';
import { widening } from '../../model/policy-widening.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Button } from '../../ui/controls.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { DecisionSteps } from './decision-steps.tsx';
import { Section } from '../../features/section.tsx';
import { VerdictMark } from './verdict-mark.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  // Level with the box: the line above it is the label's. The hint below can take more than one.
  button: { paddingTop: `calc(${tokens.lineHeightBase300} + ${tokens.spacingVerticalSNudge})` },
  region: { display: 'block' },
  answer: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  verdict: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  sentence: { ...text.body, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  reasoning: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  note: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  address: { ...text.caption, ...text.mono, margin: 0, overflowWrap: 'anywhere' },
  way: { ...text.caption, fontWeight: tokens.fontWeightSemibold, margin: 0, overflowWrap: 'anywhere' },
  adviceTitle: { ...text.caption, fontWeight: tokens.fontWeightSemibold, margin: 0 },
});

/** "Would this address be allowed?", with the reasoning rule by rule. */
export function AddressQuestion({ page }: { readonly page: NetworkIsolationPage }) {
  const styles = useStyles();
  const { address, asking } = useStore(page.store);
  const isSlow = useDelayed(asking.kind === 'busy');
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The button that asked may be gone.
    const isFocusLost = asking.kind === 'answered' && document.activeElement === document.body;
    if (asking.kind === 'invalid' || isFocusLost) ref.current?.focus();
  }, [asking]);
  const { question } = words.isolation;
  const ask = (): void => void page.ask();
  return (
    <Section title={question.title} region="question">
      <div className={styles.row}>
        <TextField
          id={addressFieldId}
          label={question.field}
          mono
          value={address}
          placeholder={question.placeholder}
          hint={question.hint}
          fault={asking.kind === 'invalid' ? faultText(asking.message) : undefined}
          onChange={(typed) => page.typeAddress(typed)}
          onEnter={ask}
          ref={ref}
        />
        <div className={styles.button}>
          <ActionButton label={question.ask} appearance="primary" isWaiting={isSlow} onClick={ask} />
        </div>
      </div>
      {/* Announced when it comes, and never taken out, so that the next one is announced too. */}
      <output className={styles.region}>
        {asking.kind === 'none' && <p className={styles.note}>{question.empty}</p>}
        {isSlow && <p className={styles.note}>{question.asking}</p>}
        {asking.kind === 'failed' && <Explanation error={asking.error} />}
        {asking.kind === 'answered' && <Answer page={page} asking={asking} />}
      </output>
    </Section>
  );
}

function Answer({ page, asking }: { readonly page: NetworkIsolationPage; readonly asking: Answered }) {
  const styles = useStyles();
  const { answer, isStale } = asking;
  const { kind, sentence } = answerText(answer);
  const { question } = words.isolation;
  return (
    <div className={styles.answer} data-testid="answer">
      <div className={styles.verdict}>
        <VerdictMark kind={kind} />
        <p className={styles.sentence}>{sentence}</p>
      </div>
      {answer.kind === 'notResolved' && <Explanation error={answer.error} />}
      {answer.kind === 'noWay' && <Explanation error={answer.error} />}
      {(kind === 'depends' || isStale) && (
        <div className={styles.actions}>
          <Button size="small" onClick={() => void page.ask(true)}>
            {isStale ? question.lookUpAgain : question.lookUp}
          </Button>
          <p className={styles.note}>{isStale ? question.stale : question.lookUpNote}</p>
        </div>
      )}
      <Reasoning answer={answer} />
      {!isStale && <Remedy page={page} answer={answer} />}
    </div>
  );
}

type Answered = Extract<Asking, { kind: 'answered' }>;

function Reasoning({ answer }: { readonly answer: AddressAnswer }) {
  const styles = useStyles();
  switch (answer.kind) {
    case 'refusedByName':
      return (
        <div className={styles.reasoning}>
          <DecisionSteps address={answer.host} steps={answer.refusal.steps} />
        </div>
      );
    case 'decided':
      return answer.decisions.map(({ address, verdict }) => (
        <div key={address} className={styles.reasoning}>
          {(answer.decisions.length > 1 || address !== answer.host) && (
            <div className={styles.actions}>
              <p className={styles.address}>{address}</p>
              {answer.decisions.length > 1 && <VerdictMark kind={verdict.kind} />}
            </div>
          )}
          <DecisionSteps address={address} steps={verdict.steps} />
        </div>
      ));
    case 'proxied':
      return <Ways answer={answer} />;
    case 'dependsOnAddresses':
    case 'notResolved':
    case 'noWay':
      return null;
  }
}

/** Every way to a server: what the proxy is asked for, and the proxy itself. */
function Ways({ answer }: { readonly answer: Extract<AddressAnswer, { kind: 'proxied' }> }) {
  const styles = useStyles();
  const { ways } = words.isolation;
  const where = hostAndPort(answer.host, answer.port);
  return (
    <>
      {answer.ways.length > 1 && <p className={styles.note}>{ways.next}</p>}
      {answer.ways.map((way, index) => (
        // They never change places, and a proxy can be there twice.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.reasoning} data-way={way.kind}>
          <div className={styles.actions}>
            <h3 className={styles.way}>{way.kind === 'direct' ? ways.direct : ways.through(way.proxy)}</h3>
            <VerdictMark kind={wayText(where, way).kind} />
          </div>
          <Way host={answer.host} where={where} way={way} />
        </div>
      ))}
    </>
  );
}

interface WayProps {
  readonly host: string;
  readonly where: string;
  readonly way: AddressWay;
}

function Way({ host, where, way }: WayProps) {
  const styles = useStyles();
  const { ways } = words.isolation;
  if (way.kind === 'direct') return <Reasoning answer={way.answer} />;
  const { asked, own } = way;
  return (
    <>
      <p className={styles.address}>{ways.asked(where)}</p>
      <DecisionSteps address={host} steps={asked.steps} />
      <p className={styles.address}>{ways.own(hostAndPort(own.host, own.port))}</p>
      {own.kind === 'notResolved' && <Explanation error={own.error} />}
      <Reasoning answer={own} />
    </>
  );
}

/** What would allow it, with a button that puts it into the policy. */
function Remedy({ page, answer }: { readonly page: NetworkIsolationPage; readonly answer: AddressAnswer }) {
  const styles = useStyles();
  const policy = useStore(page.store, (state) => state.isolation?.policy);
  const widened = policy === undefined ? undefined : wideningOf(answer, policy);
  if (widened === undefined) return null;
  const { policy: proposal } = widened;
  const { question, advice } = words.isolation;
  return (
    <div className={styles.verdict}>
      <p className={styles.adviceTitle}>{advice.title}</p>
      <p className={styles.sentence}>{widened.advice}</p>
      {proposal !== undefined && (
        <div className={styles.actions}>
          <Button size="small" onClick={() => page.propose(proposal)}>
            {question.change}
          </Button>
          <p className={styles.note}>{question.changeNote}</p>
        </div>
      )}
    </div>
  );
}

/** Undefined for what is allowed anyway, or cannot be said. */
function wideningOf(answer: AddressAnswer, policy: UserNetworkPolicy): ReturnType<typeof widening> | undefined {
  if (answer.kind === 'proxied') {
    const [way] = answer.ways;
    if (way === undefined || answerText(answer).kind !== 'refused') return undefined;
    if (way.kind === 'direct') return wideningOf(way.answer, policy);
    return way.asked.kind === 'refused'
      ? widening({ host: answer.host, port: answer.port, denial: way.asked.denial }, policy)
      : wideningOf(way.own, policy);
  }
  if (answer.kind === 'refusedByName') return widening({ ...answer, denial: answer.refusal.denial }, policy);
  if (answer.kind !== 'decided' || answer.decisions.some(({ verdict }) => verdict.kind === 'allowed')) return undefined;
  const [first] = answer.decisions;
  return first?.verdict.kind === 'refused' ? widening({ ...answer, denial: first.verdict.denial }, policy) : undefined;
}

function faultText(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
