import { useEffect, useMemo } from 'react';
import { useTabKeys, type TabKeys } from '../../features/page-keys.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';

/** The keys of tabs, as browsers have them. */
export function useWorkbenchKeys(workbench: Workbench, isMac: boolean): void {
  const tab = useMemo(() => tabKeysOf(workbench), [workbench]);
  useTabKeys(tab);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || document.querySelector('[aria-modal="true"]') !== null) return;
      // What is left is the window's; what is taken, the native menu does not get.
      if (carryOut(event, { workbench, tab, isMac })) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [workbench, tab, isMac]);
}

interface Keys {
  readonly workbench: Workbench;
  readonly tab: TabKeys;
  readonly isMac: boolean;
}

function carryOut(event: KeyboardEvent, { workbench, tab, isMac }: Keys): boolean {
  const { ctrlKey, metaKey, shiftKey } = event;
  // Also on a Mac, where the command key with it is the system's.
  if (event.key === 'Tab' && ctrlKey) {
    workbench.step(shiftKey ? -1 : 1);
    return true;
  }
  if (isMac ? !metaKey || ctrlKey : !ctrlKey || metaKey) return false;
  switch (event.key.toLowerCase()) {
    case 't':
      if (shiftKey) workbench.reopen();
      else workbench.open();
      return true;
    case 'w':
      return !shiftKey && tab.close();
    case 's':
      return shiftKey ? tab.saveAs() : tab.save();
    default:
      return false;
  }
}

/** What is done with the tab that is shown: a connection, or a folder or environment in its place. */
function tabKeysOf(workbench: Workbench): TabKeys {
  const onShown = (onDocument: (path: string) => void, onConnection: (id: string) => void) => (): boolean => {
    const document = workbench.documents.shown;
    const id = workbench.active?.id;
    if (document !== undefined) onDocument(document.path);
    else if (id !== undefined) onConnection(id);
    return document !== undefined || id !== undefined;
  };
  return {
    close: onShown(
      (path) => workbench.documents.close(path),
      (id) => void workbench.close(id),
    ),
    save: onShown(
      (path) => void workbench.documents.save(path),
      (id) => void workbench.save(id),
    ),
    // A folder or an environment has its name in the library, and no other beside it.
    saveAs: onShown(
      () => undefined,
      (id) => workbench.ask(id, { kind: 'name' }),
    ),
  };
}
