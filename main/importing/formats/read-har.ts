import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, messageOf, newDocument, textBody, type ReadImport } from '../imported-documents.ts';
import { field, listOf, textOf } from './foreign-data.ts';

/** Waits of a sequence that are shorter say nothing. */
const shortestWaitMs = 50;
const longestWaitMs = 86_400_000;
/** What a document's steps are at most; a send can have a wait before it. */
const mostMessages = 500;
/** Connections of one archive: as much as anybody looks through. */
const mostConnections = 200;

/** HAR 1.2, with the messages that browsers add. Each WebSocket is a connection, and what it sent a sequence. */
export function readHar(har: unknown, secrets: FoundSecrets): ReadImport {
  const entries = listOf(field(har, 'log'), 'entries');
  const sockets = entries.filter(isWebSocket);
  if (sockets.length === 0) {
    throw failure('invalid-input', `none of the ${entries.length} requests of this HAR is of a WebSocket`, {
      field: 'text',
      reason: because('harWithoutSocket', entries.length),
    });
  }
  const leftOut: Omission[] = [];
  const others = entries.length - sockets.length;
  if (others > 0) leftOut.push(omit('otherRequests', others));
  if (sockets.length > mostConnections)
    leftOut.push(omit('socketsTooMany', sockets.length - mostConnections, mostConnections));
  return {
    kind: 'har',
    documents: sockets.slice(0, mostConnections).flatMap((entry) => documentsOf(entry, secrets)),
    leftOut,
  };
}

function isWebSocket(entry: unknown): boolean {
  const request = field(entry, 'request');
  return (
    /^wss?:/i.test(textOf(request, 'url')) ||
    textOf(entry, '_resourceType') === 'websocket' ||
    field(entry, '_webSocketMessages') !== undefined ||
    listOf(request, 'headers').some(
      (header) =>
        textOf(header, 'name').toLowerCase() === 'upgrade' && textOf(header, 'value').toLowerCase() === 'websocket',
    )
  );
}

function documentsOf(entry: unknown, secrets: FoundSecrets): ImportedDocument[] {
  const draft = new ConnectionDraft(secrets);
  const request = field(entry, 'request');
  draft.address(textOf(request, 'url'));
  let hasCookieHeader = false;
  for (const header of listOf(request, 'headers')) {
    const name = textOf(header, 'name');
    hasCookieHeader ||= name.toLowerCase() === 'cookie';
    // Those of HTTP/2 are no headers.
    if (name.startsWith(':')) draft.leftOut.push(omit('headerOfTwo', name));
    else if (name !== '') draft.header(name, textOf(header, 'value'));
  }
  if (!hasCookieHeader) {
    for (const cookie of listOf(request, 'cookies')) draft.cookie(textOf(cookie, 'name'), textOf(cookie, 'value'));
  }
  const messages = listOf(entry, '_webSocketMessages');
  const sent = messages.filter((message) => textOf(message, 'type') === 'send');
  const received = messages.length - sent.length;
  if (received > 0) draft.leftOut.push(omit('received', received));
  const connection = connectionOf(draft, []);
  return [connection, ...sequenceOf(sent, connection.name)];
}

/** One message is one; several are a sequence with the waits between them. */
function sequenceOf(sent: readonly unknown[], name: string): ImportedDocument[] {
  // One line each, however many messages it is about.
  const leftOut = new Map<string, Omission>();
  const steps: SequenceStep[] = [];
  let before: number | undefined;
  for (const message of sent.slice(0, mostMessages)) {
    const data = textOf(message, 'data');
    const opcode = field(message, 'opcode');
    const time = Number(field(message, 'time'));
    if (opcode !== 1 && opcode !== 2 && opcode !== undefined) {
      const written = JSON.stringify(opcode);
      leftOut.set(written, omit('frames', written));
      continue;
    }
    const waitMs = before === undefined ? 0 : Math.round((time - before) * 1000);
    if (Number.isFinite(time)) before = time;
    if (waitMs >= shortestWaitMs) steps.push({ kind: 'delay', ms: Math.min(waitMs, longestWaitMs) });
    if (data.includes('{{')) leftOut.set('{{', omit('braces'));
    const isBinary = opcode === 2;
    const body = isBinary ? ({ kind: 'base64', text: data } as const) : textBody(data);
    steps.push({ kind: 'send', body, opcode: isBinary ? 'binary' : 'text' });
  }
  if (sent.length > mostMessages)
    leftOut.set('more', omit('messagesTooMany', sent.length - mostMessages, mostMessages));
  const [only] = steps;
  const said = [...leftOut.values()];
  if (only === undefined) return [];
  const title = `Sent to ${name}`;
  if (steps.length === 1 && only.kind === 'send' && only.opcode === 'text' && only.body.kind !== 'generator') {
    return [messageOf(only.body.text, { folders: [], name: title, leftOut: said })];
  }
  return [{ ...newDocument([], title, { kind: 'message', document: { version: 1, steps } }), leftOut: said }];
}
