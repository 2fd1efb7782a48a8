import type { LibraryEntryKind, LibraryPath } from '../../../contract/workbench/library.ts';
import { copyName, foldersFor, moveStep, partOf } from '../../model/workbench/library-tree.ts';
import type { LibraryModel } from '../../model/workbench/library-model.ts';
import { nameOfPath } from '../../model/workbench/tabs.ts';
import { words } from '../../model/words.ts';
import { MenuDivider, MenuItem } from '../../ui/controls.ts';
import { PointMenu } from '../../ui/point-menu.tsx';
import { Submenu } from '../../ui/submenu.tsx';
import { useKeyText } from '../use-key-text.ts';

interface EntryMenuProps {
  readonly model: LibraryModel;
  readonly at: { readonly path: LibraryPath; readonly x: number; readonly y: number };
  readonly onOpen: () => void;
  readonly onRename: () => void;
  readonly onCreate: (kind: LibraryEntryKind) => void;
  readonly onClose: () => void;
}

/** What can be done with a line of the tree. */
export function EntryMenu({ model, at, onOpen, onRename, onCreate, onClose }: EntryMenuProps) {
  const { library } = words.workbench;
  const keyText = useKeyText();
  const entry = model.entryAt(at.path);
  const part = partOf(at.path);
  const up = moveStep(model.entries, at.path, 'up');
  const down = moveStep(model.entries, at.path, 'down');
  const folders = foldersFor(model.entries, at.path);
  const isFolder = entry === undefined || entry.kind === 'folder';
  const kinds = kindsIn(at.path);
  return (
    <PointMenu label={library.more(nameOfPath(at.path))} at={at} onClose={onClose}>
      {entry !== undefined && <MenuItem onClick={onOpen}>{library.open}</MenuItem>}
      {isFolder &&
        kinds.map((kind) => (
          <MenuItem key={kind} onClick={() => onCreate(kind)}>
            {library.newThing[kind]}
          </MenuItem>
        ))}
      {entry !== undefined && (
        <>
          <MenuDivider />
          <MenuItem secondaryContent={keyText('rename')} onClick={onRename}>
            {library.rename}
          </MenuItem>
          {!isFolder && entry.document !== undefined && (
            <MenuItem onClick={() => void model.duplicate(entry, copyName(entry.path, library.copyOf))}>
              {library.duplicate}
            </MenuItem>
          )}
          {part !== 'environments' && (
            <>
              <MenuItem
                disabled={up === undefined}
                secondaryContent={keyText('moveUp')}
                onClick={() => up && void model.move(at.path, up)}
              >
                {library.moveUp}
              </MenuItem>
              <MenuItem
                disabled={down === undefined}
                secondaryContent={keyText('moveDown')}
                onClick={() => down && void model.move(at.path, down)}
              >
                {library.moveDown}
              </MenuItem>
            </>
          )}
          {folders.length > 0 && (
            <Submenu label={library.moveTo}>
              {folders.map((folder) => (
                <MenuItem key={folder} onClick={() => void model.move(at.path, { toFolder: folder, before: null })}>
                  {folder === part ? library.parts[part] : folder.slice(part.length + 1)}
                </MenuItem>
              ))}
            </Submenu>
          )}
          <MenuItem secondaryContent={keyText('remove')} onClick={() => void model.remove(at.path)}>
            {library.remove}
          </MenuItem>
        </>
      )}
      <MenuDivider />
      <MenuItem onClick={() => void model.reveal(at.path)}>{library.reveal}</MenuItem>
    </PointMenu>
  );
}

/** What can be made in a part. */
function kindsIn(path: LibraryPath): readonly LibraryEntryKind[] {
  switch (partOf(path)) {
    case 'connections':
      return ['connection', 'folder'];
    case 'messages':
      return ['message', 'folder'];
    case 'environments':
      return ['environment'];
  }
}
