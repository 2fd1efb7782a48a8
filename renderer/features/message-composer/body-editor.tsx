import { useDeferredValue, useId, useMemo, useRef, type ReactNode } from 'react';
import type { MessageBody, MessageSending } from '../../../contract/workbench/documents.ts';
import type { SendPreview } from '../../../contract/workbench/sending.ts';
import { bodyKinds, changeKind, opcodeNote } from '../../model/composer/body-kinds.ts';
import { bytesOfHex, groupedHex } from '../../model/composer/byte-text.ts';
import { isWritten, type WrittenBody } from '../../model/composer/composer-draft.ts';
import { formatJson, minifyJson } from '../../model/composer/json-layout.ts';
import { checkSyntax, placeOf, type TextProblem } from '../../model/composer/syntax-check.ts';
import type { TemplateName } from '../../model/composer/template-names.ts';
import { words } from '../../model/words.ts';
import { CodeEditor } from '../../ui/code-editor.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { useKeyText } from '../use-key-text.ts';
import { useComposerStyles } from './composer-styles.ts';
import { FragmentsField } from './fragments-field.tsx';
import { GeneratorForm } from './generator-form.tsx';
import { toldText } from '../../model/reason-text.ts';

interface BodyEditorProps {
  readonly message: MessageSending;
  readonly preview: SendPreview | undefined;
  readonly names: readonly TemplateName[];
  readonly onChange: (message: MessageSending) => void;
  readonly onEdge?: (direction: 'back' | 'forth') => boolean;
  /** Takes the body's place, where the message is a file. */
  readonly file?: ReactNode;
  /** Left out: a file cannot be chosen here. */
  readonly onFileMode?: (isFile: boolean) => void;
}

/** One message: its body of any kind, its opcode and its frames. */
export function BodyEditor({ message, preview, names, onChange, onEdge, file, onFileMode }: BodyEditorProps) {
  const styles = useComposerStyles();
  const id = useId();
  const said = words.messageComposer;
  /** The last body that was written, and the last that was made: the way back to the other. */
  const others = useRef<{ written?: MessageBody; made?: MessageBody }>({});
  const isFile = file !== undefined;
  const { body } = message;
  const kinds = onFileMode === undefined ? bodyKinds.filter((kind) => kind !== 'file') : bodyKinds;
  const choose = (kind: (typeof bodyKinds)[number]): void => {
    onFileMode?.(kind === 'file');
    if (kind === 'file') {
      if (message.opcode !== 'binary') onChange({ ...message, opcode: 'binary' });
      return;
    }
    if (isWritten(body)) others.current.written = body;
    else others.current.made = body;
    onChange(changeKind(message, kind, kind === 'generator' ? others.current.made : others.current.written));
  };
  const note = isFile ? undefined : opcodeNote(message, preview);
  return (
    <div className={styles.column}>
      <div className={styles.row}>
        <ValueSelect
          id={`${id}-kind`}
          label={said.kind}
          value={isFile ? 'file' : body.kind}
          options={kinds.map((value) => ({ value, label: said.kinds[value] }))}
          disabled={false}
          onChange={choose}
        />
        <ValueSelect
          id={`${id}-opcode`}
          label={said.opcode.label}
          value={message.opcode}
          options={[
            { value: 'text', label: said.opcode.text },
            { value: 'binary', label: said.opcode.binary },
          ]}
          disabled={false}
          describedBy={`${id}-opcode-note`}
          onChange={(opcode) => onChange({ ...message, opcode })}
        />
        {!isFile && (
          <FragmentsField
            fragments={message.fragments}
            sizeBytes={preview?.problems.length === 0 ? preview.sizeBytes : undefined}
            onChange={(fragments) => onChange({ ...message, fragments })}
          />
        )}
      </div>
      <p id={`${id}-opcode-note`} className={mergeClasses(styles.note, styles.warning, styles.notEmpty)}>
        {note}
      </p>
      {file ??
        (isWritten(body) ? (
          <WrittenBodyEditor
            id={id}
            body={body}
            preview={preview}
            names={names}
            onChange={(text) => onChange({ ...message, body: { ...body, text } })}
            {...(onEdge !== undefined && { onEdge })}
          />
        ) : (
          <GeneratorForm id={id} body={body} onChange={(made) => onChange({ ...message, body: made })} />
        ))}
    </div>
  );
}

