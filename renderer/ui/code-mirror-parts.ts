import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { xml } from '@codemirror/lang-xml';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { Compartment, Prec, type Extension, type StateEffect } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  MatchDecorator,
  placeholder,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import type { TemplateName } from '../model/composer/template-names.ts';
import { templatePattern } from '../model/composer/template-text.ts';
import type { CodeEditorProps } from './code-editor.tsx';
import { editorTheme } from './code-mirror-theme.ts';

/** What the editor asks and tells the page. */
export interface EditorEvents {
  readonly changed: () => void;
  /** Whoever wants the text now finds it at the page. */
  readonly rests: () => void;
  readonly names: () => readonly TemplateName[];
  readonly edge: (direction: 'back' | 'forth') => boolean;
}

/** What of an editor can change while it is there. */
export class EditorParts {
  readonly #language = new Compartment();
  readonly #attributes = new Compartment();
  readonly #placeholder = new Compartment();

  get extensions(): Extension {
    return [this.#language.of([]), this.#attributes.of([]), this.#placeholder.of([])];
  }

  describe(
    how: Pick<CodeEditorProps, 'language' | 'label' | 'placeholder' | 'describedBy'>,
  ): readonly StateEffect<unknown>[] {
    const attributes = { 'aria-label': how.label, 'aria-describedby': how.describedBy, spellcheck: 'false' };
    return [
      this.#language.reconfigure(languageOf(how.language)),
      this.#attributes.reconfigure(EditorView.contentAttributes.of(attributes)),
      this.#placeholder.reconfigure(placeholder(how.placeholder)),
    ];
  }
}

function languageOf(language: CodeEditorProps['language']): Extension {
  if (language === 'json') return json();
  return language === 'xml' ? xml() : [];
}

/** Everything an editor is made of. */
export function editorExtensions(parts: EditorParts, events: EditorEvents): Extension {
  return [
    parts.extensions,
    history(),
    lineNumbers(),
    EditorView.lineWrapping,
    highlightSpecialChars(),
    bracketMatching(),
    closeBrackets(),
    indentUnit.of('  '),
    autocompletion({
      override: [(context) => completions(context, events.names())],
      icons: false,
      // The list opens behind `{{` only, where Enter can mean nothing else: it is taken at once.
      interactionDelay: 0,
    }),
    templateMarks,
    editorTheme,
    Prec.highest(keymap.of(pageKeys(events))),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) events.changed();
    }),
    EditorView.domEventHandlers({
      blur: () => events.rests(),
      // Esc is for the editor: it closes the list of names, or lets Tab leave. The page would end the connection.
      keydown: (event) => {
        if (event.key === 'Escape') event.stopPropagation();
        return false;
      },
    }),
  ];
}

function pageKeys(events: EditorEvents): Parameters<typeof keymap.of>[0] {
  return [
    // The page sends; all the editor has to do is to have told its text, and to make no new line.
    {
      key: 'Mod-Enter',
      run: () => {
        events.rests();
        return true;
      },
    },
    { key: 'Alt-ArrowUp', run: (view) => lineAt(view) === 1 && leave(events, 'back') },
    { key: 'Alt-ArrowDown', run: (view) => lineAt(view) === view.state.doc.lines && leave(events, 'forth') },
    { key: 'F8', run: nextDiagnostic },
    { key: 'Shift-F8', run: previousDiagnostic },
  ];
}

function leave(events: EditorEvents, direction: 'back' | 'forth'): boolean {
  events.rests();
  return events.edge(direction);
}

function lineAt({ state }: EditorView): number {
  return state.doc.lineAt(state.selection.main.head).number;
}

function completions(context: CompletionContext, names: readonly TemplateName[]): CompletionResult | null {
  const before = context.matchBefore(/\{\{[^{}\n]*/);
  if (before === null || names.length === 0) return null;
  const typed = before.text.slice(2);
  return {
    from: before.from + 2 + (typed.length - typed.trimStart().length),
    options: names.map(completionOf),
    validFor: /^[\w.()-]*$/,
  };
}

function completionOf({ text, kind, detail }: TemplateName): Completion {
  return {
    label: text,
    detail,
    // Names of one's own come first.
    boost: kind === 'function' ? -1 : 1,
    apply: (view, _completion, from, to) => {
      const after = view.state.sliceDoc(to, to + 2);
      const closing = '}}'.slice(after === '}}' ? 2 : after.startsWith('}') ? 1 : 0);
      const insert = `${text}${closing}`;
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + text.length + 2 },
        userEvent: 'input.complete',
      });
    },
  };
}

const templates = new MatchDecorator({
  regexp: templatePattern(),
  decoration: Decoration.mark({ class: 'cm-template' }),
});

/** Marks the templates that are on screen. */
const templateMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = templates.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = templates.updateDeco(update, this.decorations);
    }
  },
  { decorations: ({ decorations }) => decorations },
);
