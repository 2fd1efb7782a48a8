import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit } from '../../../contract/workbench/omission.ts';
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
    else if (name === 'ca') draft.leftOut.push(omit('authority', `${written} ${value}`));
    else if (name === 'protocolVersion') draft.leftOut.push(omit('versionOfProtocol', `${written} ${value}`));
    else if (name === 'wait') draft.leftOut.push(omit('staysOpen', `${written} ${value}`));
    else if (name === 'listen') draft.leftOut.push(omit('server', `${written} ${value}`));
    else if (name === 'connect' && value !== address) draft.leftOut.push(omit('lastAddress', `${written} ${value}`));
  }
  if (last('location') !== undefined) draft.redirects(Number(last('maxRedirects')?.value ?? 10));
  else if (last('maxRedirects') !== undefined) draft.leftOut.push(omit('redirectsOff', '--max-redirects'));
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
  else if (passphrase !== undefined) draft.leftOut.push(omit('noCertificate', passphrase.written));
  if (passphrase !== undefined && passphrase.value === undefined)
    draft.leftOut.push(omit('passphraseToType', passphrase.written));
  if (key !== undefined && key !== cert) {
    draft.leftOut.push(omit('certificateAndKey', `--key ${key}`));
  }
}
