import { beforeEach, expect, test } from 'vitest';
import type { AppState } from '../../contract/commands/app.ts';
import { defaultChartsLook } from '../../contract/log-summary.ts';
import { failure } from '../../contract/errors.ts';
import type { ConnectionState, ServerEndpoints, SessionState } from '../../contract/sessions.ts';
import { defaultTranscriptLook } from '../../contract/transcript-look.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { ScenarioPage } from './scenario-page.ts';
import type { ScenarioRules } from './scenario-rules.ts';
import { ScriptedBridge, sessionState } from './scripted-bridge.ts';

const endpoints: ServerEndpoints = {
  echo: 'ws://localhost:1001/echo',
  secureEcho: 'wss://localhost:1002/echo',
  partialMessages: 'ws://localhost:1001/partial',
  clientAuthentication: 'wss://localhost:1002/client-auth',
  stream: 'ws://localhost:1001/stream',
  sink: 'ws://localhost:1001/sink',
  flood: 'ws://localhost:1001/flood',
};
const appState: AppState = {
  version: '0.1.0',
  runtime: { electron: '', node: '', chrome: '' },
  platform: 'linux',
  arch: 'x64',
  isPackaged: false,
  theme: 'system',
  language: 'system',
  zoom: 1,
  recordsFrames: false,
  opensLinks: undefined,
  canUndoReset: false,
  shownLanguage: 'en',
  dataFolder: '/data',
  transcriptLook: defaultTranscriptLook,
  chartsLook: defaultChartsLook,
  server: { kind: 'running', endpoints },
  capabilities: [],
  allowsLoopback: true,
  problems: [],
};
const rules: ScenarioRules = {
  page: 'page',
  endpoint: 'echo',
  verb: 'disconnect',
  counts: 'messages',
  request: () => ({
    socket: 'message',
    messageType: 'utf8',
    receiveMode: 'fullMessage',
    ignorableServerCertificateErrors: [],
  }),
};

let bridge: ScriptedBridge;
let nextSession = 1;
/** How `session.send` ends; set by a test. */
let send: () => Promise<{ bytes: number }>;

beforeEach(() => {
  nextSession = 1;
  send = async () => ({ bytes: 11 });
  bridge = new ScriptedBridge({
    'app.state': () => appState,
    'session.list': () => [],
    'session.open': () => ({ session: nextSession++ }),
    'session.send': () => send(),
  });
});

async function enter(changes: Partial<ScenarioRules> = {}): Promise<ScenarioPage> {
  const client = createClient(bridge);
  const app = new AppModel(client);
  app.start();
  const page = new ScenarioPage(client, app, { ...rules, ...changes });
  await page.attach();
  return page;
}

function becomes(connection: ConnectionState, changes: Partial<SessionState> = {}): void {
  bridge.emit('session.changed', sessionState({ connection, session: nextSession - 1, ...changes }));
}

const { connection: open, transfers } = sessionState();

async function connected(changes: Partial<ScenarioRules> = {}): Promise<ScenarioPage> {
  const page = await enter(changes);
  await page.connect();
  becomes(open);
  return page;
}

const statusOf = (page: ScenarioPage) => page.store.getState().status;

test('the address is the built-in server’s, and follows it, until it is typed', async () => {
  const page = await enter();
  expect(page.store.getState().drafts.address).toBe(endpoints.echo);
  bridge.emit('server.changed', { kind: 'running', endpoints: { ...endpoints, echo: 'ws://localhost:2001/echo' } });
  expect(page.store.getState().drafts.address).toBe('ws://localhost:2001/echo');
  page.typeAddress('ws://example.com/');
  bridge.emit('server.changed', { kind: 'running', endpoints });
  expect(page.store.getState().drafts.address).toBe('ws://example.com/');
  page.takeServerAddress('secureEcho');
  bridge.emit('server.changed', { kind: 'running', endpoints: { ...endpoints, secureEcho: 'wss://localhost:9/' } });
  expect(page.store.getState().drafts.address).toBe('wss://localhost:9/');
});

