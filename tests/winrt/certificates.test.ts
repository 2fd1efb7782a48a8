import { expect, test } from 'vitest';
import type { ChainValidationResultName } from '../../contract/errors.ts';
import { severityOf } from '../../main/certificates/problem.ts';
import { clientPfxPassword } from '../../main/server/tls-material.ts';
import {
  Certificate,
  ChainValidationResult,
  SocketSslErrorSeverity,
  type Deferral,
  type MessageWebSocket,
  type StreamWebSocket,
  type WebSocketServerCustomValidationRequestedEventArgs,
} from '../../main/sockets/index.ts';
import { newAuthority, newCertificate, serverTls } from '../support/certificates.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { startRawServer, type RawServer } from '../support/raw-server.ts';
import { sampleMaterial } from '../support/sample-server.ts';
import { failureOf, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';
import { classes } from './socket-states.ts';

// Reference sections 9.1 to 9.3 and 9.5. What is found wrong with a certificate is in tests/integration/server-certificates.test.ts.

expectNoLeaks();

/** Of a server that signs itself, and is otherwise right. */
const selfSigned = serverTls(await newCertificate());

type ValidationArgs = WebSocketServerCustomValidationRequestedEventArgs;

/** The table of section 9.2: value, and whether it may be ignored. */
const results: readonly (readonly [ChainValidationResultName | 'Success', number, boolean])[] = [
  ['Success', 0, false],
  ['Untrusted', 1, true],
  ['Revoked', 2, false],
  ['Expired', 3, true],
  ['IncompleteChain', 4, true],
  ['InvalidSignature', 5, false],
  ['WrongUsage', 6, true],
  ['InvalidName', 7, true],
  ['InvalidCertificateAuthorityPolicy', 8, false],
  ['BasicConstraintsError', 9, false],
  ['UnknownCriticalExtension', 10, false],
  ['RevocationInformationMissing', 11, true],
  ['RevocationFailure', 12, true],
  ['OtherErrors', 13, false],
];

test('9.2: ChainValidationResult has the values of Windows', () => {
  const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
  expect(ChainValidationResult).toEqual(Object.fromEntries(results.map(([name, value]) => [camelCase(name), value])));
});

test.each(results)('9.2, 16.11: %s (%i) may be ignored: %s; connectAsync says so before it dials', async (...row) => {
  const [, value, mayBeIgnored] = row;
  const canary = await startLoopbackCanary();
  const socket = newMessageSocket();
  // The list itself takes anything.
  socket.control.ignorableServerCertificateErrors.append(value as ChainValidationResult);
  const { info } = await failureOf(socket.connectAsync(canary.url));
  const refused = { hresult: 0x80070057, field: 'ignorableServerCertificateErrors' };
  expect(info).toMatchObject(mayBeIgnored ? { code: 'connection-lost' } : refused);
  expect(canary.connections).toBe(mayBeIgnored ? 1 : 0);
});

test.each(results.filter(([name]) => name !== 'Success'))(
  '4: the severity of %s (%i) is that it may be ignored: %s',
  (...row) => {
    const [name, , mayBeIgnored] = row;
    const severity = mayBeIgnored ? 'ignorable' : 'fatal';
    expect(severityOf([name as ChainValidationResultName])).toBe(severity);
    expect(severityOf(['Untrusted', name as ChainValidationResultName])).toBe(severity);
    expect(severityOf([])).toBe('none');
  },
);

async function startTlsServer(): Promise<RawServer> {
  return startRawServer((connection) => connection.accept(), { tls: selfSigned });
}

/** Connects with the one problem ignored. @returns what the handler was asked with, and how connecting ended */
async function connectTo(
  server: RawServer,
  socket: MessageWebSocket | StreamWebSocket,
  ...handlers: readonly ((args: ValidationArgs) => void)[]
): Promise<number> {
  socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
  for (const handler of handlers) socket.addEventListener('servercustomvalidationrequested', handler);
  return socket.connectAsync(server.url).then(
    () => 0,
    (error: { hresult: number }) => error.hresult,
  );
}

test.each(classes)(
  '9.1: over ws the certificate options of a %s have no effect and nobody is asked',
  async (_n, make) => {
    const server = await startRawServer((connection) => connection.accept());
    const socket = make();
    const { clientPfx } = await sampleMaterial();
    socket.control.clientCertificate = Certificate.fromPfx(clientPfx, clientPfxPassword);
    let isAsked = false;
    expect(await connectTo(server, socket, () => (isAsked = true))).toBe(0);
    expect(isAsked).toBe(false);
  },
);

test.each(classes)('9.3: the validation event of a %s tells the certificate and what was ignored', async (_n, make) => {
  const server = await startTlsServer();
  const socket = make();
  let args: ValidationArgs | undefined;
  expect(await connectTo(server, socket, (asked) => (args = asked))).toBe(0);
  expect(args?.target).toBe(socket);
  expect(args?.serverCertificate.subject).toBe('localhost');
  expect(args?.serverIntermediateCertificates).toEqual([]);
  expect(args?.serverCertificateErrors).toEqual([ChainValidationResult.untrusted]);
  expect(args?.serverCertificateErrorSeverity).toBe(SocketSslErrorSeverity.ignorable);
  expect(socket.information).toMatchObject({
    serverCertificate: args?.serverCertificate,
    serverCertificateErrors: [ChainValidationResult.untrusted],
    serverCertificateErrorSeverity: SocketSslErrorSeverity.ignorable,
  });
});

test('9.3: what the server sent besides its certificate are the intermediates', async () => {
  const authority = await newAuthority();
  const credential = await newCertificate({ issuer: authority });
  const server = await startRawServer((connection) => connection.accept(), { tls: serverTls(credential, authority) });
  const socket = newMessageSocket();
  expect(await connectTo(server, socket)).toBe(0);
  const { serverCertificate, serverIntermediateCertificates } = socket.information;
  expect(serverIntermediateCertificates.map(({ subject }) => subject)).toEqual([serverCertificate?.issuer]);
});

const rejected = 0x800c000e;

test('9.3: reject at once refuses the server, and no request is sent', async () => {
  let requests = 0;
  const server = await startWsServer(() => (requests += 1), { tls: selfSigned });
  const socket = newMessageSocket();
  socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
  socket.onservercustomvalidationrequested = (args) => args.reject();
  expect((await failureOf(socket.connectAsync(server.url))).info).toMatchObject({
    code: 'certificate-refused',
    hresult: rejected,
    status: 'Unknown',
    phase: 'tls',
  });
  expect(requests).toBe(0);
});

test('9.3, 16.15: of several handlers one reject is enough', async () => {
  const server = await startTlsServer();
  const accepts = (): void => undefined;
  const rejects = (args: ValidationArgs): void => args.reject();
  expect(await connectTo(server, newMessageSocket(), accepts, rejects)).toBe(rejected);
  expect(await connectTo(server, newMessageSocket(), rejects, accepts)).toBe(rejected);
  expect(await connectTo(server, newMessageSocket(), accepts, accepts)).toBe(0);
});

test('9.3: connecting waits for every deferral, completed or closed', async () => {
  const server = await startTlsServer();
  const deferrals: Deferral[] = [];
  let isAsked: () => void;
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  let isOver = false;
  const connecting = connectTo(server, newStreamSocket(), (args) => {
    deferrals.push(args.getDeferral(), args.getDeferral());
    isAsked();
  }).finally(() => (isOver = true));
  await within('the event', asked);
  const [first, second] = deferrals as [Deferral, Deferral];
  first.complete();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setImmediate(next));
  expect(isOver).toBe(false);
  second.close();
  expect(await within('connecting', connecting)).toBe(0);
  expect(thrownBy(() => second.complete()).hresult).toBe(0x8000000e);
});

