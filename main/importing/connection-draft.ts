import type { ConnectionDocument, KeepAlive } from '../../contract/workbench/documents.ts';
import { ignorableResults } from '../../contract/certificates.ts';
import { redirectLimit } from '../../contract/socket-control.ts';
import { omit, type Omission } from '../../contract/workbench/omission.ts';
import { isSecretHeader } from '../network/secrets.ts';
import type { FoundSecrets } from './found-secrets.ts';

type Mutable<Value> = { -readonly [Field in keyof Value]: Value[Field] };
type Auth = NonNullable<ConnectionDocument['auth']>;

/** Fields of the opening handshake that every client makes anew. */
const ownHeaders = /^(?:connection|upgrade|sec-websocket-(?:key|version|accept)|content-length)$/i;

/** What all readers make a connection with. It knows which part of a document a header belongs to, and keeps credentials. */
export class ConnectionDraft {
  readonly leftOut: Omission[] = [];
  readonly #secrets: FoundSecrets;
  readonly #document: Mutable<ConnectionDocument> = { version: 1, address: '' };
  readonly #own: string[] = [];

  constructor(secrets: FoundSecrets) {
    this.#secrets = secrets;
  }

  get hasAddress(): boolean {
    return this.#document.address !== '';
  }

  /** `http:` becomes `ws:`, `https:` becomes `wss:`; one without a scheme is taken for `ws:`. */
  address(address: string): void {
    const url = /^[a-z][a-z\d+.-]*:\/\//i.test(address) || address.startsWith('{{') ? address : `ws://${address}`;
    this.#document.address = this.#secrets.keepInAddress(url.replace(/^http(s?):/i, 'ws$1:'));
  }

  /** Adds a parameter to the query. */
  query(name: string, value: string): void {
    const [before = '', fragment] = this.#document.address.split('#', 2);
    const parameter = `${encodeOutsideVariables(name)}=${encodeOutsideVariables(value)}`;
    const joined = `${before}${before.includes('?') ? '&' : '?'}${parameter}`;
    this.#document.address = this.#secrets.keepInAddress(fragment === undefined ? joined : `${joined}#${fragment}`);
  }

  subprotocols(list: string): void {
    const names = list.split(',').map((name) => name.trim());
    this.#document.subprotocols = [...(this.#document.subprotocols ?? []), ...names.filter((name) => name !== '')];
  }

