import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { toErrorInfo } from '../../../contract/errors.ts';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryPath, LibraryState } from '../../../contract/workbench/library.ts';
import { documentProblems, type FieldProblem } from '../../model/connection-editor/document-problems.ts';
import { withField, withVariable } from '../../model/connection-editor/document-edits.ts';
import { environmentOf, knownVariables, type KnownVariable } from '../../model/connection-editor/inheritance.ts';
import { secretName } from '../../model/connection-editor/secret-fields.ts';
import { sectionOf, type Section } from '../../model/connection-editor/sections.ts';
import { usePageServices } from '../page-context.ts';
import { errorText } from '../../model/error-text.ts';

/** What the sections edit; a folder has a part of it. */
export type EditedName =
  | 'address'
  | 'socket'
  | 'subprotocols'
  | 'headers'
  | 'cookies'
  | 'auth'
  | 'proxy'
  | 'clientCertificate'
  | 'trust'
  | 'variables'
  | 'compression'
  | 'limits'
  | 'redirects'
  | 'keepAlive'
  | 'reconnect'
  | 'automaticPong'
  | 'environment'
  | 'description';
export type EditedDocument = Partial<Pick<ConnectionDocument, EditedName>>;

/** Typed, and no value for the document: what the document has instead holds. */
interface Draft {
  readonly text: string;
  readonly fault: string;
}

/** What every section is given. */
export interface EditorView {
  readonly document: EditedDocument;
  readonly path: LibraryPath | null;
  readonly isFolder: boolean;
  /** Whose variables are looked up. */
  readonly environment: string | null;
  readonly library: LibraryState;
  readonly known: ReadonlyMap<string, KnownVariable>;
  readonly problems: readonly FieldProblem[];
  readonly set: <Name extends EditedName>(name: Name, value: EditedDocument[Name] | undefined) => void;
  readonly draftAt: (field: string) => string | undefined;
  readonly setDraft: (field: string, draft: Draft | undefined) => void;
  readonly problemAt: (field: string) => FieldProblem | undefined;
  /** What was set in a section before it was switched off or to another kind; `keep` gives it. */
  readonly kept: Map<string, unknown>;
  readonly idOf: (field: string) => string;
  readonly section: Section;
  readonly showSection: (section: Section) => void;
  /** Shows the section of a field, and gives the field the focus. */
  readonly goTo: (field: string) => void;
  readonly define: (name: string) => void;
  /**
   * Gives a value to the system to keep, under a name of its own.
   *
   * @param what `password`, `token`, ...
   * @returns `{{name}}`, or why it could not be kept
   */
  readonly keepSecret: (
    what: string,
    value: string,
  ) => Promise<{ readonly template: string } | { readonly failure: string | undefined }>;
}

interface EditorInput {
  readonly document: EditedDocument;
  readonly path: LibraryPath | null;
  readonly isFolder: boolean;
  readonly environment: string | null;
  readonly library: LibraryState;
  /** Begins every id of the editor. */
  readonly id: string;
  readonly first: Section;
  /** What main found to be wrong. */
  readonly told: readonly FieldProblem[];
  readonly onChange: (document: EditedDocument) => void;
}

/** The state of an editor that its document does not hold. */
export function useEditor(input: EditorInput): EditorView {
  const { document, path, isFolder, environment, library, id, told, onChange } = input;
  const { client } = usePageServices();
  const latest = useRef(document);
  useLayoutEffect(() => {
    latest.current = document;
  }, [document]);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [kept] = useState(() => new Map<string, unknown>());
  const [section, showSection] = useState(input.first);
  const [target, setTarget] = useState<{ readonly field: string }>();
  useEffect(() => {
    if (target !== undefined) focusField(id, target.field);
  }, [id, target]);
  const known = useMemo(
    () => knownVariables({ path, variables: document.variables, environment, isFolder }, library),
    [path, document.variables, environment, isFolder, library],
  );
  const own = useMemo(() => documentProblems(document), [document]);
  const problems = useMemo(() => {
    const typed = Object.entries(drafts).map(([field, { fault }]) => ({ field, sentence: fault }));
    const mine = [...typed, ...own];
    return [...mine, ...told.filter(({ field }) => !mine.some((problem) => problem.field === field))];
  }, [drafts, own, told]);

  const set: EditorView['set'] = (name, value) => {
    latest.current = withField(latest.current, name, value);
    onChange(latest.current);
  };
  const goTo = (field: string): void => {
    showSection(sectionOf(field) ?? section);
    setTarget({ field });
  };
  return {
    document,
    path,
    isFolder,
    environment,
    library,
    known,
    problems,
    set,
    kept,
    section,
    showSection,
    goTo,
    draftAt: (field) => drafts[field]?.text,
    setDraft: (field, draft) =>
      setDrafts((all) =>
        draft === undefined
          ? Object.fromEntries(Object.entries(all).filter(([name]) => name !== field))
          : { ...all, [field]: draft },
      ),
    problemAt: (field) => problems.find((problem) => problem.field === field),
    idOf: (field) => `${id}-${field}`,
    define: (name) => {
      set('variables', withVariable(latest.current.variables, name, ''));
      goTo(`variables.${name}`);
    },
    keepSecret: async (what, value) => {
      const entry = environment === null ? undefined : environmentOf(environment, library);
      if (entry?.document === undefined) return { failure: undefined };
      const name = secretName(path, what, new Set([...known.keys(), ...library.secrets]));
      try {
        await client.invoke('library.setSecret', { name, value });
        await client.invoke('library.save', {
          path: entry.path,
          revision: entry.revision,
          content: {
            kind: 'environment',
            document: withField(entry.document, 'secrets', [...(entry.document.secrets ?? []), name]),
          },
        });
        return { template: `{{${name}}}` };
      } catch (error) {
        return { failure: errorText(toErrorInfo(error)) };
      }
    },
  };
}

/** Where a field has none of its own, the one that is next above it in the document. */
function focusField(id: string, field: string): void {
  const names = field.split('.');
  for (let length = names.length; length > 0; length -= 1) {
    const element = window.document.getElementById(`${id}-${names.slice(0, length).join('.')}`);
    if (element === null) continue;
    element.scrollIntoView({ block: 'nearest' });
    element.focus({ preventScroll: true });
    return;
  }
}
