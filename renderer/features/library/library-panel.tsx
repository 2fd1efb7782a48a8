import { useId, useRef, useState } from 'react';
import { documentVersion } from '../../../contract/workbench/documents.ts';
import type { LibraryEntry, LibraryEntryKind, LibraryPath, NewDocument } from '../../../contract/workbench/library.ts';
import type { LibraryModel } from '../../model/workbench/library-model.ts';
import { folderForNew, partOf } from '../../model/workbench/library-tree.ts';
import { nameOfPath } from '../../model/workbench/tabs.ts';
import { words } from '../../model/words.ts';
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Add16Regular, Dismiss16Regular } from '../../ui/icons.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Explanation } from '../explanation.tsx';
import { useStore } from '../use-store.ts';
import { useLibraryStyles } from './library-styles.ts';
import { LibraryTree } from './library-tree.tsx';

const kinds = ['connection', 'message', 'environment', 'folder'] as const satisfies readonly LibraryEntryKind[];

interface LibraryPanelProps {
  readonly model: LibraryModel;
  /** The document whose tab is shown. */
  readonly shown: LibraryPath | null;
  readonly onOpen: (entry: LibraryEntry) => void;
  readonly onImport: () => void;
}

/** The documents a person keeps: found, opened, put in order. */
export function LibraryPanel({ model, shown, onOpen, onImport }: LibraryPanelProps) {
  const styles = useLibraryStyles();
  const id = useId();
  const searchRef = useRef<HTMLInputElement>(null);
  const { problem, done, library: state } = useStore(model.store);
  const [search, setSearch] = useState('');
  const [current, setCurrent] = useState<LibraryPath>();
  const [renaming, setRenaming] = useState<LibraryPath>();
  const { library } = words.workbench;
  const create = async (kind: LibraryEntryKind, near: LibraryPath | undefined): Promise<void> => {
    const part = kind === 'folder' ? partOf(near ?? 'connections') : (`${kind}s` as const);
    const inPart = part === 'environments' && kind === 'folder' ? 'connections' : part;
    setSearch('');
    const folder = folderForNew(model.entries, near, inPart);
    const entry = await model.create(folder, library.newName[kind], emptyDocument(kind));
    if (entry === undefined) return;
    setCurrent(entry.path);
    setRenaming(entry.path);
  };
  const shownProblem = problem ?? state?.problem;
  return (
    <section className={styles.panel} aria-label={library.label} data-region="library">
      <div className={styles.head}>
        <SearchField
          ref={searchRef}
          id={`${id}search`}
          label={library.search}
          clearLabel={words.search.clearField}
          placeholder={library.searchHere}
          value={search}
          noteId={`${id}note`}
          isAtFault={false}
          isMono={false}
          onChange={setSearch}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('');
          }}
        />
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            <IconButton label={library.new} icon={Add16Regular} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {kinds.map((kind) => (
                <MenuItem key={kind} onClick={() => void create(kind, current)}>
                  {library.newThing[kind]}
                </MenuItem>
              ))}
              <MenuDivider />
              <MenuItem onClick={onImport}>{library.import}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      <LibraryTree
        model={model}
        search={search}
        current={current}
        shown={shown}
        renaming={renaming}
        onCurrent={setCurrent}
        onRenaming={setRenaming}
        onOpen={onOpen}
        onCreate={(kind, near) => void create(kind, near)}
      />
      <div role="alert">
        {shownProblem !== undefined && (
          <div className={styles.line}>
            <div className={styles.lineText}>
              <Explanation error={shownProblem} />
            </div>
            {problem !== undefined && (
              <IconButton label={library.dismiss} icon={Dismiss16Regular} onClick={() => model.dismissProblem()} />
            )}
          </div>
        )}
      </div>
      <output>
        {done !== undefined && (
          <div className={styles.line}>
            <span className={styles.lineText}>{library.done[done.kind](nameOfPath(done.path))}</span>
            <Button size="small" onClick={() => void model.undo()}>
              {library.undo}
            </Button>
            <IconButton label={library.dismiss} icon={Dismiss16Regular} onClick={() => model.forgetDone()} />
          </div>
        )}
      </output>
    </section>
  );
}

function emptyDocument(kind: LibraryEntryKind): NewDocument {
  const version = documentVersion;
  switch (kind) {
    case 'folder':
      return { kind, document: { version } };
    case 'connection':
      return { kind, document: { version, address: '' } };
    case 'message':
      return { kind, document: { version, body: { kind: 'text', text: '' }, opcode: 'text' } };
    case 'environment':
      return { kind, document: { version, variables: {} } };
  }
}
