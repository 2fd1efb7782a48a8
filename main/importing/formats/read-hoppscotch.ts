import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, type ReadImport } from '../imported-documents.ts';
import { field, isTrue, listOf, otherFields, readJson, textOf } from './foreign-data.ts';
import { variablesOf } from './foreign-environment.ts';
import { hoppscotchTemplate } from './foreign-templates.ts';

/** Under these names Hoppscotch keeps what was typed last on its page of WebSockets, as JSON or as text of JSON. */
const storedUnder = ['WebsocketRequest', 'persistence.v1:WebsocketRequest'];

/** The request that Hoppscotch keeps in the browser's storage: an address and subprotocols. */
export function hoppscotchRequest(file: unknown): unknown {
  const stored = storedUnder.map((name) => field(file, name)).find((value) => value !== undefined);
  const request = typeof stored === 'string' ? readJson(stored) : (stored ?? file);
  return typeof field(request, 'endpoint') === 'string' && Array.isArray(field(request, 'protocols'))
    ? request
    : undefined;
}

/**
 * What there is of Hoppscotch: its collections have no WebSockets, and the messages are in none of its files. What it
 * stores of the last connection is read, and environments.
 */
export function readHoppscotch(file: unknown, secrets: FoundSecrets): ReadImport {
  const request = hoppscotchRequest(file);
  if (request === undefined) {
    throw failure(
      'invalid-input',
      'collections of Hoppscotch have no WebSockets: what it stores under “WebsocketRequest” in the browser can be imported',
      { field: 'text', reason: because('hoppscotchCollection') },
    );
  }
  const draft = new ConnectionDraft(secrets);
  draft.address(hoppscotchTemplate(textOf(request, 'endpoint')));
  for (const protocol of listOf(request, 'protocols')) {
    const value = typeof protocol === 'string' ? protocol : hoppscotchTemplate(textOf(protocol, 'value'));
    if (field(protocol, 'active') === false) draft.leftOut.push(omit('subprotocolOff', value));
    else draft.subprotocols(value);
  }
  const leftOut = otherFields(request, ['endpoint', 'protocols']).map((name) => omit('ofRequest', name));
  return { kind: 'hoppscotch', documents: [connectionOf(draft, [])], leftOut };
}

/** An environment, or a list of them: `{ name, variables: [{ key, value or initialValue, secret }] }`. */
export function readHoppscotchEnvironments(file: unknown, secrets: FoundSecrets): ReadImport {
  const environments = Array.isArray(file) ? file : [file];
  const documents = environments.flatMap((environment) => {
    const variables = listOf(environment, 'variables').map((one) => ({
      name: textOf(one, 'key').slice(0, 256),
      value: hoppscotchTemplate(textOf(one, 'currentValue') || textOf(one, 'value') || textOf(one, 'initialValue')),
      isSecret: isTrue(one, 'secret'),
    }));
    return variablesOf(textOf(environment, 'name'), variables, secrets);
  });
  return { kind: 'hoppscotch', documents, leftOut: [] };
}
