import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, messageOf, type ReadImport } from '../imported-documents.ts';
import { environmentOf } from './foreign-environment.ts';
import { takeFlatAuth } from './foreign-auth.ts';
import { field, isTrue, listOf, otherFields, textOf } from './foreign-data.ts';
import { insomniaTemplate } from './foreign-templates.ts';

const deepest = 16;

/** What both exports have of a request. */
const knownFields = [
  '_id',
  '_type',
  'parentId',
  'name',
  'url',
  'headers',
  'authentication',
  'parameters',
  'description',
  'meta',
];
const unimportant = [
  'modified',
  'created',
  'metaSortKey',
  'isPrivate',
  'settings',
  'settingEncodeUrl',
  'settingStoreCookies',
  'settingSendCookies',
  'settingFollowRedirects',
  'type',
  'method',
];

/** `_type: export`, format 4: a list of everything, each with its parent. */
export function readInsomnia4(file: unknown, secrets: FoundSecrets): ReadImport {
  const resources = listOf(file, 'resources');
  const byId = new Map(resources.map((resource) => [textOf(resource, '_id'), resource]));
  const foldersOf = (resource: unknown): string[] => {
    const folders: string[] = [];
    let parent = byId.get(textOf(resource, 'parentId'));
    // A circle of parents ends, too.
    while (textOf(parent, '_type') === 'request_group' && folders.length < deepest) {
      folders.unshift(textOf(parent, 'name'));
      parent = byId.get(textOf(parent, 'parentId'));
    }
    return folders;
  };
  const documents: ImportedDocument[] = [];
  const others = new Map<string, number>();
  const payloads = new Map<string, unknown[]>();
  for (const resource of resources) {
    if (textOf(resource, '_type') === 'websocket_payload') {
      const parent = textOf(resource, 'parentId');
      payloads.set(parent, [...(payloads.get(parent) ?? []), resource]);
    }
  }
  for (const resource of resources) {
    const type = textOf(resource, '_type');
    if (type === 'websocket_request') {
      const folders = foldersOf(resource);
      const connection = requestOf(resource, folders, secrets);
      documents.push(
        connection,
        ...(payloads.get(textOf(resource, '_id')) ?? []).map((payload) =>
          payloadOf(payload, folders, connection.name, secrets),
        ),
      );
    } else if (type === 'environment')
      documents.push(...environmentOf(textOf(resource, 'name'), field(resource, 'data'), secrets));
    else if (!['workspace', 'request_group', 'websocket_payload'].includes(type))
      others.set(type, (others.get(type) ?? 0) + 1);
  }
  return finished(
    documents,
    [...others].map(([type, count]) => omit('resources', count, type)),
  );
}

/** `type: collection.insomnia.rest/5.…`: a tree. It has no payloads. */
export function readInsomnia5(file: unknown, secrets: FoundSecrets): ReadImport {
  const documents: ImportedDocument[] = [];
  let others = 0;
  const visit = (items: readonly unknown[], folders: readonly string[]): void => {
    for (const item of items) {
      const children = field(item, 'children');
      const id = textOf(field(item, 'meta'), 'id');
      if (Array.isArray(children)) {
        if (folders.length < deepest) visit(children, [...folders, textOf(item, 'name')]);
        else others += 1;
      } else if (
        id.startsWith('ws-req') ||
        (field(item, 'method') === undefined && /^wss?:/i.test(textOf(item, 'url')))
      ) {
        documents.push(requestOf(item, folders, secrets));
      } else others += 1;
    }
  };
  visit(listOf(file, 'collection'), []);
  const environments = field(file, 'environments');
  documents.push(...environmentOf(textOf(environments, 'name'), field(environments, 'data'), secrets));
  for (const one of listOf(environments, 'subEnvironments')) {
    documents.push(...environmentOf(textOf(one, 'name'), field(one, 'data'), secrets));
  }
  const left = otherFields(file, ['type', 'name', 'meta', 'collection', 'environments', 'schema_version']).map((name) =>
    omit('ofCollection', name),
  );
  return finished(documents, others === 0 ? left : [...left, omit('otherRequests', others)]);
}

function finished(documents: readonly ImportedDocument[], leftOut: readonly Omission[]): ReadImport {
  if (!documents.some(({ content }) => content.kind === 'connection')) {
    throw failure('invalid-input', 'this export of Insomnia has no request of a WebSocket', {
      field: 'text',
      reason: because('insomniaWithoutSocket'),
    });
  }
  return { kind: 'insomnia', documents, leftOut };
}

function requestOf(request: unknown, folders: readonly string[], secrets: FoundSecrets): ImportedDocument {
  const draft = new ConnectionDraft(secrets);
  const read = (text: string): string => insomniaTemplate(text, (what) => draft.leftOut.push(what));
  draft.address(read(textOf(request, 'url')));
  for (const parameter of listOf(request, 'parameters')) {
    const name = read(textOf(parameter, 'name'));
    if (isTrue(parameter, 'disabled')) draft.leftOut.push(omit('parameterOff', name));
    else if (name !== '') draft.query(name, read(textOf(parameter, 'value')));
  }
  for (const header of listOf(request, 'headers')) {
    const name = read(textOf(header, 'name'));
    if (name !== '') draft.header(name, read(textOf(header, 'value')), !isTrue(header, 'disabled'));
  }
  takeFlatAuth(draft, field(request, 'authentication'), read);
  draft.description(textOf(request, 'description') || textOf(field(request, 'meta'), 'description'));
  for (const name of otherFields(request, [...knownFields, ...unimportant]))
    draft.leftOut.push(omit('ofRequest', name));
  return connectionOf(draft, folders, textOf(request, 'name'));
}

function payloadOf(
  payload: unknown,
  folders: readonly string[],
  connection: string,
  secrets: FoundSecrets,
): ImportedDocument {
  const leftOut: Omission[] = [];
  const text = insomniaTemplate(textOf(payload, 'value'), (what) => leftOut.push(what));
  const name = textOf(payload, 'name');
  return messageOf(secrets.noteVariables(text), {
    folders,
    name: name === '' ? `Message of ${connection}` : name,
    leftOut,
  });
}