test.each(['end', 'destroy'] as const)(
  '9.3: a server that goes (%s) while the app judges it is lost at once',
  async (go) => {
    const server = await startRawServer(() => undefined, {
      skipsRequest: true,
      tls: selfSigned,
    });
    const socket = newMessageSocket();
    socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
    const asked = new Promise<Deferral>((resolve) => {
      socket.onservercustomvalidationrequested = (args) => resolve(args.getDeferral());
    });
    const connecting = failureOf(socket.connectAsync(server.url));
    const deferral = await within('the event', asked);
    server.connections[0]?.[go]();
    expect((await within('the failure', connecting)).info).toMatchObject({ code: 'connection-lost', phase: 'upgrade' });
    deferral.complete();
  },
);

test('9.3: a handler that throws has not accepted: the server is refused', async () => {
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => uncaught.push(error));
  try {
    const server = await startTlsServer();
    const breaks = (): never => {
      throw new Error('the check broke');
    };
    expect(await connectTo(server, newMessageSocket(), breaks)).toBe(rejected);
    expect(uncaught).toEqual([new Error('the check broke')]);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
});

test.each([
  // TLS 1.2 has no alert that says so.
  ['TLSv1.2', 0x80072f7d, /handshake.failure/i],
  ['TLSv1.3', 0x80072f0c, /certificate.required/i],
] as const)('9.5: over %s a server that gets no client certificate and must have one ends TLS', async (...row) => {
  const [version, hresult, cause] = row;
  const server = await startWsServer(() => undefined, {
    tls: {
      ...selfSigned,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: version,
      maxVersion: version,
    },
  });
  const socket = newMessageSocket();
  socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
  const { info } = await failureOf(socket.connectAsync(server.url));
  expect(info).toMatchObject({ code: 'tls-failed', hresult, phase: 'tls' });
  expect(info.cause).toMatch(cause);
});
