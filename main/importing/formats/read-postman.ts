import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, messageOf, type ReadImport } from '../imported-documents.ts';
import { takePostmanAuth } from './foreign-auth.ts';
import { field, isTrue, listOf, otherFields, textOf } from './foreign-data.ts';
import { variablesOf } from './foreign-environment.ts';
import { postmanTemplate } from './foreign-templates.ts';

const deepest = 16;

/** An environment of Postman: `{ name, values: [{ key, value, type, enabled }] }`. */
export function readPostmanEnvironment(file: unknown, secrets: FoundSecrets): ReadImport {
  const values = listOf(file, 'values');
  const on = values.filter((value) => field(value, 'enabled') !== false && textOf(value, 'key') !== '');
  const leftOut = on.length < values.length ? [omit('variablesOff')] : [];
  const documents = variablesOf(textOf(file, 'name'), on.map(variable), secrets);
  return { kind: 'postman', documents, leftOut };
}

/**
 * A collection. Version 2 and 2.1 know HTTP only: requests of WebSockets are not in an export, but an address of `ws:` can
 * be. Version 3 has a file for each request, with `$kind`.
 */
export function readPostman(file: unknown, secrets: FoundSecrets): ReadImport {
  const documents: ImportedDocument[] = [];
  const leftOut: Omission[] = [];
  let others = 0;
  const visit = (items: readonly unknown[], folders: readonly string[]): void => {
    for (const item of items) {
      const children = field(item, 'item');
      if (Array.isArray(children) && folders.length < deepest) visit(children, [...folders, textOf(item, 'name')]);
      else if (isWebSocket(item)) documents.push(...requestOf(item, folders, secrets));
      else others += 1;
    }
  };
  if (isPostmanRequest(file)) visit([file], []);
  else visit(listOf(file, 'item'), []);
  const variables = listOf(file, 'variable').filter((one) => !isTrue(one, 'disabled'));
  if (documents.length === 0) {
    throw failure(
      'invalid-input',
      'this collection has no request of a WebSocket: Postman does not export them in its formats 2.0 and 2.1',
      { field: 'text', reason: because('postmanWithoutSocket') },
    );
  }
  if (others > 0) leftOut.push(omit('otherRequests', others));
  for (const name of otherFields(file, ['info', 'item', 'variable', ...requestFields]))
    leftOut.push(omit('ofCollection', name));
  documents.push(...variablesOf(textOf(field(file, 'info'), 'name'), variables.map(variable), secrets));
  return { kind: 'postman', documents, leftOut };
}

/** A request of its own: version 3, or what people copy out of a collection. */
export function isPostmanRequest(file: unknown): boolean {
  return /^ws|websocket/i.test(textOf(file, '$kind') || textOf(file, 'type'));
}

function isWebSocket(item: unknown): boolean {
  const request = field(item, 'request') ?? item;
  return isPostmanRequest(item) || isPostmanRequest(request) || /^wss?:/i.test(addressOf(request));
}

const requestFields = [
  '$kind',
  'type',
  'name',
  'id',
  'url',
  'header',
  'headers',
  'auth',
  'description',
  'message',
  'messages',
  'order',
];

function requestOf(item: unknown, folders: readonly string[], secrets: FoundSecrets): ImportedDocument[] {
  const request = field(item, 'request') ?? item;
  const draft = new ConnectionDraft(secrets);
  const read = (text: string): string => postmanTemplate(text, (what) => draft.leftOut.push(what));
  draft.address(read(addressOf(request)));
  for (const header of pairsOf(field(request, 'header') ?? field(request, 'headers'))) {
    if (header.name !== '') draft.header(read(header.name), read(header.value), header.enabled);
  }
  for (const parameter of listOf(field(request, 'url'), 'query')) {
    if (isTrue(parameter, 'disabled')) draft.leftOut.push(omit('parameterOff', textOf(parameter, 'key')));
  }
  takePostmanAuth(draft, field(request, 'auth') ?? field(item, 'auth'), read);
  draft.description(textOf(request, 'description') || textOf(item, 'description'));
  const left = [
    ...otherFields(request, [...requestFields, 'method']),
    ...(request === item ? [] : otherFields(item, [...requestFields, 'request'])),
  ];
  for (const name of left) draft.leftOut.push(omit('ofRequest', name));
  const connection = connectionOf(draft, folders, textOf(item, 'name'));
  const messages = [field(request, 'message'), ...listOf(request, 'messages')].flatMap((message, index) => {
    const text = typeof message === 'string' ? message : textOf(message, 'payload') || textOf(message, 'content');
    if (text === '') return [];
    const said: Omission[] = [];
    const translated = secrets.noteVariables(postmanTemplate(text, (what) => said.push(what)));
    const name = textOf(message, 'name');
    return [
      messageOf(translated, {
        folders,
        name: name === '' ? `Message ${Math.max(1, index)} of ${connection.name}` : name,
        leftOut: said,
      }),
    ];
  });
  return [connection, ...messages];
}

function addressOf(request: unknown): string {
  return textOf(request, 'url') || textOf(field(request, 'url'), 'raw');
}

/** Headers as a list of `{ key, value, disabled }`, as an object, or as lines. */
function pairsOf(headers: unknown): { readonly name: string; readonly value: string; readonly enabled: boolean }[] {
  if (Array.isArray(headers)) {
    return headers.map((header) => ({
      name: textOf(header, 'key') || textOf(header, 'name'),
      value: textOf(header, 'value'),
      enabled: !isTrue(header, 'disabled'),
    }));
  }
  if (typeof headers === 'object' && headers !== null) {
    return Object.keys(headers).map((name) => ({ name, value: textOf(headers, name), enabled: true }));
  }
  return [];
}

function variable(one: unknown) {
  const name = textOf(one, 'key') || textOf(one, 'id');
  return { name: name.slice(0, 256), value: textOf(one, 'value'), isSecret: textOf(one, 'type') === 'secret' };
}
