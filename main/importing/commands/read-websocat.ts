import type { ImportedDocument } from '../../../contract/workbench/importing.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { ConnectionDraft } from '../connection-draft.ts';
import type { FoundSecrets } from '../found-secrets.ts';
import { connectionOf, messageOf } from '../imported-documents.ts';
import { readArguments, type OptionTable } from './options.ts';
import { sayUnread } from './say-unread.ts';
import type { TypedInput } from './typed-input.ts';

/** Of websocat 1.14, those a client uses. */
const options: OptionTable = {
  '-H': ['header', 'value'],
  '--header': ['header', 'value'],
  '--ua': ['userAgent', 'value'],
  '--origin': ['origin', 'value'],
  '--protocol': ['protocol', 'value'],
  '--basic-auth': ['basicAuth', 'value'],
  '--basic-auth-file': ['file', 'value'],
  '--ws-c-uri': ['uri', 'value'],
  '-k': ['insecure', 'flag'],
  '--insecure': ['insecure', 'flag'],
  '--client-pkcs12-der': ['certificate', 'value'],
  '--client-pkcs12-passwd': ['passphrase', 'value'],
  '--ping-interval': ['pingInterval', 'value'],
  '--ping-timeout': ['pingTimeout', 'value'],
  '--socks5': ['socks5', 'value'],
  '--autoreconnect-delay-millis': ['reconnectDelay', 'value'],
  '-t': ['text', 'flag'],
  '--text': ['text', 'flag'],
  '-b': ['binary', 'flag'],
  '--binary': ['binary', 'flag'],
  '-n': ['input', 'flag'],
  '--no-close': ['input', 'flag'],
  '-1': ['input', 'flag'],
  '--one-message': ['input', 'flag'],
  '-0': ['input', 'flag'],
  '--null-terminated': ['input', 'flag'],
  '-E': ['input', 'flag'],
  '--exit-on-eof': ['input', 'flag'],
  '-S': ['input', 'flag'],
  '--strict': ['input', 'flag'],
  '-u': ['input', 'flag'],
  '--unidirectional': ['input', 'flag'],
  '-U': ['input', 'flag'],
  '--unidirectional-reverse': ['input', 'flag'],
  '-q': ['input', 'flag'],
  '-v': ['input', 'flag'],
  '-B': ['bufferSize', 'value'],
  '--buffer-size': ['bufferSize', 'value'],
  '--no-line': ['noLine', 'flag'],
  '--linemode-strip-newlines': ['stripNewlines', 'flag'],
  '--max-messages': ['messages', 'value'],
  '--max-messages-rev': ['messages', 'value'],
  '--print-ping-rtts': ['input', 'flag'],
  '--base64': ['input', 'flag'],
  '--base64-text': ['input', 'flag'],
  '--jsonrpc': ['jsonrpc', 'flag'],
  '-p': ['preamble', 'value'],
  '--preamble': ['preamble', 'value'],
  '--tls-domain': ['tlsDomain', 'value'],
  '--websocket-version': ['version', 'value'],
  '-s': ['server', 'flag'],
  '--server-mode': ['server', 'flag'],
  '--binary-prefix': ['prefix', 'value'],
  '--text-prefix': ['prefix', 'value'],
  '--close-status-code': ['close', 'value'],
  '--close-reason': ['close', 'value'],
};

const isAddress = /^(?:autoreconnect:)?wss?:\/\//i;