  /** @param line `Name: value` */
  headerLine(line: string, option: string): void {
    const colon = line.indexOf(':');
    if (colon > 0) this.header(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
    else if (/^[^:]+;$/.test(line)) this.header(line.slice(0, -1).trim(), '');
    else this.leftOut.push(omit('header', option, line));
  }

  header(name: string, value: string, enabled = true): void {
    const lower = name.toLowerCase();
    if (ownHeaders.test(name)) this.#own.push(name);
    else if (!enabled) this.#addHeader(name, isSecretHeader(name) ? this.#secrets.keep(name, value) : value, false);
    else if (lower === 'sec-websocket-protocol') this.subprotocols(value);
    else if (lower === 'sec-websocket-extensions') this.#extensions(value);
    else if (lower === 'cookie') this.cookieLine(value);
    else if (lower === 'authorization') this.#authorization(name, value);
    else if (lower === 'host' && value.toLowerCase() === hostOf(this.#document.address)) this.#own.push(name);
    else this.#addHeader(name, isSecretHeader(name) ? this.#secrets.keep(name, value) : value, true);
  }

  /** @param line `a=1; b=2` */
  cookieLine(line: string): void {
    for (const pair of line.split(';').map((part) => part.trim())) {
      const equals = pair.indexOf('=');
      if (equals > 0) this.cookie(pair.slice(0, equals), pair.slice(equals + 1));
      else if (pair !== '') this.leftOut.push(omit('cookieWithoutName', pair));
    }
  }

  /** The values of cookies are credentials: who has them is logged in. */
  cookie(name: string, value: string): void {
    const kept = this.#secrets.keep(`${name}-cookie`, value);
    this.#document.cookies = [...(this.#document.cookies ?? []), { name, value: kept }];
  }

  auth(auth: Auth): void {
    this.#document.auth = this.#secrets.keepInLogin(auth);
  }

  /** @param credentials `user:password` */
  login(kind: 'basic' | 'digest', credentials: string): void {
    const colon = credentials.indexOf(':');
    const userName = colon < 0 ? credentials : credentials.slice(0, colon);
    this.auth({ kind, userName, password: colon < 0 ? '' : credentials.slice(colon + 1) });
  }

  /** @param address `[scheme://][user:password@]host[:port]` @param scheme where it has none */
  proxy(address: string, scheme: string, usualPort: number, login?: string): void {
    const parts = /^(?:([a-z\d]+):\/\/)?(?:([^@]*)@)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/i.exec(address);
    const kind = (parts?.[1] ?? scheme).toLowerCase();
    const port = Number(parts?.[4] ?? usualPort);
    const known = kind === 'http' ? 'http' : /^socks5h?$/.test(kind) ? 'socks5' : undefined;
    if (parts === null || known === undefined || port < 1 || port > 65_535) {
      this.leftOut.push(omit('proxyKind', withoutLogin(address)));
      return;
    }
    const [user, ...password] = (login ?? decoded(parts[2] ?? '')).split(':');
    this.#document.proxy = {
      kind: known,
      host: (parts[3] ?? '').replace(/^\[(.*)\]$/, '$1'),
      port,
      ...(user !== undefined && user !== '' && { userName: user }),
      ...(password.length > 0 && { password: this.#secrets.keep('proxyPassword', password.join(':')) }),
    };
  }

  noProxy(): void {
    this.#document.proxy = { kind: 'none' };
  }

  clientCertificate(file: string, passphrase: string | undefined): void {
    const kept = passphrase === undefined ? undefined : this.#secrets.keep('passphrase', passphrase);
    this.#document.clientCertificate = { file, ...(kept !== undefined && { passphrase: kept }) };
  }

  /** The server's certificate does not matter. */
  trustAnything(): void {
    this.#document.trust = { ignorableServerCertificateErrors: [...ignorableResults] };
  }

  redirects(count: number): void {
    const most = Number.isInteger(count) && count >= 0 ? Math.min(count, redirectLimit) : redirectLimit;
    if (count > redirectLimit) this.leftOut.push(omit('redirects', redirectLimit, count));
    this.#document.redirects = most;
  }

  /** @param seconds as a text; what is no number is said to be left out */
  handshakeLimit(option: string, seconds: string): void {
    const ms = Number(seconds) * 1000;
    if (seconds.trim() !== '' && ms >= 0 && ms <= 86_400_000) {
      this.#document.limits = { ...this.#document.limits, handshakeMs: ms };
    } else this.leftOut.push(omit('seconds', option, seconds));
  }

  keepAlive(keepAlive: KeepAlive): void {
    this.#document.keepAlive = keepAlive;
  }

  reconnect(everyMs: number): void {
    this.#document.reconnect = { firstMs: everyMs, mostMs: everyMs, jitter: 0, attempts: 0 };
  }

  description(text: string): void {
    if (text !== '') this.#document.description = text.slice(0, 16 * 1024);
  }

  /** The document, and {@link leftOut} with what every client makes itself. */
  finish(): ConnectionDocument {
    if (this.#own.length > 0) {
      this.leftOut.push(omit('madeAnew', [...new Set(this.#own)].join(', ')));
    }
    noteEverywhere(this.#document, this.#secrets);
    return this.#document;
  }

  #addHeader(name: string, value: string, enabled: boolean): void {
    const header = enabled ? { name, value } : { name, value, enabled };
    this.#document.headers = [...(this.#document.headers ?? []), header];
  }

  #authorization(name: string, value: string): void {
    const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(value) ?? [];
    const basic = /^basic$/i.test(scheme) && !rest.includes('{{') ? Buffer.from(rest, 'base64').toString() : '';
    // Only what is the same when it is made again.
    if (basic.includes(':') && Buffer.from(basic).toString('base64') === rest) this.login('basic', basic);
    else if (scheme === 'Bearer' && rest !== '') this.auth({ kind: 'bearer', token: rest });
    else this.#addHeader(name, this.#secrets.keep(name, value), true);
  }

  #extensions(value: string): void {
    const [first = '', ...others] = value.split(',').map((extension) => extension.trim());
    const [name, ...parameters] = first.split(';').map((part) => part.trim());
    if (name !== 'permessage-deflate') {
      this.leftOut.push(omit('extensions', value));
      return;
    }
    if (others.length > 0) this.leftOut.push(omit('extensions', others.join(', ')));
    const bits = (field: string): number | undefined => {
      const found = parameters.find((parameter) => parameter.startsWith(`${field}=`))?.slice(field.length + 1);
      const number = Number(found?.replaceAll('"', ''));
      return Number.isInteger(number) && number >= 8 && number <= 15 ? number : undefined;
    };
    const [serverBits, clientBits] = [bits('server_max_window_bits'), bits('client_max_window_bits')];
    this.#document.compression = {
      ...(parameters.includes('server_no_context_takeover') && { serverNoContextTakeover: true }),
      ...(parameters.includes('client_no_context_takeover') && { clientNoContextTakeover: true }),
      ...(serverBits !== undefined && { serverMaxWindowBits: serverBits }),
      ...(clientBits !== undefined && { clientMaxWindowBits: clientBits }),
    };
  }
}

function noteEverywhere(value: unknown, secrets: FoundSecrets): void {
  if (typeof value === 'string') secrets.noteVariables(value);
  else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) noteEverywhere(one, secrets);
  }
}

function hostOf(address: string): string {
  return (/^[a-z]+:\/\/(?:[^@/]*@)?([^/?#]*)/i.exec(address)?.[1] ?? '').toLowerCase();
}

function encodeOutsideVariables(text: string): string {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : encodeURIComponent(part.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'))))
    .join('');
}

function withoutLogin(address: string): string {
  return address.replace(/^((?:[a-z\d]+:\/\/)?)[^@]*@/i, '$1');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}
