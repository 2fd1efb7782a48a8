import { useEffect } from 'react';
import type { Workbench } from '../../model/workbench/workbench.ts';

/** The keys of tabs, as browsers have them. */
export function useWorkbenchKeys(workbench: Workbench, isMac: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || document.querySelector('[aria-modal="true"]') !== null) return;
      if (carryOut(workbench, event, isMac)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [workbench, isMac]);
}

function carryOut(workbench: Workbench, event: KeyboardEvent, isMac: boolean): boolean {
  const { ctrlKey, metaKey, shiftKey } = event;
  // Also on a Mac, where the command key with it is the system's.
  if (event.key === 'Tab' && ctrlKey) {
    workbench.step(shiftKey ? -1 : 1);
    return true;
  }
  if (isMac ? !metaKey || ctrlKey : !ctrlKey || metaKey) return false;
  const key = event.key.toLowerCase();
  const id = workbench.active?.id;
  if (key === 't') {
    if (shiftKey) workbench.reopen();
    else workbench.open();
    return true;
  }
  const document = workbench.documents.shown;
  if (document !== undefined && !shiftKey && (key === 'w' || key === 's')) {
    if (key === 'w') workbench.documents.close(document.path);
    else void workbench.documents.save(document.path);
    return true;
  }
  // Without a tab it is the window's.
  if (shiftKey || id === undefined) return false;
  if (key === 'w') void workbench.close(id);
  else if (key === 's') void workbench.save(id);
  else return false;
  return true;
}
