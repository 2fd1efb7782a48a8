import { useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { ConnectionSource } from '../../../contract/workbench/effective-request.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import { RequestPreview } from '../../model/request-preview.ts';
import { sections } from '../../model/connection-editor/sections.ts';
import { words } from '../../model/words.ts';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';
import { useEditor, type EditedDocument } from './editor-view.ts';
import { Hint } from './field-parts.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { SectionPanel } from './section-panel.tsx';
import { toldText } from '../../model/reason-text.ts';

const useStyles = makeStyles({
  outer: { containerType: 'inline-size', containerName: 'connection-editor', minWidth: 0 },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@container connection-editor (min-width: 860px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
});

export interface ConnectionEditorProps {
  /** Where there are two: what tells this one from the other. */
  readonly label?: string | undefined;
  /** What is being edited, and what it inherits from. */
  readonly source: ConnectionSource;
  readonly library: LibraryState;
  readonly onChange: (document: ConnectionDocument) => void;
  /** A connection is open: what can be changed holds from the next one on. */
  readonly isConnected: boolean;
}

/**
 * Everything a connection is opened with, and the request head as it will be sent. What was typed and is no value yet
 * belongs to one document: another one needs another `key`.
 */
export function ConnectionEditor({ label, source, library, onChange, isConnected }: ConnectionEditorProps): ReactNode {
  const styles = useStyles();
  const id = useId();
  const { client } = usePageServices();
  const [preview] = useState(() => new RequestPreview(client));
  const state = useStore(preview.store);
  // What it inherits is in the library.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => preview.show(source), [preview, source, library]);
  useEffect(() => () => preview.stop(), [preview]);
  const request = state.error === undefined ? state.request : undefined;
  const told = useMemo(
    () =>
      (request?.problems ?? []).map((problem) => ({
        field: problem.field,
        sentence: toldText(problem),
        isUnknownVariable: problem.kind === 'unknownVariable',
      })),
    [request],
  );
  const view = useEditor({
    document: source.document,
    path: source.path,
    isFolder: false,
    environment: source.environment,
    library,
    id,
    first: 'address',
    told,
    // Made of the connection's own document by changing fields that it has.
    onChange: (document: EditedDocument) => onChange(document as ConnectionDocument),
  });
  return (
    <section className={styles.outer} aria-label={label ?? words.connectionEditor.label}>
      {isConnected && <Hint>{words.connectionEditor.holdsNext}</Hint>}
      <div className={styles.columns}>
        <SectionPanel view={view} shown={sections} />
        <PreviewPane preview={state} problems={view.problems} onGoTo={view.goTo} />
      </div>
    </section>
  );
}
