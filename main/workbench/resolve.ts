import type { ConnectionDocument, SharedSettings } from '../../contract/workbench/documents.ts';
import type { ConnectionSource, Origin, RequestProblem } from '../../contract/workbench/effective-request.ts';
import { DuplexError } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { mask } from '../../contract/masked-query.ts';
import { fillTemplate, type TemplateFunction, type TemplateVariable } from '../templates/fill-template.ts';
import { checkRequestHeader } from '../sockets/request-headers.ts';
import { parseUri } from '../sockets/uri.ts';
import { joinedList, layersOf, variablesOf, type Layer, type WorkbenchData } from './scope.ts';

/** A text with everything filled in, and as it may be shown. */
export interface Filled {
  readonly text: string;
  readonly masked: string;
  readonly origin: Origin;
  readonly variables: readonly { readonly name: string; readonly origin: Origin }[];
}

export interface FilledHeader extends Filled {
  readonly name: string;
}

/** A setting that one layer gives, with who gives it. */
export interface Given<Value> {
  readonly value: Value;
  readonly origin: Origin;
}

type Auth = NonNullable<SharedSettings['auth']>;
type Proxy = NonNullable<SharedSettings['proxy']>;

/** A connection with all that it inherits. */
export interface Resolved {
  readonly document: ConnectionDocument;
  readonly address: Filled;
  readonly headers: readonly FilledHeader[];
  readonly subprotocols: readonly Filled[];
  readonly auth: Given<Auth> | undefined;
  /** For a server that asks. */
  readonly serverCredential: { readonly userName: string; readonly password: string } | undefined;
  readonly proxy: Given<Proxy> | undefined;
  readonly proxyLogin: { readonly userName: string; readonly password: string } | undefined;
  readonly clientCertificate: Given<{ readonly file: string; readonly passphrase: string }> | undefined;
  readonly trust: Given<NonNullable<SharedSettings['trust']>> | undefined;
  readonly problems: readonly RequestProblem[];
  /** Texts that nobody may see but the server. */
  readonly secrets: readonly string[];
}

/** @param functions of templates; who only shows a request gives counters of its own */
export function resolveConnection(
  source: ConnectionSource,
  data: WorkbenchData,
  functions: ReadonlyMap<string, TemplateFunction>,
): Resolved {
  return new Resolving(source, data, functions).resolve();
}

class Resolving {
  readonly #source: ConnectionSource;
  readonly #layers: readonly Layer[];
  readonly #variables: ReadonlyMap<string, TemplateVariable>;
  readonly #functions: ReadonlyMap<string, TemplateFunction>;
  readonly #problems: RequestProblem[] = [];
  readonly #secrets = new Set<string>();

