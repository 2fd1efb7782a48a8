import { stat, readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as v from 'valibot';
import { commands, type OpenSession } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { HiddenSettings } from '../sessions/session.ts';
import { Certificate, type ClientCertificate, type ProxyResolver } from '../sockets/index.ts';
import type { Resolved } from './resolve.ts';

export interface OpenRequest {
  readonly request: OpenSession;
  readonly hidden: HiddenSettings;
}

/** A certificate with its chain is a few KiB; anything near this is another kind of file. */
const certificateSizeLimit = 1024 * 1024;

/**
 * What a session is opened with.
 *
 * @param page which page opens it
 * @param folder where files are looked for whose path is not absolute
 * @throws DuplexError `invalid-input` with the field of the document, `client-certificate`
 */
export async function openRequest(resolved: Resolved, page: string, folder: string): Promise<OpenRequest> {
  const { problems, address, secrets, clientCertificate: certificate } = resolved;
  const [problem] = problems;
  if (problem !== undefined)
    throw failure('invalid-input', problem.message, { field: problem.field, reason: problem.reason });
  const request = parsed({ page, ...settingsOf(resolved) });
  const proxies = proxiesOf(resolved);
  const clientCertificate =
    certificate === undefined
      ? undefined
      : await readCertificate(resolve(folder, certificate.value.file), certificate.value.passphrase);
  return {
    request,
    hidden: {
      shownUrl: address.masked,
      secrets,
      ...(proxies !== undefined && { proxies }),
      ...(clientCertificate !== undefined && { clientCertificate }),
    },
  };
}

function settingsOf({
  document,
  address,
  headers,
  subprotocols,
  serverCredential,
  trust,
}: Resolved): Omit<OpenSession, 'page'> {
  const { socket = 'message', limits = {}, compression, redirects, keepAlive, reconnect, automaticPong } = document;
  const { maxMessageSize, desiredUnsolicitedPongInterval, handshakeMs, idleMs } = limits;
  const issuer = trust?.value.requiredIssuer;
  return {
    socket,
    url: address.text,
    messageType: 'utf8',
    receiveMode: 'fullMessage',
    supportedProtocols: subprotocols.map(({ text }) => text),
    headers: headers.map(({ name, text }) => ({ name, value: text })),
    ignorableServerCertificateErrors: trust?.value.ignorableServerCertificateErrors ?? [],
    ...(issuer !== undefined && { requiredIssuer: issuer }),
    control: {
      // A stream has no messages.
      ...(maxMessageSize !== undefined && socket === 'message' && { maxMessageSize }),
      ...(desiredUnsolicitedPongInterval !== undefined && { desiredUnsolicitedPongInterval }),
      ...(serverCredential !== undefined && { serverCredential }),
      ...(compression !== undefined && { perMessageDeflate: knownOf(compression) }),
      ...(redirects !== undefined && { followRedirects: redirects }),
    },
    ...(keepAlive !== undefined && { keepAlive }),
    ...(reconnect !== undefined && { reconnect }),
    ...(automaticPong !== undefined && { automaticPong }),
    ...(handshakeMs !== undefined && { handshakeMs }),
    ...(idleMs !== undefined && { idleMs }),
  };
}

/** Without what a file has besides. */
function knownOf(
  compression: NonNullable<Resolved['document']['compression']>,
): NonNullable<NonNullable<OpenSession['control']>['perMessageDeflate']> {
  const names = [
    'serverNoContextTakeover',
    'clientNoContextTakeover',
    'serverMaxWindowBits',
    'clientMaxWindowBits',
    'threshold',
    'level',
    'inflatedSizeLimit',
  ] as const;
  return Object.fromEntries(
    names.flatMap((name) => (compression[name] === undefined ? [] : [[name, compression[name]]])),
  );
}

/** What has become too long by what was filled in is found out here. The message has no value in it. */
function parsed(request: OpenSession): OpenSession {
  const judged = v.safeParse(commands['session.open'].input, request, { abortEarly: true });
  if (judged.success) return judged.output;
  const field = v.getDotPath(judged.issues[0]) ?? '';
  const ours =
    field === 'url'
      ? 'address'
      : field.replace(/^supportedProtocols/, 'subprotocols').replace(/^control\.serverCredential/, 'auth');
  throw failure(
    'invalid-input',
    `${ours}: what was filled in is too long, too short or of another kind than it has to be`,
    { field: ours, reason: because('filledInWrong') },
  );
}

function proxiesOf({ proxy, proxyLogin }: Resolved): ProxyResolver | undefined {
  if (proxy === undefined || proxy.value.kind === 'app') return undefined;
  if (proxy.value.kind === 'none') return async () => [{ kind: 'direct' }];
  const { kind, host, port } = proxy.value;
  return async () => [{ kind, host, port, ...(proxyLogin !== undefined && { login: proxyLogin }) }];
}

async function readCertificate(path: string, passphrase: string): Promise<ClientCertificate> {
  const field = 'clientCertificate.file';
  let bytes: Buffer;
  try {
    const found = await stat(path);
    // A pipe would never end.
    if (!found.isFile()) throw new Error('it is no file');
    if (found.size > certificateSizeLimit) throw new Error(`it is larger than ${certificateSizeLimit} bytes`);
    bytes = await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw failure('client-certificate', `the client certificate cannot be read: ${why}`, {
      field,
      cause,
      reason: because('fileNotRead', basename(path)),
    });
  }
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN')) return Certificate.fromPfx(bytes, passphrase);
  return Certificate.fromPem(text, text, passphrase);
}
