import * as v from 'valibot';
import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import {
  connectionSchema,
  documentVersion,
  environmentSchema,
  folderSchema,
  messageSchema,
} from '../../../contract/workbench/documents.ts';
import { libraryLimits, type NewDocument } from '../../../contract/workbench/library.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, newDocument, type ReadImport } from '../imported-documents.ts';
import { field, textOf } from './foreign-data.ts';

/** One of this app's own documents, by the fields that only one kind of them has. */
export function readDuplex(file: unknown): ReadImport {
  const version = field(file, 'version');
  if (version !== documentVersion) {
    throw failure(
      'invalid-input',
      `this app reads documents of version ${documentVersion}, this says ${JSON.stringify(version)}`,
      { field: 'text', reason: because('versionUnknown', JSON.stringify(version) ?? '', documentVersion) },
    );
  }
  const name = textOf(file, 'name').slice(0, libraryLimits.nameLength);
  if (field(file, 'address') !== undefined) {
    const document = parsed(connectionSchema, file);
    const { address } = document;
    return one(name === '' ? address.replace(/^[a-z]+:\/\//i, '').replace(/[?#].*$/s, '') : name, {
      kind: 'connection',
      document,
    });
  }
  if (field(file, 'body') !== undefined || field(file, 'steps') !== undefined) {
    return one(name === '' ? 'Message' : name, { kind: 'message', document: parsed(messageSchema, file) });
  }
  if (field(file, 'order') !== undefined || field(file, 'headers') !== undefined || field(file, 'auth') !== undefined) {
    return one(name === '' ? 'Folder' : name, { kind: 'folder', document: parsed(folderSchema, file) });
  }
  return one(name === '' ? 'Environment' : name, { kind: 'environment', document: parsed(environmentSchema, file) });
}

/** `duplex://connect?address=…&subprotocol=…&header=Name: value`, or an address of a WebSocket. */
export function readLink(text: string, secrets: FoundSecrets): ReadImport {
  const draft = new ConnectionDraft(secrets);
  if (/^wss?:/i.test(text)) draft.address(text);
  else {
    if (!URL.canParse(text))
      throw failure('invalid-input', 'this link cannot be read', { field: 'text', reason: because('linkUnreadable') });
    const url = new URL(text);
    draft.address(url.searchParams.get('address') ?? '');
    if (!/^wss?:/i.test(url.searchParams.get('address') ?? '')) {
      throw failure('invalid-input', 'this link has no address of a WebSocket', {
        field: 'text',
        reason: because('linkWithoutAddress'),
      });
    }
    for (const [name, value] of url.searchParams) {
      if (name === 'subprotocol') draft.subprotocols(value);
      else if (name === 'header') draft.headerLine(value, 'header');
      else if (name !== 'address') draft.leftOut.push(omit('ofLink', name));
    }
  }
  return { kind: 'duplex', documents: [connectionOf(draft, [])], leftOut: [] };
}

function one(name: string, content: NewDocument): ReadImport {
  return { kind: 'duplex', documents: [newDocument([], name, content)], leftOut: [] };
}

function parsed<Schema extends v.GenericSchema>(schema: Schema, file: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, file);
  const [issue] = result.issues ?? [];
  if (issue === undefined) return result.output;
  const path = v.getDotPath(issue) ?? '';
  throw failure('invalid-input', `${path === '' ? 'the document' : path}: ${issue.message}`, {
    field: 'text',
    reason: because('notOfDocument', path, issue.message),
  });
}
