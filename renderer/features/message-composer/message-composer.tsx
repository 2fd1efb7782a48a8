import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SessionId } from '../../../contract/sessions.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import type { TemplateScope } from '../../../contract/workbench/sending.ts';
import { noFile, type ComposerDraft, type FileDraft } from '../../model/composer/composer-draft.ts';
import { planOf, whyNotSent } from '../../model/composer/send-plan.ts';
import { lastRun } from '../../model/composer/send-runs.ts';
import { templateNames } from '../../model/composer/template-names.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Tab, TabList } from '../../ui/controls.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { Explanation } from '../explanation.tsx';
import { usePageServices } from '../page-context.ts';
import { useKeyText } from '../use-key-text.ts';
import { useStore } from '../use-store.ts';
import { BodyEditor } from './body-editor.tsx';
import { useComposerStyles } from './composer-styles.ts';
import { FileForm } from './file-form.tsx';
import { HistoryMenu } from './history-menu.tsx';
import { LibraryMenu } from './library-menu.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { RepeatForm } from './repeat-form.tsx';
import { RunLines } from './run-lines.tsx';
import { SequenceEditor } from './sequence-editor.tsx';
import { FieldFaults } from './typed-input.tsx';
import { useComposerModels, useFileOf, usePreviewOf } from './use-composer-models.ts';

export { emptyComposer, type ComposerDraft } from '../../model/composer/composer-draft.ts';

export interface MessageComposerProps {
  /** Where there are two: what tells this one from the other. */
  readonly label?: string | undefined;
  /** Undefined before the first connection. */
  readonly session: SessionId | undefined;
  /** Whether something can be sent now. */
  readonly isOpen: boolean;
  /** The address, whose history is offered. */
  readonly url: string;
  readonly scope: TemplateScope;
  readonly library: LibraryState;
  readonly draft: ComposerDraft;
  readonly onDraft: (draft: ComposerDraft) => void;
}

