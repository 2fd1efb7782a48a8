import { DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { makeStyles, scrollBar, tokens } from './styles.ts';

const useStyles = makeStyles({
  // The window is seen around it, however long it is.
  body: { maxHeight: 'calc(100vh - 112px)' },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    ...scrollBar,
    outlineStyle: 'none',
    // Room for the focus rings of what stands at the edge, and for its own.
    margin: `0 calc(-1 * ${tokens.spacingHorizontalS})`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
  },
});

interface DialogPanelProps {
  readonly title: string;
  /** Its buttons. */
  readonly actions: ReactNode;
  /** Nothing in it takes the focus, and it may be long. */
  readonly isText?: boolean;
  readonly children: ReactNode;
}

/** What a dialog shows: title, content that scrolls, buttons. */
export function DialogPanel({ title, actions, isText = false, children }: DialogPanelProps) {
  const styles = useStyles();
  return (
    <DialogBody className={styles.body}>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className={styles.content} {...(isText && { tabIndex: 0 })}>
        {children}
      </DialogContent>
      <DialogActions>{actions}</DialogActions>
    </DialogBody>
  );
}
