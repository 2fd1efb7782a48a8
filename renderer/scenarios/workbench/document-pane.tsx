import { EnvironmentEditor } from '../../features/connection-editor/environment-editor.tsx';
import { FolderEditor } from '../../features/connection-editor/folder-editor.tsx';
import { useStore } from '../../features/use-store.ts';
import type { DocumentTab } from '../../model/workbench/document-tabs.ts';
import { noLibrary } from '../../model/workbench/library-model.ts';
import { nameOfPath } from '../../model/workbench/tabs.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { makeStyles, oneLine, scrollBar, text, tokens } from '../../ui/styles.ts';
import { ConflictLine, FocusedButton, Line, ProblemLine } from './question-line.tsx';

const useStyles = makeStyles({
  pane: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex', flexDirection: 'column' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { ...text.subtitle, ...oneLine, flexGrow: 1, minWidth: 0, margin: 0 },
  editor: {
    ...scrollBar,
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalM,
    // A name and its value stay near each other on a wide screen.
    '& > section': { maxWidth: '960px' },
  },
});

interface DocumentPaneProps {
  readonly workbench: Workbench;
  readonly tab: DocumentTab;
}

/** A folder or an environment, in the place of the connections. */
export function DocumentPane({ workbench, tab }: DocumentPaneProps) {
  const styles = useStyles();
  const { documents } = workbench;
  const { question, problem } = useStore(documents.store);
  const library = useStore(workbench.library.store, (state) => state.library) ?? noLibrary;
  const { questions: said, documents: of } = words.workbench;
  const { path, content } = tab;
  const end = (): void => documents.ask(undefined);
  return (
    <div className={styles.pane} role="tabpanel" id={`panel-${tab.key}`} aria-labelledby={`tab-${tab.key}`}>
      <div className={styles.head} data-region="head">
        <h2 className={styles.title}>{nameOfPath(path)}</h2>
        <Button size="small" appearance="primary" disabled={!tab.isChanged} onClick={() => void documents.save(path)}>
          {said.save}
        </Button>
        <Button size="small" onClick={() => documents.close(path)}>
          {of.close}
        </Button>
      </div>
      {question === 'close' && (
        <Line text={of.notSaved} onEscape={end}>
          <FocusedButton
            label={said.save}
            onClick={() => void documents.save(path).then(() => closeSaved(workbench, path))}
          />
          <Button size="small" onClick={() => documents.close(path, true)}>
            {of.discard}
          </Button>
          <Button size="small" onClick={end}>
            {said.cancel}
          </Button>
        </Line>
      )}
      {question === 'conflict' && <ConflictLine onSolve={(by) => void documents.solveConflict(path, by)} onEnd={end} />}
      {question === 'gone' && (
        <Line text={of.gone} onEscape={end}>
          <FocusedButton label={of.createAnew} onClick={() => void documents.createAnew(path)} />
          <Button size="small" onClick={end}>
            {said.cancel}
          </Button>
        </Line>
      )}
      <ProblemLine problem={problem} onDismiss={() => documents.dismissProblem()} />
      <div className={styles.editor} data-region="form">
        {content.kind === 'folder' ? (
          <FolderEditor
            key={tab.key}
            document={content.document}
            path={path}
            library={library}
            onChange={(document) => documents.edit(path, { kind: 'folder', document })}
          />
        ) : (
          <EnvironmentEditor
            key={tab.key}
            document={content.document}
            library={library}
            onChange={(document) => documents.edit(path, { kind: 'environment', document })}
          />
        )}
      </div>
    </div>
  );
}

/** Where saving went wrong the tab stays, and says why. */
function closeSaved({ documents }: Workbench, path: string): void {
  const { list } = documents.store.getState();
  if (list.some((tab) => tab.path === path && !tab.isChanged)) documents.close(path);
}
