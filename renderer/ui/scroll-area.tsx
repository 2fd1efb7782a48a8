// A group that is no fieldset: nothing in it is filled in.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
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

/** Content that scrolls, also by the keyboard. No landmark: there may be many, and two of a name. */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  const styles = useStyles();
  return (
    // What scrolls must take the focus, or only a mouse can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={mergeClasses(styles.area, className)} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
