import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { scrollBar } from './styles.ts';

const useStyles = makeStyles({
  area: {
    ...scrollBar,
    overflow: 'auto',
    outlineStyle: 'none',
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
  },
});

interface ScrollAreaProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** Content that scrolls, also by the keyboard. */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  const styles = useStyles();
  return (
    // What scrolls must take the focus, or only a mouse can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={mergeClasses(styles.area, className)} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