test('a live session keeps its address when the server moves, and the box catches up afterwards', async () => {
  const page = await connected();
  bridge.emit('server.changed', { kind: 'running', endpoints: { ...endpoints, echo: 'ws://localhost:2001/echo' } });
  expect(page.store.getState().drafts.address).toBe(endpoints.echo);
  becomes({ kind: 'closed', code: 1001, reason: '', by: 'remote' });
  expect(page.store.getState().drafts.address).toBe('ws://localhost:2001/echo');
});

test('connecting is busy until the connection is open', async () => {
  const page = await enter();
  expect(page.state).toBe('disconnected');
  const connecting = page.connect();
  expect(page.state).toBe('busy');
  await connecting;
  expect(page.state).toBe('busy');
  becomes(open);
  expect(page.state).toBe('connected');
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'connected' });
});

test('a second click while busy does nothing', async () => {
  const page = await enter();
  await Promise.all([page.connect(), page.connect()]);
  await page.connect();
  expect(bridge.inputsOf('session.open')).toHaveLength(1);
});

test('an address that cannot be one is a fault of its field, and nothing is opened', async () => {
  const page = await enter();
  page.typeAddress('http://localhost');
  await page.connect();
  expect(statusOf(page)).toEqual({
    kind: 'fault',
    fault: { field: 'address', problem: { kind: 'wrongScheme', scheme: 'http' } },
  });
  expect(bridge.inputsOf('session.open')).toEqual([]);
  page.typeAddress('http://localhos');
  expect(statusOf(page)).toBeUndefined();
});

test('a fault that only main finds is put on its field, too', async () => {
  bridge = new ScriptedBridge({
    'session.open': () => {
      throw failure('invalid-input', 'Host cannot be set', { field: 'headers.0' });
    },
  });
  const page = await enter();
  page.edit({ address: 'ws://h', headers: [{ id: 1, name: 'Host', value: 'x' }] });
  await page.connect();
  expect(statusOf(page)).toMatchObject({ kind: 'fault', fault: { field: 'headers', problem: { line: 0 } } });
  expect(page.state).toBe('disconnected');
});

test('a connection that cannot be made is told with its error', async () => {
  const page = await enter();
  await page.connect();
  const error = { code: 'cannot-connect', message: 'refused' } as const;
  becomes({ kind: 'failed', error });
  expect(statusOf(page)).toEqual({ kind: 'failed', error });
  expect(page.state).toBe('disconnected');
});

test('canceling is no failure', async () => {
  const page = await enter();
  await page.connect();
  await page.cancel();
  expect(bridge.inputsOf('session.close')).toHaveLength(1);
  becomes({ kind: 'failed', error: { code: 'canceled', message: '' } });
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'canceled' });
});

test('sending is busy while it lasts and says when it is complete', async () => {
  const page = await connected();
  let sent!: (value: { bytes: number }) => void;
  send = () => new Promise((resolve) => (sent = resolve));
  const sending = page.send();
  expect(page.state).toBe('busy');
  await page.send();
  sent({ bytes: 11 });
  await sending;
  expect(page.state).toBe('connected');
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'sendComplete' });
  expect(bridge.inputsOf('session.send')).toEqual([
    { session: 1, payload: { kind: 'utf8', text: 'Hello World' }, final: true },
  ]);
});

test('empty text is a fault of its field and is not sent', async () => {
  const page = await connected();
  page.edit({ text: '' });
  await page.send();
  expect(statusOf(page)).toEqual({ kind: 'fault', fault: { field: 'text', problem: { kind: 'empty' } } });
  expect(bridge.inputsOf('session.send')).toEqual([]);
});

test('a part of a message is sent as not final', async () => {
  const page = await connected();
  page.edit({ isEndOfMessage: false });
  await page.send();
  expect(bridge.inputsOf('session.send')).toMatchObject([{ final: false }]);
});

test('a message that cannot be sent is told, and the page stays usable', async () => {
  const page = await connected();
  send = async () => {
    throw failure('connection-lost', 'the connection was lost');
  };
  await page.send();
  expect(statusOf(page)).toMatchObject({ kind: 'failed', error: { code: 'connection-lost' } });
  expect(page.state).toBe('connected');
});

test('disconnecting says closing, is busy, and says closed', async () => {
  const page = await connected();
  const disconnecting = page.disconnect();
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'closing' });
  await disconnecting;
  expect(page.state).toBe('busy');
  becomes({ kind: 'closed', code: 1000, reason: 'Closed due to user request.', by: 'local' });
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'closed' });
  expect(page.state).toBe('disconnected');
});