/** @param words what is behind `websocat` @param input what is written into it */
export function readWebsocat(words: readonly string[], input: TypedInput, secrets: FoundSecrets): ImportedDocument[] {
  const draft = new ConnectionDraft(secrets);
  const given = readArguments(words, options);
  const value = (name: string) => given.options.findLast((option) => option.name === name)?.value;
  const has = (name: string) => given.options.some((option) => option.name === name);
  const address = given.positional.find((word) => isAddress.test(word));
  const uri = value('uri');
  const behind = given.positional.find((word) => word.startsWith('ws-c:') || word.startsWith('ws-connect:'));
  const others = given.positional.filter((word) => word !== address && word !== '-');
  // One -H takes all arguments behind it, up to the next option.
  const headers = others.filter((word) => /^[\w-]+:\s/.test(word));
  if (address !== undefined) draft.address(address.replace(/^autoreconnect:/i, ''));
  else if (uri !== undefined && behind !== undefined) {
    draft.address(uri);
    draft.leftOut.push(omit('hostOfAddress', behind, uri));
  }
  for (const { name, written, value: text = '' } of given.options) {
    if (name === 'header') draft.headerLine(text, written);
    else if (name === 'userAgent') draft.header('User-Agent', text);
    else if (name === 'origin') draft.header('Origin', text);
    else if (name === 'protocol') draft.subprotocols(text);
    else if (name === 'basicAuth') draft.login('basic', text);
    else if (name === 'insecure') draft.trustAnything();
    else if (name === 'certificate') draft.clientCertificate(text, value('passphrase'));
    else if (name === 'socks5') draft.proxy(text, 'socks5', 1080);
    else if (name === 'uri' && behind === undefined)
      draft.leftOut.push(omit('onlyWith', `${written} ${text}`, 'ws-c:'));
    else if (name === 'bufferSize') draft.leftOut.push(omit('neverCut', `${written} ${text}`));
    else if (name === 'server') draft.leftOut.push(omit('server', written));
    else if (/^(?:file|jsonrpc|preamble|tlsDomain|version|prefix|close|messages)$/.test(name)) {
      draft.leftOut.push(omit('nothingLikeIt', text === '' ? written : `${written} ${text}`));
    }
  }
  for (const header of headers) draft.headerLine(header, '-H');
  if (has('passphrase') && !has('certificate')) draft.leftOut.push(omit('noCertificate', '--client-pkcs12-passwd'));
  pings(draft, value('pingInterval'), value('pingTimeout'));
  if (address?.toLowerCase().startsWith('autoreconnect:') === true) {
    const delayMs = Number(value('reconnectDelay') ?? 20);
    draft.reconnect(Math.min(86_400_000, Math.max(100, Number.isFinite(delayMs) ? delayMs : 0)));
    if (!(delayMs >= 100)) draft.leftOut.push(omit('waitsLonger', 'autoreconnect', delayMs));
  } else if (has('reconnectDelay'))
    draft.leftOut.push(omit('onlyWith', '--autoreconnect-delay-millis', 'autoreconnect:'));
  sayUnread(draft, given, {
    positional: others.filter((word) => !headers.includes(word) && word !== behind),
    output: ['input'],
  });
  const opcode = has('binary') ? 'binary' : 'text';
  const whole = input.text;
  const lines = whole === undefined ? [] : has('noLine') ? [whole] : linesOf(whole, has('stripNewlines'));
  const messages = lines.map((line, index) =>
    messageOf(secrets.noteVariables(line), { folders: [], name: `Message ${index + 1}`, opcode }),
  );
  draft.leftOut.push(...input.leftOut);
  return draft.hasAddress ? [connectionOf(draft, []), ...messages] : [];
}

/** A message has the end of its line, unless it is to be taken off. */
function linesOf(text: string, areStripped: boolean): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return areStripped ? lines.map((line) => line.replace(/\r?\n$/, '')) : lines;
}

function pings(draft: ConnectionDraft, interval: string | undefined, timeout: string | undefined): void {
  const [everyMs, timeoutMs] = [Number(interval) * 1000, Number(timeout ?? 0) * 1000];
  if (interval === undefined) {
    if (timeout !== undefined) draft.leftOut.push(omit('onlyWith', '--ping-timeout', '--ping-interval'));
  } else if (everyMs >= 100 && everyMs <= 86_400_000 && timeoutMs >= 0 && timeoutMs <= 86_400_000) {
    draft.keepAlive({ kind: 'ping', everyMs, ...(timeoutMs > 0 && { timeoutMs }) });
  } else draft.leftOut.push(omit('pings', `--ping-interval ${interval}`));
}
