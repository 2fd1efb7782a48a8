import { useId, type ReactNode } from 'react';
import { makeStyles, text, tokens } from '../ui/styles.ts';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  title: { ...text.subtitle, margin: 0 },
});

interface SectionProps {
  readonly title: string;
  /** The part of the window that F6 goes to. */
  readonly region?: string;
  readonly children: ReactNode;
}

/** A titled part of the page. */
export function Section({ title, region, children }: SectionProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id} data-region={region}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}
