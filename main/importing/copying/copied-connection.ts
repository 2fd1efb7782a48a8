import type { CommandConnection } from '../../../contract/workbench/command-text.ts';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { CopyKind } from '../../../contract/workbench/importing.ts';
import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import { isSecretHeader } from '../../network/secrets.ts';
import { FoundSecrets } from '../found-secrets.ts';

/** A connection to copy: with all it inherits, in which `{{name}}` stands for each value that is not told. */
export interface CopiedConnection extends CommandConnection {
  readonly document: ConnectionDocument;
  /** `a=1; b=2`; undefined without cookies. */
  readonly cookies: string | undefined;
  readonly auth: NonNullable<ConnectionDocument['auth']>;
  readonly clientCertificate: ConnectionDocument['clientCertificate'];
  readonly proxy: NonNullable<ConnectionDocument['proxy']>;
}

/** Takes every credential out that somebody has written into a document. */
export function copiedConnection(document: ConnectionDocument): CopiedConnection {
  const secrets = new FoundSecrets();
  const isOn = ({ enabled }: { readonly enabled?: boolean }): boolean => enabled !== false;
  const headers = (document.headers ?? [])
    .filter(isOn)
    .map(({ name, value }) => ({ name, value: isSecretHeader(name) ? withoutSecret(name, value, secrets) : value }));
  const cookies = (document.cookies ?? [])
    .filter(isOn)
    .map(({ name, value }) => `${name}=${secrets.keep(`${name}-cookie`, value)}`);
  const { clientCertificate, proxy } = document;
  return {
    document,
    url: secrets.keepInAddress(document.address),
    protocols: document.subprotocols ?? [],
    headers,
    cookies: cookies.length === 0 ? undefined : cookies.join('; '),
    auth: secrets.keepInLogin(document.auth ?? { kind: 'none' }),
    clientCertificate:
      clientCertificate?.passphrase === undefined
        ? clientCertificate
        : { ...clientCertificate, passphrase: secrets.keep('passphrase', clientCertificate.passphrase) },
    proxy:
      proxy === undefined || !('password' in proxy) || typeof proxy.password !== 'string'
        ? (proxy ?? { kind: 'app' })
        : { ...proxy, password: secrets.keep('proxyPassword', proxy.password) },
  };
}

/** The scheme of an authorization is no secret. */
function withoutSecret(name: string, value: string, secrets: FoundSecrets): string {
  const scheme = /authorization$/i.test(name) ? (/^[A-Za-z][\w-]* +/.exec(value)?.[0] ?? '') : '';
  return scheme + secrets.keep(name, value.slice(scheme.length));
}

/** With the login that every program can send: a header, or a parameter of the query. */
export function withPlainLogin(connection: CopiedConnection): CopiedConnection {
  const { auth } = connection;
  const header = (name: string, value: string): CopiedConnection => ({
    ...connection,
    headers: [...connection.headers, { name, value }],
  });
  if (auth.kind === 'bearer') return header('Authorization', `Bearer ${auth.token}`);
  if (auth.kind !== 'apiKey') return connection;
  if (auth.in === 'header') return header(auth.name, auth.value);
  const [before = '', fragment] = connection.url.split('#', 2);
  const url = `${before}${before.includes('?') ? '&' : '?'}${auth.name}=${auth.value}`;
  return { ...connection, url: fragment === undefined ? url : `${url}#${fragment}` };
}

/** With its cookies as a header. */
export function withCookieHeader(connection: CopiedConnection): CopiedConnection {
  const { cookies, headers } = connection;
  return cookies === undefined
    ? connection
    : { ...connection, headers: [...headers, { name: 'Cookie', value: cookies }] };
}

/** Whether all errors of the server's certificate that can be are to be ignored, as other programs know it. */
export function ignoresEverything({ document }: CopiedConnection, leftOut: Omission[], program: CopyKind): boolean {
  const errors = document.trust?.ignorableServerCertificateErrors ?? [];
  if (document.trust?.requiredIssuer !== undefined) leftOut.push(omit('issuer', program));
  if (errors.length === 0) return false;
  if (errors.includes('Untrusted') && errors.includes('InvalidName') && errors.includes('Expired')) return true;
  leftOut.push(omit('someErrors', errors.join(', '), program));
  return false;
}

/** Says of what a document has, and a program cannot do, that it is left out. @param can fields that it can */
export function sayRest(
  { document }: CopiedConnection,
  leftOut: Omission[],
  program: CopyKind,
  can: readonly Told[],
): void {
  for (const field of told) {
    if (document[field] !== undefined && !can.includes(field)) leftOut.push(omit('cannotTell', field, program));
  }
}

type Told = (typeof told)[number];

/** What a document has and a program can be told or not. */
const told = [
  'socket',
  'compression',
  'limits',
  'redirects',
  'keepAlive',
  'reconnect',
  'automaticPong',
] as const satisfies readonly (keyof ConnectionDocument)[];
