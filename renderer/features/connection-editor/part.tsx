import { useId, type ReactNode } from 'react';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
});

/** A titled part of a section. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}