interface WrittenBodyEditorProps {
  readonly id: string;
  readonly body: WrittenBody;
  readonly preview: SendPreview | undefined;
  readonly names: readonly TemplateName[];
  readonly onChange: (text: string) => void;
  readonly onEdge?: (direction: 'back' | 'forth') => boolean;
}

const noNames: readonly TemplateName[] = [];

function WrittenBodyEditor({ id, body, preview, names, onChange, onEdge }: WrittenBodyEditorProps) {
  const styles = useComposerStyles();
  const { editor, kinds } = words.messageComposer;
  const keyText = useKeyText();
  const { kind, text } = body;
  const problems = useProblems(body, preview);
  const isBytes = kind === 'hex' || kind === 'base64';
  const layout = (change: (text: string) => string | undefined): void => {
    const changed = change(text);
    if (changed !== undefined) onChange(changed);
  };
  return (
    <div className={styles.column}>
      <CodeEditor
        label={editor.label(kinds[kind])}
        language={kind === 'json' || kind === 'xml' ? kind : 'text'}
        value={text}
        placeholder={editor.placeholder[kind]}
        describedBy={`${id}-keys ${id}-problems`}
        problems={problems}
        names={isBytes ? noNames : names}
        onChange={onChange}
        {...(onEdge !== undefined && { onEdge })}
      />
      <div className={mergeClasses(styles.row, styles.middle)}>
        <p id={`${id}-keys`} className={mergeClasses(styles.note, styles.wide)}>
          {onEdge === undefined ? editor.keys : editor.keysWithHistory(keyText('sentBefore'))}
        </p>
        {kind === 'json' && (
          <>
            <PushButton label={editor.format} disabled={false} onClick={() => layout(formatJson)} />
            <PushButton label={editor.minify} disabled={false} onClick={() => layout(minifyJson)} />
          </>
        )}
        {kind === 'hex' && <PushButton label={editor.group} disabled={false} onClick={() => layout(regroup)} />}
      </div>
      <ul id={`${id}-problems`} className={mergeClasses(styles.list, styles.notEmpty)} aria-label={editor.problems}>
        {problems.slice(0, shownProblems).map((problem) => (
          <li
            key={`${problem.from} ${problem.message}`}
            className={mergeClasses(styles.note, problem.isFatal ? styles.problem : styles.warning)}
          >
            {problem.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** More would push what is below out of sight; all are marked in the text. */
const shownProblems = 3;

function regroup(text: string): string | undefined {
  const bytes = bytesOfHex(text);
  return bytes === undefined ? undefined : groupedHex(bytes);
}

/** What main says keeps it from being sent, and what the page finds itself; both behind the typing. */
function useProblems({ kind, text }: WrittenBody, preview: SendPreview | undefined): readonly TextProblem[] {
  const checked = useDeferredValue(text);
  const syntax = useMemo(
    () => (kind === 'json' || kind === 'xml' ? checkSyntax(kind, checked) : undefined),
    [kind, checked],
  );
  return useMemo(() => {
    const fatal = (preview?.problems ?? []).map((problem): TextProblem => {
      const { from, to } = problem;
      const { line, column } = placeOf(checked, from);
      const place = words.messageComposer.editor.place(line, column);
      return { from, to: Math.max(to, from + 1), message: `${place}: ${toldText(problem)}`, isFatal: true };
    });
    return syntax === undefined ? fatal : [...fatal, syntax];
  }, [preview, syntax, checked]);
}
