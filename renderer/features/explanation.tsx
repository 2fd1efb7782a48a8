import type { ReactNode } from 'react';
import type { ErrorInfo } from '../../contract/errors.ts';
import { explainError, type Circumstances } from '../model/explain-error.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';

const useStyles = makeStyles({
  explanation: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  what: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

interface ExplanationProps {
  readonly error: ErrorInfo;
  readonly circumstances?: Circumstances;
  /** A button that does what is advised. */
  readonly remedy?: ReactNode;
}

/** A failure in three parts: what happened, why, what to do. */
export function Explanation({ error, circumstances, remedy }: ExplanationProps) {
  const styles = useStyles();
  const { what, why, advice } = explainError(error, circumstances);
  return (
    <div className={styles.explanation}>
      <p className={styles.what}>{what}</p>
      {why !== '' && <p className={styles.line}>{why}</p>}
      <p className={styles.line}>{advice}</p>
      {remedy}
    </div>
  );
}