  constructor(source: ConnectionSource, data: WorkbenchData, functions: ReadonlyMap<string, TemplateFunction>) {
    this.#source = source;
    this.#functions = functions;
    this.#layers = layersOf(source, data);
    this.#variables = variablesOf(this.#layers, source.environment, data);
    const { environment } = source;
    const found = data.entries.find((entry) => entry.kind === 'environment' && entry.name === environment);
    if (environment !== null && found === undefined)
      this.#wrong('environment', `there is no environment "${environment}"`, because('notThere', environment));
    if (found?.problem !== undefined)
      this.#wrong(
        'environment',
        `"${found.name}" cannot be used: ${found.problem.message}`,
        because('documentBroken', found.name),
      );
    for (const { origin, fault } of this.#layers) {
      if (fault !== undefined && origin.kind === 'folder')
        this.#wrong('', `the folder "${origin.path}" cannot be used: ${fault}`, because('documentBroken', origin.path));
    }
  }

  resolve(): Resolved {
    const { document } = this.#source;
    const auth = this.#nearest('auth');
    const typed = this.#fill('address', document.address, { kind: 'connection' });
    const headers = this.#list('headers');
    const cookies = this.#cookies();
    const login = this.#login(auth, headers);
    const address = login.query === undefined ? typed : withParameter(typed, login.query);
    this.#try('address', () => parseUri(address.text));
    const subprotocols = (document.subprotocols ?? []).map((name, index) =>
      this.#fill(`subprotocols.${index}`, name, { kind: 'connection' }),
    );
    const proxy = this.#proxy();
    return {
      document,
      address,
      headers: [...headers, ...(login.header === undefined ? [] : [login.header]), ...cookies],
      subprotocols,
      auth,
      serverCredential: login.credential,
      proxy,
      proxyLogin: this.#proxyLogin(proxy),
      clientCertificate: this.#certificate(),
      trust: this.#trust(),
      problems: this.#problems,
      secrets: [...this.#secrets],
    };
  }

  /** What the nearest layer says that says something. */
  #nearest<Name extends keyof SharedSettings>(name: Name): Given<NonNullable<SharedSettings[Name]>> | undefined {
    for (const { settings, origin } of this.#layers.toReversed()) {
      const value = settings[name];
      if (value !== undefined) return { value, origin };
    }
    return undefined;
  }

  /** Lists of all layers, joined. */
  #list(name: 'headers' | 'cookies'): readonly FilledHeader[] {
    return joinedList(name, this.#layers, ({ settings, origin }) =>
      (settings[name] ?? []).flatMap((item, index) => {
        if (item.enabled === false) return [];
        const field = `${name}.${index}`;
        const named = this.#fill(`${field}.name`, item.name, origin);
        const filled = this.#fill(`${field}.value`, item.value, origin);
        if (name === 'headers') this.#tryHeader(field, named.text, filled, origin);
        return [{ ...filled, name: named.text, variables: [...named.variables, ...filled.variables] }];
      }),
    );
  }

  /** All cookies, as one header. */
  #cookies(): readonly FilledHeader[] {
    const cookies = this.#list('cookies');
    const last = cookies.at(-1);
    if (last === undefined) return [];
    for (const { name, text, origin } of cookies) {
      // RFC 6265, section 4.1.1, but for what servers take anyway.
      if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(name))
        this.#wrong(at('cookies', origin), `"${name}" is no name of a cookie`);
      if (!/^[\x20-\x3a\x3c-\x7e\x80-\xff]*$/.test(text)) {
        this.#wrong(at('cookies', origin), `the value of the cookie "${name}" holds a character that it cannot`);
      }
    }
    const joined = (value: (cookie: FilledHeader) => string): string =>
      cookies.map((cookie) => `${cookie.name}=${value(cookie)}`).join('; ');
    return [
      {
        name: 'Cookie',
        text: joined(({ text }) => text),
        masked: joined(({ masked }) => masked),
        origin: last.origin,
        variables: cookies.flatMap(({ variables }) => variables),
      },
    ];
  }

  #login(
    given: Given<Auth> | undefined,
    headers: readonly FilledHeader[],
  ): {
    readonly header?: FilledHeader;
    readonly query?: Filled & { readonly name: string };
    readonly credential?: { readonly userName: string; readonly password: string };
  } {
    if (given === undefined) return {};
    const { value: auth, origin } = given;
    const fill = (field: string, text: string): Filled => this.#fill(`auth.${field}`, text, origin);
    switch (auth.kind) {
      case 'none':
        return {};
      case 'digest': {
        const [user, password] = [fill('userName', auth.userName), fill('password', auth.password)];
        if (user.text === '' || password.text === '')
          this.#wrong(at('auth', origin), 'a login has a name and a password');
        return { credential: { userName: user.text, password: password.text } };
      }
      case 'basic': {
        const [user, password] = [fill('userName', auth.userName), fill('password', auth.password)];
        // RFC 7617, section 2: a colon ends the name.
        if (user.text.includes(':'))
          this.#wrong(at('auth.userName', origin), 'the name of a Basic login holds no colon');
        const encoded = Buffer.from(`${user.text}:${password.text}`).toString('base64');
        const isSecret = user.masked !== user.text || password.masked !== password.text;
        this.#secrets.add(password.text).add(encoded);
        return this.#loginHeader(headers, {
          name: 'Authorization',
          text: `Basic ${encoded}`,
          masked: `Basic ${isSecret ? mask : encoded}`,
          origin,
          variables: [...user.variables, ...password.variables],
        });
      }
      case 'bearer': {
        const token = fill('token', auth.token);
        this.#secrets.add(token.text);
        const header = {
          ...token,
          name: 'Authorization',
          text: `Bearer ${token.text}`,
          masked: `Bearer ${token.masked}`,
        };
        this.#tryHeader('auth.token', header.name, header, origin);
        return this.#loginHeader(headers, header);
      }
      case 'apiKey': {
        const [name, value] = [fill('name', auth.name), fill('value', auth.value)];
        this.#secrets.add(value.text);
        const variables = [...name.variables, ...value.variables];
        if (auth.in === 'query') return { query: { ...value, name: name.text, variables } };
        this.#tryHeader('auth', name.text, value, origin);
        return this.#loginHeader(headers, { ...value, name: name.text, variables });
      }
    }
  }

  /** What somebody has written as a header is what is meant. */
  #loginHeader(headers: readonly FilledHeader[], header: FilledHeader): { readonly header?: FilledHeader } {
    const isWritten = headers.some(({ name }) => name.toLowerCase() === header.name.toLowerCase());
    return isWritten ? {} : { header };
  }

  #proxy(): Resolved['proxy'] {
    const given = this.#nearest('proxy');
    if (given === undefined || (given.value.kind !== 'http' && given.value.kind !== 'socks5')) return given;
    const host = this.#fill('proxy.host', given.value.host, given.origin);
    return { ...given, value: { ...given.value, host: host.text } };
  }

  #trust(): Resolved['trust'] {
    const given = this.#nearest('trust');
    const issuer = given?.value.requiredIssuer;
    if (given === undefined || issuer === undefined) return given;
    const filled = this.#fill('trust.requiredIssuer', issuer, given.origin);
    return { ...given, value: { ...given.value, requiredIssuer: filled.text } };
  }

  #proxyLogin(given: Given<Proxy> | undefined): Resolved['proxyLogin'] {
    if (given === undefined || (given.value.kind !== 'http' && given.value.kind !== 'socks5')) return undefined;
    const { userName = '', password = '' } = given.value;
    if (userName === '') return undefined;
    const user = this.#fill('proxy.userName', userName, given.origin);
    const secret = this.#fill('proxy.password', password, given.origin);
    this.#secrets.add(secret.text);
    return { userName: user.text, password: secret.text };
  }

  #certificate(): Resolved['clientCertificate'] {
    const given = this.#nearest('clientCertificate');
    if (given === undefined) return undefined;
    const { value, origin } = given;
    const file = this.#fill('clientCertificate.file', value.file, origin);
    const passphrase = this.#fill('clientCertificate.passphrase', value.passphrase ?? '', origin);
    this.#secrets.add(passphrase.text);
    return { value: { file: file.text, passphrase: passphrase.text }, origin };
  }

  #fill(field: string, template: string, origin: Origin): Filled {
    const filled = fillTemplate(template, { variables: this.#variables, functions: this.#functions });
    for (const { kind, message, reason } of filled.problems) {
      this.#problems.push({ field: at(field, origin), kind, message, ...(reason !== undefined && { reason }) });
    }
    for (const secret of filled.secrets) this.#secrets.add(secret);
    return { text: filled.text, masked: filled.masked, origin, variables: filled.used };
  }

  /** Whether a header can be sent; its value is in no message. */
  #tryHeader(field: string, name: string, { text }: Filled, origin: Origin): void {
    this.#try(at(field, origin), () => checkRequestHeader(name, text));
  }

  #try(field: string, check: () => unknown): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof DuplexError)) throw error;
      // The address is quoted in its message: what is secret in it is not.
      const message = this.#masked(error.message);
      const { reason } = error.info;
      const part = { headerName: '.name', headerValue: '.value' }[error.info.field ?? ''];
      this.#wrong(
        field.startsWith('headers.') ? `${field}${part ?? ''}` : field,
        message,
        reason && this.#maskedReason(reason),
      );
    }
  }

  #masked(text: string): string {
    let masked = text;
    for (const secret of this.#secrets) if (secret !== '') masked = masked.replaceAll(secret, mask);
    return masked;
  }

  #maskedReason({ kind, values }: Reason): Reason {
    return { kind, values: values.map((value) => (typeof value === 'string' ? this.#masked(value) : value)) };
  }

  #wrong(field: string, message: string, reason?: Reason): void {
    this.#problems.push({ field, kind: 'invalid', message, ...(reason !== undefined && { reason }) });
  }
}

/** The field of the document; of what is inherited, the folder and its field. */
function at(field: string, origin: Origin): string {
  return origin.kind === 'folder' ? `${origin.path}: ${field}` : field;
}

function withParameter(address: Filled, { name, text, masked, variables }: Filled & { readonly name: string }): Filled {
  const join = (url: string, value: string): string =>
    `${url}${url.includes('?') ? '&' : '?'}${encodeURIComponent(name)}=${value}`;
  const isSecret = masked !== text;
  return {
    ...address,
    text: join(address.text, encodeURIComponent(text)),
    masked: join(address.masked, isSecret ? mask : encodeURIComponent(text)),
    variables: [...address.variables, ...variables],
  };
}
