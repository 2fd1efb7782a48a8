import { useRef, type KeyboardEvent } from 'react';
import { StateDot } from '../../features/state-dot.tsx';
import { useKeyText } from '../../features/use-key-text.ts';
import { useStore } from '../../features/use-store.ts';
import type { DocumentTab, DocumentTabs } from '../../model/workbench/document-tabs.ts';
import { activeOf, nameOfPath, putBeside, selectTab, unsplit, type WorkbenchTab } from '../../model/workbench/tabs.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { words } from '../../model/words.ts';
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import {
  Add16Regular,
  BracesVariable20Regular,
  Folder16Regular,
  MoreHorizontal16Regular,
  PanelLeft16Regular,
} from '../../ui/icons.ts';
import { keyAlong } from '../../ui/reading-direction.ts';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { Submenu } from '../../ui/submenu.tsx';
import { Handle } from './handle.tsx';

const useStyles = makeStyles({
  strip: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    height: '40px',
    boxSizing: 'border-box',
    gap: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  list: {
    display: 'flex',
    alignSelf: 'stretch',
    minWidth: 0,
    overflowX: 'auto',
    scrollbarWidth: 'none',
  },
  kind: { width: '16px', height: '16px', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  gap: { flexGrow: 1 },
});

interface TabStripProps {
  readonly workbench: Workbench;
  readonly isLibraryShown: boolean;
  readonly onToggleLibrary: () => void;
}

/** The open connections. */
export function TabStrip({ workbench, isLibraryShown, onToggleLibrary }: TabStripProps) {
  const styles = useStyles();
  const { tabs } = useStore(workbench.store);
  const active = activeOf(tabs);
  const documents = useStore(workbench.documents.store);
  const ref = useRef<HTMLDivElement>(null);
  const keyText = useKeyText();
  const { library, tabs: said } = words.workbench;
  const others = tabs.list.filter(({ id }) => id !== active?.id);
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[keyAlong(event)] as 1 | -1 | undefined;
    if (direction !== undefined) workbench.step(direction);
    else if (event.key === 'Delete' && documents.shown !== undefined) workbench.documents.close(documents.shown);
    else if (event.key === 'Delete' && active !== undefined) void workbench.close(active.id);
    else return;
    event.preventDefault();
    requestAnimationFrame(() => ref.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  return (
    <div className={styles.strip} data-region="tabs">
      <IconButton
        label={isLibraryShown ? library.hide : library.show}
        icon={PanelLeft16Regular}
        isPressed={isLibraryShown}
        onClick={onToggleLibrary}
      />
      {tabs.list.length + documents.list.length > 0 && (
        // Its keys are those of the tab that has the focus.
        // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
        <div ref={ref} className={styles.list} role="tablist" aria-label={said.label} onKeyDown={onKeyDown}>
          {tabs.list.map((tab) => (
            <TabHandle
              key={tab.id}
              workbench={workbench}
              tab={tab}
              isActive={tab === active && documents.shown === undefined}
              isShown={documents.shown === undefined && (tab.id === tabs.left || tab.id === tabs.right)}
            />
          ))}
          {documents.list.map((tab) => (
            <DocumentHandle
              key={tab.key}
              documents={workbench.documents}
              tab={tab}
              isShown={tab.path === documents.shown}
            />
          ))}
        </div>
      )}
      <IconButton label={said.new} icon={Add16Regular} onClick={() => workbench.open()} />
      <span className={styles.gap} />
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <IconButton label={said.more} icon={MoreHorizontal16Regular} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem secondaryContent={keyText('newTab')} onClick={() => workbench.open()}>
              {said.new}
            </MenuItem>
            <MenuItem
              disabled={tabs.closed.length === 0}
              secondaryContent={keyText('reopenTab')}
              onClick={() => workbench.reopen()}
            >
              {said.reopen}
            </MenuItem>
            {tabs.right === undefined ? (
              <Submenu label={said.beside} disabled={others.length === 0}>
                {others.map((tab) => (
                  <MenuItem key={tab.id} onClick={() => workbench.arrange((all) => putBeside(all, tab.id))}>
                    {workbench.nameOf(tab) || said.untitled}
                  </MenuItem>
                ))}
              </Submenu>
            ) : (
              <MenuItem onClick={() => workbench.arrange(unsplit)}>{said.unsplit}</MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}

interface TabHandleProps {
  readonly workbench: Workbench;
  readonly tab: WorkbenchTab;
  readonly isActive: boolean;
  readonly isShown: boolean;
}

function TabHandle({ workbench, tab, isActive, isShown }: TabHandleProps) {
  const { current } = useStore(workbench.connectionOf(tab.id).store);
  const { tabs: said } = words.workbench;
  const name = workbench.nameOf(tab) || said.untitled;
  return (
    <Handle
      id={tab.id}
      name={name}
      title={tab.document.address}
      icon={<StateDot connection={current?.connection} isWaiting={current?.reconnecting !== undefined} />}
      isChanged={tab.isChanged}
      isActive={isActive}
      isShown={isShown}
      onSelect={() => workbench.arrange((tabs) => selectTab(tabs, tab.id))}
      onClose={() => void workbench.close(tab.id)}
    />
  );
}

interface DocumentHandleProps {
  readonly documents: DocumentTabs;
  readonly tab: DocumentTab;
  readonly isShown: boolean;
}

/** A folder or an environment among the tabs. */
function DocumentHandle({ documents, tab, isShown }: DocumentHandleProps) {
  const styles = useStyles();
  const KindIcon = tab.content.kind === 'folder' ? Folder16Regular : BracesVariable20Regular;
  return (
    <Handle
      id={tab.key}
      name={nameOfPath(tab.path)}
      icon={<KindIcon className={styles.kind} aria-hidden />}
      isChanged={tab.isChanged}
      isActive={isShown}
      isShown={isShown}
      onSelect={() => documents.show(tab.path)}
      onClose={() => documents.close(tab.path)}
    />
  );
}
