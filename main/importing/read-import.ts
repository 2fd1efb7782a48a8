import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { hasCommand, readCommands } from './commands/read-commands.ts';
import type { FoundSecrets } from './found-secrets.ts';
import { field, listOf, readJson, readYaml, textOf } from './formats/foreign-data.ts';
import { readDuplex, readLink } from './formats/read-duplex.ts';
import { readHar } from './formats/read-har.ts';
import { hoppscotchRequest, readHoppscotch, readHoppscotchEnvironments } from './formats/read-hoppscotch.ts';
import { readInsomnia4, readInsomnia5 } from './formats/read-insomnia.ts';
import { isPostmanRequest, readPostman, readPostmanEnvironment } from './formats/read-postman.ts';
import { checked, type ReadImport } from './imported-documents.ts';

/**
 * Finds out what a text is, and makes documents of it. Nothing is opened, run or asked for.
 *
 * @throws DuplexError `invalid-input` with the line and column where it cannot be read
 */
export function readImport(text: string, secrets: FoundSecrets): ReadImport {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed === '') {
    throw failure('invalid-input', 'there is nothing to import', { field: 'text', reason: because('importEmpty') });
  }
  if (/^(?:wss?|duplex):\/\/\S+$/i.test(trimmed)) return checked(readLink(trimmed, secrets));
  if (/^[[{]/.test(trimmed)) return checked(readData(readJson(text.replace(/^\ufeff/, ' ')), secrets));
  if (hasCommand(trimmed)) return checked(readCommands(text, secrets));
  if (/^Invoke-(?:WebRequest|RestMethod)\b/im.test(trimmed)) {
    throw failure('invalid-input', 'this is a command of PowerShell: copy the request as cURL', {
      field: 'text',
      reason: because('powerShell'),
    });
  }
  return checked(readData(readYaml(text.replace(/^\ufeff/, ' ')), secrets));
}

function readData(data: unknown, secrets: FoundSecrets): ReadImport {
  if (field(field(data, 'log'), 'entries') !== undefined) return readHar(data, secrets);
  if (textOf(data, '_type') === 'export' || Array.isArray(field(data, 'resources')))
    return readInsomnia4(data, secrets);
  if (/^(?:collection|spec|environment)\.insomnia\.rest\//.test(textOf(data, 'type')))
    return readInsomnia5(data, secrets);
  if (Array.isArray(field(data, 'item')) || isPostmanRequest(data)) return readPostman(data, secrets);
  if (Array.isArray(field(data, 'values')) && field(data, 'name') !== undefined)
    return readPostmanEnvironment(data, secrets);
  if (hoppscotchRequest(data) !== undefined) return readHoppscotch(data, secrets);
  if (listOf(Array.isArray(data) ? data[0] : data, 'variables').length > 0)
    return readHoppscotchEnvironments(data, secrets);
  if (field(Array.isArray(data) ? data[0] : data, 'requests') !== undefined) return readHoppscotch(data, secrets);
  if (field(data, 'version') !== undefined) return readDuplex(data);
  throw failure(
    'invalid-input',
    'this is none of: a command of wscat, websocat or curl, a HAR, an export of Postman, Insomnia or Hoppscotch, a document of Duplex',
    { field: 'text', reason: because('importUnknown') },
  );
}
