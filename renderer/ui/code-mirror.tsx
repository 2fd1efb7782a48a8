import { isolateHistory } from '@codemirror/commands';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, type RefObject } from 'react';
import type { CodeEditorProps } from './code-editor.tsx';
import { editorExtensions, EditorParts, type EditorEvents } from './code-mirror-parts.ts';

const useStyles = makeStyles({
  host: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex', flexDirection: 'column' },
});

/** Characters of a text that is told with every key; a longer one when typing rests. */
const toldAtOnce = 64 * 1024;
const restMs = 200;

interface CodeMirrorProps extends CodeEditorProps {
  /** Whether what stood in its place had the focus. */
  readonly takesFocus: RefObject<boolean>;
}

/** The editor itself, in a chunk of its own. */
export function CodeMirror(props: CodeMirrorProps) {
  const styles = useStyles();
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const editor = useRef<Editor>(undefined);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = new Editor(host.current, latest);
    editor.current = made;
    return () => made.destroy();
  }, []);
  const { value, language, label, placeholder, describedBy, problems } = props;
  useEffect(() => editor.current?.take(value), [value]);
  useEffect(
    () => editor.current?.describe({ language, label, placeholder, describedBy }),
    [language, label, placeholder, describedBy],
  );
  useEffect(() => editor.current?.mark(problems), [problems]);
  return <div ref={host} className={styles.host} />;
}

/** CodeMirror with what the page knows of it. */
class Editor {
  readonly #view: EditorView;
  readonly #parts = new EditorParts();
  readonly #latest: RefObject<CodeMirrorProps>;
  /** The text as the page knows it. */
  #told: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the cursor goes with the next text that comes from outside. */
  #edge: 'back' | 'forth' = 'forth';

  constructor(parent: HTMLElement, latest: RefObject<CodeMirrorProps>) {
    this.#latest = latest;
    this.#told = latest.current.value;
    const events: EditorEvents = {
      changed: () => this.#changed(),
      rests: () => this.#tell(),
      names: () => latest.current.names,
      edge: (direction) => {
        this.#edge = direction;
        return latest.current.onEdge?.(direction) ?? false;
      },
    };
    this.#view = new EditorView({
      parent,
      state: EditorState.create({ doc: this.#told, extensions: editorExtensions(this.#parts, events) }),
    });
    if (latest.current.takesFocus.current) this.#view.focus();
  }

  /** The page has another text. It can be undone. */
  take(value: string): void {
    if (value === this.#told) return;
    clearTimeout(this.#timer);
    this.#told = value;
    const { state } = this.#view;
    // A line break of another kind is the same text to the editor.
    if (state.doc.toString() === value) return;
    this.#view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: value },
      annotations: isolateHistory.of('full'),
    });
    this.#view.dispatch({
      selection: { anchor: this.#edge === 'back' ? 0 : this.#view.state.doc.length },
      scrollIntoView: true,
    });
    this.#edge = 'forth';
  }

  describe(how: Pick<CodeEditorProps, 'language' | 'label' | 'placeholder' | 'describedBy'>): void {
    this.#view.dispatch({ effects: this.#parts.describe(how) });
  }

  mark(problems: CodeEditorProps['problems']): void {
    const { length } = this.#view.state.doc;
    const diagnostics = problems.map(({ from, to, message, isFatal }) => ({
      from: Math.min(from, length),
      to: Math.min(Math.max(from, to), length),
      message,
      severity: isFatal ? ('error' as const) : ('warning' as const),
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  destroy(): void {
    this.#tell();
    this.#view.destroy();
  }

  #changed(): void {
    clearTimeout(this.#timer);
    if (this.#view.state.doc.length <= toldAtOnce) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), restMs);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    const text = this.#view.state.doc.toString();
    if (text === this.#told) return;
    this.#told = text;
    this.#latest.current.onChange(text);
  }
}
