import { useEffect, useMemo, useState } from 'react';
import { ImportDialog } from '../../features/import-dialog/import-dialog.tsx';
import { LibraryPanel } from '../../features/library/library-panel.tsx';
import { usePageServices } from '../../features/page-context.ts';
import { usePageKeys } from '../../features/page-keys.ts';
import { useStore } from '../../features/use-store.ts';
import type { LibraryEntry } from '../../../contract/workbench/library.ts';
import { activeOf } from '../../model/workbench/tabs.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { recallNumber, rememberNumber } from '../../model/window-memory.ts';
import { words } from '../../model/words.ts';
import { OverlayDrawer } from '../../ui/controls.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { makeStyles, text, tokens, visuallyHidden } from '../../ui/styles.ts';
import { DocumentPane } from './document-pane.tsx';
import { FirstRun } from './first-run.tsx';
import { putIntoComposer } from './composer-draft.ts';
import { TabPanes } from './tab-panes.tsx';
import { TabStrip } from './tab-strip.tsx';
import { useWorkbenchKeys } from './use-workbench-keys.ts';
import { useWidth } from '../../ui/use-width.ts';

/** Below this width the library lies over the tabs. */
const narrowPx = 700;
const shareName = 'workbench.library';
const openName = 'workbench.libraryOpen';

const useStyles = makeStyles({
  page: { height: '100%', minHeight: 0, position: 'relative' },
  title: visuallyHidden,
  row: { display: 'flex', flexDirection: 'row', height: '100%', minHeight: 0 },
  library: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: '180px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderInlineEndWidth: '1px',
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
  },
  drawer: { width: '280px' },
  main: { flexShrink: 1, flexGrow: 0, minWidth: 0, display: 'flex', flexDirection: 'column', height: '100%' },
  alone: { flexBasis: '100%' },
  wait: { ...text.body, padding: tokens.spacingHorizontalXXL, color: tokens.colorNeutralForeground3 },
});

/** Connections in tabs, and the library they are kept in. */
export function WorkbenchView({ workbench }: { readonly workbench: Workbench }) {
  const styles = useStyles();
  const { client } = usePageServices();
  const { tabs, isRestored, isImporting } = useStore(workbench.store);
  const documents = useStore(workbench.documents.store);
  const shownDocument = documents.list.find(({ path }) => path === documents.shown);
  const [ref, width] = useWidth();
  const isNarrow = width > 0 && width < narrowPx;
  const [isOpen, setIsOpen] = useState(() => recallNumber(openName) !== 0);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const [share, setShare] = useState(() => recallNumber(shareName) ?? 78);
  const active = activeOf(tabs);
  useWorkbenchKeys(workbench, client.platform === 'darwin');
  usePageKeys(
    useMemo(
      () => ({
        primary: () => {
          const id = workbench.active?.id;
          const isHidden = workbench.documents.shown !== undefined;
          if (id !== undefined && !isHidden) void workbench.connect(id);
        },
        cancel: () => {
          const id = workbench.active?.id;
          const connection = id === undefined ? undefined : workbench.connectionOf(id);
          if (connection?.store.getState().current?.connection.kind === 'connecting') void connection.close();
        },
      }),
      [workbench],
    ),
  );
  useEffect(() => {
    // What was typed last is kept also when the window goes at once.
    const onHide = (): void => void workbench.flush();
    window.addEventListener('pagehide', onHide);
    return () => window.removeEventListener('pagehide', onHide);
  }, [workbench]);
  const openEntry = (entry: LibraryEntry): void => {
    setIsDrawerOpen(false);
    if (entry.kind === 'message' && active !== undefined && entry.document !== undefined) {
      workbench.change(active.id, { composer: putIntoComposer(active.composer, entry.document) });
      workbench.documents.show(undefined);
    } else if (entry.kind === 'message' || entry.document === undefined) void workbench.library.reveal(entry.path);
    else workbench.openEntry(entry);
  };
  const library = (
    <LibraryPanel
      model={workbench.library}
      shown={documents.shown ?? active?.path ?? null}
      onOpen={openEntry}
      onImport={() => workbench.showImport(true)}
    />
  );
  const isBeside = isOpen && !isNarrow;
  const toggle = (): void => {
    if (isNarrow) return setIsDrawerOpen(true);
    rememberNumber(openName, isOpen ? 0 : 1);
    setIsOpen(!isOpen);
  };
  return (
    <div ref={ref} className={styles.page}>
      <h1 className={styles.title}>{words.workbench.title}</h1>
      <div className={styles.row}>
        {isBeside && (
          <>
            <div className={styles.library}>{library}</div>
            <Splitter
              label={words.workbench.library.resize}
              share={share}
              onChange={(next) => {
                setShare(next);
                rememberNumber(shareName, next);
              }}
            />
          </>
        )}
        <div className={styles.main} style={{ flexBasis: isBeside ? `${share}%` : '100%' }}>
          <TabStrip workbench={workbench} isLibraryShown={isBeside} onToggleLibrary={toggle} />
          {!isRestored ? (
            <p className={styles.wait}>{words.workbench.loading}</p>
          ) : shownDocument !== undefined ? (
            <DocumentPane key={shownDocument.key} workbench={workbench} tab={shownDocument} />
          ) : active === undefined ? (
            <FirstRun workbench={workbench} onImport={() => workbench.showImport(true)} />
          ) : (
            <TabPanes workbench={workbench} />
          )}
        </div>
      </div>
      <OverlayDrawer
        className={styles.drawer}
        open={isNarrow && isDrawerOpen}
        aria-label={words.workbench.library.label}
        onOpenChange={(_event, { open }) => setIsDrawerOpen(open)}
      >
        {library}
      </OverlayDrawer>
      <ImportDialog
        isOpen={isImporting}
        onClose={() => workbench.showImport(false)}
        onImported={(paths) => void workbench.openImported(paths)}
      />
    </div>
  );
}
