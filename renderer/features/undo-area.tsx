import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { words } from '../model/words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Dismiss16Regular } from '../ui/icons.ts';
import { PushButton } from '../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../ui/styles.ts';
import type { Removal, Removals } from './use-removals.ts';

const useStyles = makeStyles({
  area: { outlineStyle: 'none', minWidth: 0 },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  what: { ...text.caption, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
});

interface UndoAreaProps {
  readonly removals: Removals;
  readonly children: ReactNode;
}

/** A list with what was taken out of it last below, and the way back: by its button, or Ctrl/Cmd + Z anywhere in the list. */
export function UndoArea({ removals, children }: UndoAreaProps) {
  const styles = useStyles();
  const ref = useRef<HTMLDivElement>(null);
  return (
    // The key works wherever in it the focus is; and the focus has to be somewhere when the line has gone.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={ref} className={styles.area} tabIndex={-1} onKeyDown={removals.onKeyDown}>
      {children}
      {/* The live region stays, so that what was removed is announced. */}
      <output>{removals.last !== undefined && <UndoLine removals={removals} last={removals.last} area={ref} />}</output>
    </div>
  );
}

interface UndoLineProps {
  readonly removals: Removals;
  readonly last: Removal<unknown>;
  readonly area: RefObject<HTMLDivElement | null>;
}

function UndoLine({ removals, last, area }: UndoLineProps) {
  const styles = useStyles();
  const ref = useRef<HTMLButtonElement>(null);
  const { removed, undo, dismiss } = words.removals;
  // With every removal the row may have gone with its button, and the focus with them; or the button is the empty row's now.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.matches(':disabled') === true) ref.current?.focus();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [last]);
  useLayoutEffect(() => {
    const line = ref.current?.parentElement;
    const place = area.current;
    return () => {
      if (line?.contains(document.activeElement) === true) place?.focus();
    };
  }, [area]);
  return (
    <div className={styles.line}>
      <span className={styles.what}>{removed(last.what)}</span>
      <PushButton ref={ref} label={undo} disabled={false} onClick={removals.undo} />
      <IconButton label={dismiss} icon={Dismiss16Regular} onClick={removals.dismiss} />
    </div>
  );
}