/** Writes a message of any kind, and sends it: once, again and again, or step by step. */
export function MessageComposer(props: MessageComposerProps): ReactNode {
  const { session, isOpen, url, scope, library, draft, onDraft } = props;
  const styles = useComposerStyles();
  const id = useId();
  const said = words.messageComposer;
  const { client } = usePageServices();
  const keyText = useKeyText();
  const models = useComposerModels(url);
  const { runs } = models;
  const { runs: watched, problem, isStarting } = useStore(runs.store);
  const shown = usePreviewOf(models.preview, draft, scope);
  const faults = useFieldFaults();
  const { mode, message, file: kept = noFile } = draft;
  const { file, lost } = useFileOf(models.file, kept.file);

  /** The draft as it is now, also before it has been shown. */
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const change = useCallback(
    (changes: Partial<ComposerDraft>) => {
      latest.current = { ...latest.current, ...changes };
      runs.clearProblem();
      onDraft(latest.current);
    },
    [onDraft, runs],
  );
  const setFile = (next: Partial<FileDraft>): void => {
    change({ file: { ...noFile, ...latest.current.file, ...next } });
  };

  const names = useMemo(
    () => templateNames(library, scope, mode === 'sequence' ? draft.steps : []),
    [library, scope, mode, draft.steps],
  );
  const run = lastRun(watched, session);
  const ofSession = watched.filter((one) => one.run.session === session);
  const isRunningSequence = run?.run.kind === 'sequence' && run.run.end === undefined;
  const whyNot = whyNotSent({ isOpen, draft, file, hasFaults: faults.hasFaults, isRunningSequence });

  const send = async (): Promise<void> => {
    const plan = planOf(latest.current, { file, frameBytes: kept.frameBytes });
    if (whyNot !== undefined || session === undefined || plan === undefined) return;
    models.history.leave();
    const hasBegun = await runs.send(session, plan, scope);
    if (hasBegun && plan.kind === 'message') await models.history.load(url);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(client.platform === 'darwin' ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    void send();
  };
  const onEdge = (direction: 'back' | 'forth'): boolean => {
    const next = models.history.walk(direction, latest.current.message);
    if (next !== undefined) change({ message: next });
    return next !== undefined;
  };
  const chooseFile = async (): Promise<void> => {
    const chosen = await models.chooseFile();
    if (chosen !== undefined) setFile({ file: chosen });
  };
  const sendLabel = mode === 'sequence' ? said.send.run : said.send.send;
  return (
    <FieldFaults value={faults.report}>
      {/* The keys of the composer work wherever in it the focus is. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        className={styles.column}
        aria-label={props.label ?? said.label}
        data-region="composer"
        onKeyDown={onKeyDown}
      >
        <div className={mergeClasses(styles.row, styles.middle)}>
          <TabList
            className={styles.grows}
            size="small"
            selectedValue={mode === 'sequence' ? 'sequence' : 'message'}
            onTabSelect={(_event, { value }) => change({ mode: value === 'sequence' ? 'sequence' : 'message' })}
          >
            <Tab value="message">{said.modes.message}</Tab>
            <Tab value="sequence">{said.modes.sequence}</Tab>
          </TabList>
          <div className={styles.field}>
            <HistoryMenu
              history={models.history}
              onOpen={() => void models.history.load(url)}
              onChoose={(chosen) => change({ mode: 'message', message: chosen })}
            />
            <LibraryMenu draft={draft} library={library} onDraft={change} />
          </div>
        </div>
        {mode === 'sequence' ? (
          <SequenceEditor
            steps={draft.steps}
            names={names}
            scope={scope}
            library={library}
            run={run?.run.kind === 'sequence' ? run.run : undefined}
            onChange={(steps) => change({ steps })}
          />
        ) : (
          <>
            <BodyEditor
              message={message}
              preview={mode === 'message' ? shown.preview : undefined}
              names={names}
              onChange={(next) => change({ message: next })}
              onEdge={onEdge}
              onFileMode={(isFile) => change({ mode: isFile ? 'file' : 'message' })}
              file={
                mode === 'file' ? (
                  <FileForm
                    draft={{ ...kept, file }}
                    lost={lost}
                    onChoose={() => void chooseFile()}
                    onChange={setFile}
                  />
                ) : undefined
              }
            />
            {mode === 'message' && (
              <PreviewPane {...shown} showsBytesFirst={message.body.kind === 'hex' || message.body.kind === 'base64'} />
            )}
          </>
        )}
        {mode !== 'file' && <RepeatForm repeat={draft.repeat} onChange={(repeat) => change({ repeat })} />}
        <div className={mergeClasses(styles.row, styles.middle, styles.sendLine)}>
          <ActionButton
            label={sendLabel}
            appearance="primary"
            isWaiting={whyNot !== undefined || isStarting}
            onClick={() => void send()}
          />
          <span id={`${id}-why`} className={mergeClasses(styles.note, styles.wide)}>
            {whyNot ?? keyText('primary')}
          </span>
        </div>
        {problem !== undefined && <Explanation error={problem} />}
        <RunLines
          runs={ofSession}
          onCancel={(number) => void runs.cancel(number)}
          onDismiss={() => session !== undefined && runs.dismissEnded(session)}
        />
      </section>
    </FieldFaults>
  );
}

/** Whether a field of the composer holds what cannot be read. */
function useFieldFaults(): {
  readonly hasFaults: boolean;
  readonly report: (field: string, isAtFault: boolean) => void;
} {
  const [fields, setFields] = useState<ReadonlySet<string>>(() => new Set());
  const report = useCallback((field: string, isAtFault: boolean) => {
    setFields((known) => {
      if (known.has(field) === isAtFault) return known;
      const next = new Set(known);
      if (isAtFault) next.add(field);
      else next.delete(field);
      return next;
    });
  }, []);
  return { hasFaults: fields.size > 0, report };
}
