import { expect, test } from 'vitest';
import type { OpenSession } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { unlimitedMessageSize, type SessionControl } from '../../contract/socket-control.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { within } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { applicationDoor } from '../sockets/index.ts';
import type { Session } from './session.ts';
import { Sessions } from './sessions.ts';

expectNoLeaks();

const base: Omit<OpenSession, 'url'> = {
  socket: 'message',
  page: 'test',
  messageType: 'utf8',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
};

/** A session with the settings, and its control at any time. */
async function open(request: Partial<OpenSession> & { readonly url: string }) {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  let look = (): void => undefined;
  let live: Session | undefined;
  const logs = await openTestLogs();
  const sessions = new Sessions({
    logs,
    observer: {
      changed: (session) => {
        live = session;
        look();
      },
      advanced: () => undefined,
    },
    sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
    chosenFile: () => Promise.reject(failure('not-found', 'none here')),
    chosenPath: () => '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const { session } = await sessions.open({ ...base, ...request });
  const until = (kind: string): Promise<void> =>
    within(
      kind,
      new Promise((resolve) => {
        look = () => {
          if (live?.state.connection.kind === kind) resolve();
        };
        look();
      }),
    );
  return {
    until,
    control: (): SessionControl => sessions.control({ session }),
    state: () => sessions.list()[0],
    send: (text: string) => sessions.send({ session, payload: { kind: 'utf8', text }, final: true }),
    log: async (): Promise<string> =>
      (await (await logs.get(session)).read(0, 100)).map(({ preview }) => Buffer.from(preview).toString()).join('\n'),
  };
}

test('what is not set has the defaults of Windows, before connecting and after', async () => {
  const server = await startWsServer(() => undefined);
  const { until, control } = await open({ url: server.url });
  await until('open');
  const { before, now } = control();
  expect(before).toEqual({
    messageType: 'utf8',
    receiveMode: 'fullMessage',
    maxMessageSize: unlimitedMessageSize,
    noDelay: undefined,
    supportedProtocols: [],
    ignorableServerCertificateErrors: [],
    desiredUnsolicitedPongInterval: 30_000,
    actualUnsolicitedPongInterval: 30_000,
    serverCredential: null,
    proxyCredential: null,
    clientCertificate: false,
    serverTrust: false,
    perMessageDeflate: null,
    followRedirects: 0,
  });
  expect(now).toEqual(before);
});

test('every setting reaches the control object and the wire', async () => {
  const offered: unknown[] = [];
  const server = await startWsServer(
    (_socket, request) => {
      offered.push(request.headers['sec-websocket-protocol'], request.headers['sec-websocket-extensions']);
    },
    { perMessageDeflate: { serverNoContextTakeover: true } },
  );
  const { until, control } = await open({
    url: server.url,
    supportedProtocols: ['chat', 'soap'],
    ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'],
    control: {
      maxMessageSize: 100,
      desiredUnsolicitedPongInterval: 1000,
      perMessageDeflate: { clientMaxWindowBits: 10, level: 9 },
      followRedirects: 3,
    },
  });
  await until('open');
  expect(offered).toEqual(['chat, soap', 'permessage-deflate; client_max_window_bits=10']);
  expect(control()).toMatchObject({
    now: {
      maxMessageSize: 100,
      supportedProtocols: ['chat', 'soap'],
      ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'],
      desiredUnsolicitedPongInterval: 1000,
      actualUnsolicitedPongInterval: 15_000,
      perMessageDeflate: { clientMaxWindowBits: 10, level: 9 },
      followRedirects: 3,
    },
    information: {
      protocol: 'chat',
      remoteAddress: `127.0.0.1:${server.port}`,
      localAddress: '127.0.0.1',
      perMessageDeflate: { serverNoContextTakeover: true, clientMaxWindowBits: 10 },
    },
  });
});

test('once connected everything but the message type refuses to be set, with the code of Windows', async () => {
  const server = await startWsServer(() => undefined);
  const message = await open({ url: server.url });
  await message.until('open');
  const refused = message.control().refusals;
  expect(Object.keys(refused).toSorted()).toEqual([
    'clientCertificate',
    'desiredUnsolicitedPongInterval',
    'maxMessageSize',
    'perMessageDeflate',
    'proxyCredential',
    'receiveMode',
    'serverCredential',
    'serverTrust',
  ]);
  expect(refused.maxMessageSize).toMatchObject({ code: 'illegal-call', hresult: 0x8000000e });

  const stream = await open({ url: server.url, socket: 'stream', control: { noDelay: false } });
  await stream.until('open');
  expect(stream.control()).toMatchObject({
    now: { noDelay: false, maxMessageSize: undefined, messageType: undefined },
    refusals: { noDelay: { code: 'illegal-call' } },
  });
});

test('after a failed attempt all can be set again', async () => {
  const { until, control } = await open({ url: 'ws://127.0.0.1:1/' });
  await until('failed');
  expect(control().refusals).toEqual({});
});

test('a message larger than maxMessageSize ends the connection with 1009', async () => {
  const codes: number[] = [];
  const server = await startWsServer((socket) => {
    socket.on('message', (data) => socket.send(data, { binary: false }));
    socket.on('close', (code) => codes.push(code));
  });
  const { until, send, state } = await open({ url: server.url, control: { maxMessageSize: 5 } });
  await until('open');
  await send('12345');
  await send('123456');
  await until('failed');
  expect(state()?.connection).toMatchObject({ error: { code: 'message-too-big' } });
  await expect.poll(() => codes).toEqual([1009]);
});

test('a credential answers a 401; its password is in no answer, state or row', async () => {
  const password = 'open-sesame-4711';
  const logins: (string | undefined)[] = [];
  const server = await startWsServer(() => undefined, {
    verifyClient: ({ req }, done) => {
      logins.push(req.headers.authorization);
      if (req.headers.authorization === undefined) {
        done(false, 401, 'Unauthorized', { 'WWW-Authenticate': 'Basic realm="here"' });
      } else done(true);
    },
  });
  const control = {
    serverCredential: { userName: 'ali', password },
    proxyCredential: { userName: 'baba', password: `${password}-too` },
  };
  const session = await open({ url: server.url, control });
  await session.until('open');
  expect(logins.at(-1)).toBe(`Basic ${Buffer.from(`ali:${password}`).toString('base64')}`);
  expect(session.control().now).toMatchObject({ serverCredential: 'ali', proxyCredential: 'baba' });
  const told = JSON.stringify([session.control(), session.state(), await session.log()]);
  expect(told).not.toContain(password);
  expect(told).not.toContain(Buffer.from(`ali:${password}`).toString('base64'));
});

test('redirects are followed as often as was asked for', async () => {
  const target = await startWsServer(() => undefined);
  const from = await startWsServer(() => undefined, {
    verifyClient: (_info, done) => done(false, 307, 'Temporary Redirect', { Location: target.url }),
  });
  const refused = await open({ url: from.url });
  await refused.until('failed');
  const followed = await open({ url: from.url, control: { followRedirects: 1 } });
  await followed.until('open');
  expect(followed.control()).toMatchObject({
    now: { followRedirects: 1 },
    information: { remoteAddress: `127.0.0.1:${target.port}` },
  });
});
