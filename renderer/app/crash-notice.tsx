import type { ReactNode } from 'react';
import { Button } from '../ui/controls.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';

const useStyles = makeStyles({
  notice: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
    boxSizing: 'border-box',
    textAlign: 'center',
  },
  title: { ...text.title, margin: 0 },
  explanation: { ...text.body, margin: 0, maxWidth: '480px' },
  message: { ...text.caption, ...text.mono, margin: 0, maxWidth: '100%', overflowWrap: 'anywhere', userSelect: 'text' },
});

interface CrashNoticeProps {
  readonly title: string;
  readonly explanation: string;
  readonly message: string;
  /** The label of the button that loads the page again. */
  readonly children: ReactNode;
}

export function CrashNotice({ title, explanation, message, children }: CrashNoticeProps) {
  const styles = useStyles();
  return (
    <main className={styles.notice} role="alert">
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.explanation}>{explanation}</p>
      <p className={styles.message}>{message}</p>
      <Button appearance="primary" onClick={() => window.location.reload()}>
        {children}
      </Button>
    </main>
  );
}