test('a page with Start and Stop says stopping and stopped', async () => {
  const page = await connected({ verb: 'stop' });
  await page.disconnect();
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'stopping' });
  becomes({ kind: 'closed', code: 1000, reason: '', by: 'local' });
  expect(statusOf(page)).toEqual({ kind: 'done', what: 'stopped' });
});

test('a server that closes first is named as the one', async () => {
  const page = await connected();
  becomes({ kind: 'closed', code: 1001, reason: 'bye', by: 'remote' });
  expect(statusOf(page)).toEqual({ kind: 'closedByServer', code: 1001, reason: 'bye' });
});

test('a page that repeats begins when the connection is open, once', async () => {
  const repeats = { bytes: Uint8Array.of(1), intervalMs: 1000 };
  await connected({ repeats });
  becomes(open, { isRepeating: true });
  expect(bridge.inputsOf('session.repeat')).toEqual([{ session: 1, ...repeats }]);
});

test('a page that repeats does not begin anew when it finds its session after a reload', async () => {
  bridge = new ScriptedBridge({ 'session.list': () => [sessionState({ isRepeating: true })] });
  const page = await enter({ repeats: { bytes: Uint8Array.of(1), intervalMs: 1000 } });
  expect(page.state).toBe('connected');
  expect(bridge.inputsOf('session.repeat')).toEqual([]);
});

test('after a reload the box shows the address of the live session', async () => {
  bridge = new ScriptedBridge({
    'app.state': () => appState,
    'session.list': () => [sessionState({ url: 'ws://elsewhere/' })],
  });
  const page = await enter();
  expect(page.store.getState().drafts).toMatchObject({ address: 'ws://elsewhere/', follows: undefined });
});

test('the counters of the last run stay until the next one has some', async () => {
  const page = await connected();
  const counters = { sentMessages: 1, receivedMessages: 0, sentBytes: 10, receivedBytes: 0, problems: 0 };
  bridge.emit('log.advanced', { session: 1, length: 1, counters, transfers, sendQueueBytes: 0 });
  becomes({ kind: 'closed', code: 1000, reason: '', by: 'local' }, { counters });
  await page.connect();
  becomes(open);
  expect(page.store.getState().counters).toEqual(counters);
  bridge.emit('log.advanced', {
    session: 2,
    length: 1,
    counters: { ...counters, sentBytes: 20 },
    transfers,
    sendQueueBytes: 0,
  });
  expect(page.store.getState().counters?.sentBytes).toBe(20);
});

test('leaving closes the socket without a status, and nothing listens any more', async () => {
  const page = await connected();
  page.dismissStatus();
  await page.leave();
  expect(bridge.inputsOf('session.close')).toHaveLength(1);
  expect(bridge.inputsOf('session.discard')).toEqual([{ session: 1 }]);
  becomes({ kind: 'closed', code: 1000, reason: '', by: 'local' });
  expect(statusOf(page)).toBeUndefined();
});

test('a certificate file is asked for, and giving up keeps what was chosen', async () => {
  let chosen: { handle: number; name: string } | null = { handle: 3, name: 'me.pfx' };
  bridge = new ScriptedBridge({ 'certificate.choose': () => chosen });
  const page = await enter();
  await page.chooseCertificate();
  chosen = null;
  await page.chooseCertificate();
  expect(page.store.getState().drafts.certificateFile).toEqual({ handle: 3, name: 'me.pfx' });
  expect(page.store.getState().drafts.certificate).toBe('file');
});

test('connecting with a file and none chosen is a fault of the certificate', async () => {
  const page = await enter({ needsCertificate: true });
  page.takeCertificate('file');
  await page.connect();
  expect(statusOf(page)).toEqual({ kind: 'fault', fault: { field: 'certificate', problem: { kind: 'noFile' } } });
  expect(bridge.inputsOf('session.open')).toEqual([]);
  page.takeCertificate('sample');
  expect(statusOf(page)).toBeUndefined();
  await page.connect();
  expect(bridge.inputsOf('session.open')).toHaveLength(1);
});
