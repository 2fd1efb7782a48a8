import { useEffect, useRef, type ReactNode } from 'react';
import type { ErrorInfo } from '../../../contract/errors.ts';
import { Explanation } from '../../features/explanation.tsx';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    margin: 0,
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground3,
    borderInlineStartStyle: 'none',
    borderInlineEndStyle: 'none',
    borderBottom: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  text: { ...text.body, flex: '1 1 200px', margin: 0 },
});

interface LineProps {
  readonly text?: string;
  readonly onEscape: () => void;
  readonly children: ReactNode;
}

/** A question, and what it can be answered with. */
export function Line({ text: sentence, onEscape, children }: LineProps) {
  const styles = useStyles();
  return (
    // Esc leaves it from wherever inside the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      className={styles.line}
      aria-label={sentence ?? words.workbench.questions.name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEscape();
      }}
    >
      {sentence !== undefined && (
        <p className={styles.text} role="alert">
          {sentence}
        </p>
      )}
      {children}
    </fieldset>
  );
}

/** Takes the focus when it comes: the question is answered by Enter. */
export function FocusedButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return <PushButton ref={ref} label={label} disabled={false} onClick={onClick} />;
}

interface ProblemLineProps {
  readonly problem: ErrorInfo | undefined;
  readonly onDismiss: () => void;
}

/** Why something was not done. */
export function ProblemLine({ problem, onDismiss }: ProblemLineProps) {
  const styles = useStyles();
  // The live region stays, so that what it says is announced.
  return (
    <div role="alert">
      {problem !== undefined && (
        <div className={styles.line}>
          <div className={styles.text}>
            <Explanation error={problem} />
          </div>
          <IconButton label={words.status.dismiss} icon={Dismiss16Regular} onClick={onDismiss} />
        </div>
      )}
    </div>
  );
}

interface ConflictLineProps {
  /** Which of the two is kept. */
  readonly onSolve: (by: 'draft' | 'file') => void;
  readonly onEnd: () => void;
}

/** A document has changed on disk as well as here. */
export function ConflictLine({ onSolve, onEnd }: ConflictLineProps) {
  const { questions: said } = words.workbench;
  return (
    <Line text={said.conflict} onEscape={onEnd}>
      <FocusedButton label={said.takeDraft} onClick={() => onSolve('draft')} />
      <Button size="small" onClick={() => onSolve('file')}>
        {said.takeFile}
      </Button>
      <Button size="small" onClick={onEnd}>
        {said.cancel}
      </Button>
    </Line>
  );
}
