// A group that is no fieldset: a heading names it.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useId, type ReactNode } from 'react';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
});

/** A titled part of a section. No landmark: a section has many, and two tabs beside each other have the same. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.part} role="group" aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </div>
  );
}
