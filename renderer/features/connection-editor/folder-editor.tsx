import { useId } from 'react';
import type { FolderDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryPath, LibraryState } from '../../../contract/workbench/library.ts';
import { folderSections } from '../../model/connection-editor/sections.ts';
import { words } from '../../model/words.ts';
import { useEditor, type EditedDocument } from './editor-view.ts';
import { SectionPanel } from './section-panel.tsx';

export interface FolderEditorProps {
  readonly document: FolderDocument;
  /** Folders around it pass on to it as well. Default: there are none. */
  readonly path?: LibraryPath;
  readonly library: LibraryState;
  readonly onChange: (document: FolderDocument) => void;
}

/** What a folder passes on to what is in it. */
export function FolderEditor(props: FolderEditorProps) {
  return <Editor key={props.path ?? ''} {...props} />;
}

function Editor({ document, path, library, onChange }: FolderEditorProps) {
  const id = useId();
  const view = useEditor({
    document,
    path: path ?? null,
    isFolder: true,
    environment: null,
    library,
    id,
    first: 'headers',
    told: nothing,
    // Made of the folder's own document by changing fields that it has.
    onChange: (changed: EditedDocument) => onChange(changed as FolderDocument),
  });
  return (
    <section aria-label={words.connectionEditor.folderLabel}>
      <SectionPanel view={view} shown={folderSections} />
    </section>
  );
}

const nothing = [] as const;
