import { useEffect, useId, useRef } from 'react';
import type { Denial } from '../../../contract/network-decision.ts';
import type { CutSession } from '../../../contract/network-isolation.ts';
import type { NetworkIsolationPage } from '../../model/network-isolation-page.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  question: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  line: { ...text.caption, margin: 0 },
  list: { ...text.caption, margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  entry: { overflowWrap: 'anywhere', userSelect: 'text' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface CutQuestionProps {
  readonly page: NetworkIsolationPage;
  readonly sessions: readonly CutSession[];
}

/** Asks whether connections that a new policy does not allow may be ended, and names them. */
export function CutQuestion({ page, sessions }: CutQuestionProps) {
  const styles = useStyles();
  const id = useId();
  const { cut } = words.isolation;
  const keepRef = useRef<HTMLButtonElement>(null);
  // The button that was pressed cannot be pressed again. What changes nothing has the focus.
  useEffect(() => keepRef.current?.focus(), []);
  return (
    <div className={styles.question} role="alertdialog" aria-labelledby={id} aria-describedby={`${id}why`}>
      <p id={id} className={styles.title}>
        {cut.title(sessions.length)}
      </p>
      <p id={`${id}why`} className={styles.line}>
        {cut.why}
      </p>
      <ul className={styles.list}>
        {sessions.map(({ session, url, denial }) => (
          <li key={session} className={styles.entry}>
            {cut.entry(url, whyCut(denial))}
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button size="small" appearance="primary" onClick={() => void page.apply(true)}>
          {sessions.length === 1 ? cut.confirmOne : cut.confirm}
        </Button>
        <PushButton label={cut.cancel} disabled={false} onClick={() => page.keepSessions()} ref={keepRef} />
      </div>
    </div>
  );
}

function whyCut({ rule, needs, entry }: Denial): string {
  const { cut } = words.isolation;
  if (rule === 'denied') return cut.denied(entry ?? '');
  if (rule === 'allowed') return cut.notAllowed;
  return needs === undefined ? cut.notReachable : cut.needs(needs);
}
