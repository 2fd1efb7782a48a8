import { useId, useState } from 'react';
import { libraryLimits, type LibraryPath, type LibraryState } from '../../../contract/workbench/library.ts';
import type { ComposerDraft } from '../../model/composer/composer-draft.ts';
import { loadMessage, messageEntries, messageFolders, pathInMessages } from '../../model/composer/message-documents.ts';
import { saveAs, saveInto, type Saved } from '../../model/composer/message-store.ts';
import { words } from '../../model/words.ts';
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '../../ui/controls.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, mergeClasses, scrollBar } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { Explanation } from '../explanation.tsx';
import { usePageServices } from '../page-context.ts';
import { useComposerStyles } from './composer-styles.ts';

const useStyles = makeStyles({
  list: { ...scrollBar, maxHeight: '50vh', maxWidth: 'min(480px, 90vw)', overflowY: 'auto' },
  form: { width: 'min(320px, 80vw)' },
});

interface LibraryMenuProps {
  readonly draft: ComposerDraft;
  readonly library: LibraryState;
  readonly onDraft: (draft: ComposerDraft) => void;
}

/** Takes a message out of the library, and puts what is written into it. */
export function LibraryMenu({ draft, library, onDraft }: LibraryMenuProps) {
  const own = useStyles();
  const styles = useComposerStyles();
  const said = words.messageComposer.library;
  const { client } = usePageServices();
  const [result, setResult] = useState<Saved>();
  const entries = messageEntries(library.entries);
  const source = entries.find(({ path }) => path === draft.source);
  const take = (saved: Saved): void => {
    setResult(saved);
    if ('path' in saved) onDraft({ ...draft, source: saved.path });
  };
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" disabled={entries.length === 0}>
            {said.load}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList className={own.list}>
            {entries.map(({ path, document }) => (
              <MenuItem
                key={path}
                onClick={() => {
                  setResult(undefined);
                  if (document !== undefined) onDraft(loadMessage(draft, document, path));
                }}
              >
                {pathInMessages(path)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {source !== undefined && draft.mode !== 'file' && (
        <PushButton
          label={said.save}
          name={`${said.save}, ${pathInMessages(source.path)}`}
          disabled={false}
          onClick={() => void saveInto(client, draft, source).then(take)}
        />
      )}
      <SaveForm
        key={draft.source}
        folders={messageFolders(library.entries)}
        disabled={draft.mode === 'file'}
        onSave={async (folder, name) => {
          const saved = await saveAs(client, draft, folder, name);
          take(saved);
          return 'path' in saved;
        }}
      />
      <output className={styles.note}>
        {result !== undefined && 'path' in result && said.saved(pathInMessages(result.path))}
      </output>
      {result !== undefined && 'problem' in result && <Explanation error={result.problem} />}
    </>
  );
}

interface SaveFormProps {
  readonly folders: readonly LibraryPath[];
  readonly disabled: boolean;
  /** Answers whether it is saved. */
  readonly onSave: (folder: LibraryPath, name: string) => Promise<boolean>;
}

function SaveForm({ folders, disabled, onSave }: SaveFormProps) {
  const styles = useComposerStyles();
  const own = useStyles();
  const id = useId();
  const said = words.messageComposer.library;
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const [folder, setFolder] = useState<LibraryPath>('messages');
  const [isTried, setIsTried] = useState(false);
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (name.trim() === '') return;
    if (await onSave(folder, name.trim())) setIsOpen(false);
  };
  return (
    <Popover open={isOpen} trapFocus onOpenChange={(_event, { open }) => setIsOpen(open)}>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" disabled={disabled}>
          {said.saveAs}
        </Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={said.saveTitle}>
        <div className={mergeClasses(styles.column, own.form)}>
          <TextField
            id={`${id}-name`}
            label={said.name}
            value={name}
            maxLength={libraryLimits.nameLength}
            fault={isTried && name.trim() === '' ? said.noName : undefined}
            onChange={setName}
            onEnter={() => void save()}
            ref={null}
          />
          <ValueSelect
            id={`${id}-folder`}
            label={said.folder}
            value={folders.includes(folder) ? folder : 'messages'}
            options={folders.map((value) => ({
              value,
              label: value === 'messages' ? said.root : pathInMessages(value),
            }))}
            disabled={false}
            onChange={setFolder}
          />
          <div className={styles.row}>
            <PushButton label={said.save} disabled={false} onClick={() => void save()} />
          </div>
        </div>
      </PopoverSurface>
    </Popover>
  );
}
