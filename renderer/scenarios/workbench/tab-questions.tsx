import { useId, useState } from 'react';
import { closeReasonLimit, isSendableCloseCode } from '../../../contract/close-codes.ts';
import { libraryLimits, type LibraryPath } from '../../../contract/workbench/library.ts';
import { addressFieldId } from '../../features/page-keys.ts';
import { useStore } from '../../features/use-store.ts';
import { userClose } from '../../model/page-sessions.ts';
import { foldersFor } from '../../model/workbench/library-tree.ts';
import type { WorkbenchTab } from '../../model/workbench/tabs.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { ConflictLine, FocusedButton, Line, ProblemLine } from './question-line.tsx';

const useStyles = makeStyles({
  fault: { ...text.caption, margin: 0, color: tokens.colorPaletteRedForeground1 },
  field: { display: 'flex', flex: '1 1 160px', maxWidth: '360px' },
  code: { display: 'flex', width: '96px' },
});

interface TabQuestionsProps {
  readonly workbench: Workbench;
  readonly tab: WorkbenchTab;
}

/** What a tab asks, on a line under its bar. */
export function TabQuestions({ workbench, tab }: TabQuestionsProps) {
  const { questions, problems } = useStore(workbench.store);
  const question = questions[tab.id];
  const problem = problems[tab.id];
  const { questions: said } = words.workbench;
  const end = (): void => {
    workbench.ask(tab.id, undefined);
    // What had the focus goes.
    document.getElementById(addressFieldId)?.focus();
  };
  return (
    <>
      {question?.kind === 'close' && (
        <Line text={said.close} onEscape={end}>
          <FocusedButton label={said.closeYes} onClick={() => void workbench.close(tab.id, true)} />
          <Button size="small" onClick={end}>
            {said.closeNo}
          </Button>
        </Line>
      )}
      {question?.kind === 'conflict' && (
        <ConflictLine onSolve={(by) => void workbench.solveConflict(tab.id, by)} onEnd={end} />
      )}
      {question?.kind === 'name' && <NameForm workbench={workbench} tab={tab} onEnd={end} />}
      {question?.kind === 'closeWithCode' && <CloseForm workbench={workbench} tab={tab} onEnd={end} />}
      <ProblemLine problem={problem} onDismiss={() => workbench.dismissProblem(tab.id)} />
    </>
  );
}

interface FormProps extends TabQuestionsProps {
  readonly onEnd: () => void;
}

function NameForm({ workbench, tab, onEnd }: FormProps) {
  const styles = useStyles();
  const id = useId();
  const { questions: said, library } = words.workbench;
  const [name, setName] = useState(() => suggestedName(workbench.nameOf(tab)));
  const [folder, setFolder] = useState<LibraryPath>('connections');
  const folders = [
    'connections',
    ...foldersFor(workbench.library.entries, 'connections/\0').filter((one) => one !== 'connections'),
  ];
  const save = (): void => void workbench.saveAs(tab.id, name, folder);
  return (
    <Line onEscape={onEnd}>
      <span className={styles.field}>
        <LineInput
          ref={focusAndSelect}
          label={said.name}
          value={name}
          maxLength={libraryLimits.nameLength}
          onChange={setName}
          onEnter={save}
          onEscape={onEnd}
        />
      </span>
      {folders.length > 1 && (
        <ValueSelect
          id={id}
          label={said.folder}
          value={folder}
          options={folders.map((path) => ({
            value: path,
            label: path === 'connections' ? library.parts.connections : path.slice('connections/'.length),
          }))}
          disabled={false}
          onChange={setFolder}
        />
      )}
      <Button size="small" appearance="primary" onClick={save}>
        {said.save}
      </Button>
      <Button size="small" onClick={onEnd}>
        {said.cancel}
      </Button>
    </Line>
  );
}

function CloseForm({ workbench, tab, onEnd }: FormProps) {
  const styles = useStyles();
  const id = useId();
  const { questions: said } = words.workbench;
  const [code, setCode] = useState(String(userClose.code));
  const [reason, setReason] = useState('');
  const isCode = /^\d{4}$/.test(code) && isSendableCloseCode(Number(code));
  const reasonBytes = new TextEncoder().encode(reason).byteLength;
  const isReason = reasonBytes <= closeReasonLimit;
  const isGood = isCode && isReason;
  const close = (): void => {
    if (!isGood) return;
    onEnd();
    void workbench.connectionOf(tab.id).close({ code: Number(code), reason });
  };
  return (
    <Line onEscape={onEnd}>
      <span className={styles.code}>
        <LineInput
          ref={focusAndSelect}
          label={said.code}
          value={code}
          maxLength={5}
          faultId={isCode ? undefined : `${id}code`}
          onChange={setCode}
          onEnter={close}
          onEscape={onEnd}
        />
      </span>
      <span className={styles.field}>
        <LineInput
          label={said.reason}
          value={reason}
          maxLength={closeReasonLimit}
          faultId={isReason ? undefined : `${id}reason`}
          onChange={setReason}
          onEnter={close}
          onEscape={onEnd}
        />
      </span>
      <PushButton label={said.closeNow} disabled={!isGood} onClick={close} />
      <Button size="small" onClick={onEnd}>
        {said.cancel}
      </Button>
      {!isCode && (
        <p id={`${id}code`} className={styles.fault}>
          {said.codeFault}
        </p>
      )}
      {!isReason && (
        <p id={`${id}reason`} className={styles.fault}>
          {said.reasonFault(reasonBytes, closeReasonLimit)}
        </p>
      )}
    </Line>
  );
}

/** A name that can be a file's: of an address its host and path. */
function suggestedName(name: string): string {
  return name
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replaceAll(/[\\/:*?"<>|]+/g, ' ')
    .trim()
    .slice(0, libraryLimits.nameLength);
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
