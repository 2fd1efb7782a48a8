import * as v from 'valibot';
import { reasonOfIssue } from '../../contract/reason-of-issue.ts';
import type { ImportedDocument, ImportKind } from '../../contract/workbench/importing.ts';
import { libraryLimits, newDocumentSchema, type NewDocument } from '../../contract/workbench/library.ts';
import type { MessageSending } from '../../contract/workbench/documents.ts';
import { omit, type Omission } from '../../contract/workbench/omission.ts';
import type { ConnectionDraft } from './connection-draft.ts';

/** What a reader made of a text. */
export interface ReadImport {
  readonly kind: ImportKind;
  readonly documents: readonly ImportedDocument[];
  readonly leftOut: readonly Omission[];
}

/** A connection as a document. @param name left out: the host and path of its address */
export function connectionOf(draft: ConnectionDraft, folders: readonly string[], name?: string): ImportedDocument {
  const document = draft.finish();
  const usual = document.address
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[?#].*$/s, '')
    .replace(/^[^/@]*@/, '');
  return {
    folders: folders.map(fileName),
    name: fileName(name === undefined || name === '' ? usual : name),
    content: { kind: 'connection', document },
    leftOut: draft.leftOut,
  };
}

/** A message as a document. JSON is one where it is an object or a list. */
export function messageOf(
  text: string,
  {
    folders,
    name,
    opcode = 'text',
    leftOut = [],
  }: {
    readonly folders: readonly string[];
    readonly name: string;
    readonly opcode?: 'text' | 'binary';
    readonly leftOut?: readonly Omission[];
  },
): ImportedDocument {
  return {
    folders: folders.map(fileName),
    name: fileName(name),
    content: { kind: 'message', document: { version: 1, body: textBody(text), opcode } },
    leftOut,
  };
}

export function textBody(text: string): MessageSending['body'] {
  return { kind: isJson(text) ? 'json' : 'text', text };
}

/** Leaves out what the schema of documents refuses, and says what about it. */
export function checked({ kind, documents, leftOut }: ReadImport): ReadImport {
  const good: ImportedDocument[] = [];
  const bad: Omission[] = [];
  for (const document of documents) {
    const result = v.safeParse(newDocumentSchema, document.content);
    const issue = result.issues?.[0];
    if (issue === undefined) good.push(document);
    else {
      const reason = reasonOfIssue(issue);
      const omission = omit('notOfDocument', document.name, v.getDotPath(issue) ?? '');
      bad.push(reason === undefined ? omission : { ...omission, reason });
    }
  }
  return { kind, documents: good, leftOut: [...leftOut, ...bad] };
}

/** A name that is one of a file on every system. */
export function fileName(text: string): string {
  const name = text
    // oxlint-disable-next-line no-control-regex -- no file can have them in its name
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[/\\:*?"<>|{}]+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .slice(0, libraryLimits.nameLength - 10)
    .replace(/[. \ud800-\udbff]+$/, '');
  return name === '' ? 'Imported' : /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `${name} file` : name;
}

export function newDocument(folders: readonly string[], name: string, content: NewDocument): ImportedDocument {
  return { folders: folders.map(fileName), name: fileName(name), content, leftOut: [] };
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Text that only begins like it.
    return false;
  }
}
