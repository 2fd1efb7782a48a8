import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, messageOf } from '../imported-documents.ts';
import { readArguments, type OptionTable } from './options.ts';
import { sayUnread } from './say-unread.ts';

/** Of wscat 6 and those before it. */
const options: OptionTable = {
  '-V': ['version', 'flag'],
  '--version': ['version', 'flag'],
  '-c': ['connect', 'value'],
  '--connect': ['connect', 'value'],
  '-l': ['listen', 'value'],
  '--listen': ['listen', 'value'],
  '--auth': ['auth', 'value'],
  '--ca': ['ca', 'value'],
  '--cert': ['cert', 'value'],
  '--key': ['key', 'value'],
  '--passphrase': ['passphrase', 'optional'],
  '--host': ['host', 'value'],
  '--max-redirects': ['maxRedirects', 'optional'],
  '-L': ['location', 'flag'],
  '--location': ['location', 'flag'],
  '--no-color': ['output', 'flag'],
  '-n': ['noCheck', 'flag'],
  '--no-check': ['noCheck', 'flag'],
  '-o': ['origin', 'value'],
  '--origin': ['origin', 'value'],
  '-p': ['protocolVersion', 'value'],
  '--protocol': ['protocolVersion', 'value'],
  '--proxy': ['proxy', 'value'],
  '-P': ['output', 'flag'],
  '--show-ping-pong': ['output', 'flag'],
  '--slash': ['output', 'flag'],
  '-H': ['header', 'value'],
  '--header': ['header', 'value'],
  '-s': ['subprotocol', 'value'],
  '--subprotocol': ['subprotocol', 'value'],
  '-x': ['execute', 'value'],
  '--execute': ['execute', 'value'],
  '-w': ['wait', 'value'],
  '--wait': ['wait', 'value'],
};

/** @param words what is behind `wscat` */
export function readWscat(words: readonly string[], secrets: FoundSecrets): ImportedDocument[] {
  const draft = new ConnectionDraft(secrets);
  const given = readArguments(words, options);
  const named = (name: string) => given.options.filter((option) => option.name === name);
  const last = (name: string) => named(name).at(-1);
  const address = last('connect')?.value;
  if (address !== undefined) draft.address(address);
  for (const { name, written, value = '' } of given.options) {
    if (name === 'header') draft.headerLine(value, written);
    else if (name === 'subprotocol') draft.subprotocols(value);
    else if (name === 'auth') draft.login('basic', value);
    else if (name === 'noCheck') draft.trustAnything();
    else if (name === 'origin') draft.header('Origin', value);
    else if (name === 'host') draft.header('Host', value);
    else if (name === 'proxy') draft.proxy(value, 'http', 80);
    else if (name === 'ca')
      draft.leftOut.push(`${written} ${value}: trust the authority on the page Secure connections`);
    else if (name === 'protocolVersion')
      draft.leftOut.push(`${written} ${value}: the version of the protocol is always 13`);
    else if (name === 'wait') draft.leftOut.push(`${written} ${value}: a connection stays open until it is closed`);
    else if (name === 'listen') draft.leftOut.push(`${written} ${value}: this is a server, which is not imported`);
    else if (name === 'connect' && value !== address)
      draft.leftOut.push(`${written} ${value}: the last address is taken`);
  }
  if (last('location') !== undefined) draft.redirects(Number(last('maxRedirects')?.value ?? 10));
  else if (last('maxRedirects') !== undefined)
    draft.leftOut.push('--max-redirects: redirects are not followed without -L');
  certificate(draft, last('cert')?.value, last('key')?.value, last('passphrase'));
  sayUnread(draft, given, { positional: given.positional, output: ['output', 'version'] });
  const messages = named('execute').map(({ value = '' }, index) =>
    messageOf(secrets.noteVariables(value), { folders: [], name: `Message ${index + 1}` }),
  );
  return draft.hasAddress ? [connectionOf(draft, []), ...messages] : [];
}

/** Says what a certificate and a key in two files need: a document has one file. */
export function certificate(
  draft: ConnectionDraft,
  cert: string | undefined,
  key: string | undefined,
  passphrase: { readonly written: string; readonly value: string | undefined } | undefined,
): void {
  if (cert !== undefined) draft.clientCertificate(cert, passphrase?.value);
  else if (passphrase !== undefined) draft.leftOut.push(`${passphrase.written}: there is no client certificate`);
  if (passphrase !== undefined && passphrase.value === undefined)
    draft.leftOut.push(`${passphrase.written}: the passphrase was to be typed`);
  if (key !== undefined && key !== cert) {
    draft.leftOut.push(`--key ${key}: certificate and key have to be in one PEM or PFX file`);
  }
}
