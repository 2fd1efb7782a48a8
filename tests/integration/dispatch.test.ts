import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, inject, test } from 'vitest';
import { commands, isCommandName, type CommandHandlers, type CommandName } from '../../contract/commands.ts';
import type { LogSettings } from '../../contract/log.ts';
import { logHandlers } from '../../main/log/log-handlers.ts';
import { LogMarks } from '../../main/log/marks.ts';
import { LogSummaries } from '../../main/log/log-summaries.ts';
import { LogViews } from '../../main/log/log-views.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import type { LogStore } from '../../main/log/log-store.ts';
import { RowKind } from '../../contract/rows.ts';
import { sessionHandlers } from '../../main/sessions/session-handlers.ts';
import { Sessions } from '../../main/sessions/sessions.ts';
import { createDispatch, type Dispatch } from '../../main/shell/dispatch.ts';
import { eventually } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { openTestLogs } from '../support/log-store.ts';
import { openTestTransfers } from '../support/log-transfers.ts';
import { startWsServer } from '../support/ws-server.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { failure } from '../../contract/errors.ts';

expectNoLeaks();

interface App {
  readonly logs: LogStore;
  readonly dispatch: Dispatch;
  readonly sessions: Sessions;
  /** Errors no handler expected. */
  readonly unexpected: unknown[];
  /** How often each handler that only counts was called. */
  readonly calls: Map<string, number>;
}

/** The real dispatcher and the real sessions; what needs Electron or a person only counts its calls. */
async function startApp(settings: Partial<LogSettings> = {}): Promise<App> {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  const logs = await openTestLogs(settings);
  const marks = new LogMarks(logs);
  const sessions = new Sessions({
    logs,
    observer: { changed: () => undefined, advanced: () => undefined },
    sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
    chosenFile: () => Promise.reject(failure('not-found', 'none here')),
    chosenPath: () => {
      throw failure('not-found', 'none here');
    },
  });
  closeAfterTest(() => sessions.disposeAll());
  const summaries = new LogSummaries({ logs, worker: new URL(inject('logWorker')), changed: () => undefined });
  closeAfterTest(async () => summaries.closeAll());
  const views = new LogViews(logs, new URL(inject('logWorker')), () => undefined);
  closeAfterTest(async () => views.closeAll());
  const calls = new Map<string, number>();
  const counting = (name: string) => () => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    throw failure('illegal-call', 'counted');
  };
  const handlers: CommandHandlers = {
    // Every command that has no better one here.
    ...(Object.fromEntries(Object.keys(commands).map((name) => [name, counting(name)])) as unknown as CommandHandlers),
    ...sessionHandlers(sessions),
    ...logHandlers({
      logs,
      views,
      marks,
      summaries,
      transfers: openTestTransfers(logs).transfers,
      files: {
        chooseToExport: counting('log.chooseExport'),
        exportPath: counting('log.export'),
        chooseToImport: counting('log.import'),
      },
      keepSettings: () => undefined,
      wipeOthers: () => Promise.resolve(),
    }),
  };
  const unexpected: unknown[] = [];
  return { dispatch: createDispatch(handlers, (error) => unexpected.push(error)), sessions, logs, unexpected, calls };
}

const base = {
  socket: 'message',
  page: 'test',
  messageType: 'utf8',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
};

function withControl(control: object): object {
  return { ...base, url: 'ws://localhost/', control };
}

test('an unknown command gets a coded reply, whatever its name', async () => {
  const { dispatch, sessions, unexpected } = await startApp();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.anything(), fc.constantFrom('constructor', '__proto__', 'toString', 'session', 'session.open ')),
      fc.anything(),
      async (name, input) => {
        fc.pre(!isCommandName(name));
        expect(await dispatch(name, input)).toMatchObject({ ok: false, error: { code: 'unknown-command' } });
      },
    ),
  );
  expect(sessions.list()).toEqual([]);
  expect(unexpected).toEqual([]);
});

test('malformed input to any command gets a coded reply and changes nothing', async () => {
  const server = await startWsServer(() => undefined);
  const app = await startApp();
  await app.dispatch('session.open', { ...base, url: server.url });
  const before = JSON.stringify(app.sessions.list().map(({ session, page, url }) => ({ session, page, url })));
  // Near misses as well as anything: the right keys with wrong values get deeper than random objects do.
  const keys = [
    'session',
    'from',
    'count',
    'row',
    'payload',
    'final',
    'code',
    'reason',
    'theme',
    'url',
    'bytes',
    'text',
  ];
  const nearMiss = fc.dictionary(
    fc.constantFrom(...keys),
    fc.oneof(fc.anything(), fc.constantFrom(-1, 0.5, Number.NaN, '1')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(commands) as CommandName[])),
      fc.oneof(fc.anything(), nearMiss),
      async (name, input) => {
        // Random input can be right by chance; what is asked here is what happens when it is not.
        fc.pre(!v.safeParse(commands[name].input, input).success);
        const reply = await app.dispatch(name, input);
        expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
      },
    ),
    { numRuns: 1000 },
  );
  expect(JSON.stringify(app.sessions.list().map(({ session, page, url }) => ({ session, page, url })))).toBe(before);
  expect([...app.calls.keys()]).toEqual([]);
  expect(app.unexpected).toEqual([]);
});

test.each([
  ['session.send', { session: 1, payload: { kind: 'utf8', text: 1 }, final: true }, 'payload.text'],
  ['session.close', { session: 1, code: 70_000, reason: '' }, 'code'],
  ['session.open', { ...base, url: 'ws://localhost/', headers: [{ name: 'a' }] }, 'headers.0.value'],
  ['session.open', { ...base, url: 'ws://localhost/', surprise: 1 }, 'surprise'],
  ['session.open', { ...base, url: 'ws://localhost:70000/' }, 'url'],
  ['session.open', { ...base, url: 'ws://localhost/', headers: [{ name: 'Upgrade', value: 'x' }] }, 'headers.0'],
  ['session.open', withControl({ maxMessageSize: -1 }), 'control.maxMessageSize'],
  ['session.open', withControl({ noDelay: true }), 'control.noDelay'],
  ['session.open', { ...withControl({ maxMessageSize: 1 }), socket: 'stream' }, 'control.maxMessageSize'],
  [
    'session.open',
    withControl({ desiredUnsolicitedPongInterval: Number.NaN }),
    'control.desiredUnsolicitedPongInterval',
  ],
  ['session.open', withControl({ desiredUnsolicitedPongInterval: 2 ** 31 }), 'control.desiredUnsolicitedPongInterval'],
  [
    'session.open',
    withControl({ serverCredential: { userName: '', password: 'x' } }),
    'control.serverCredential.userName',
  ],
  [
    'session.open',
    withControl({ proxyCredential: { userName: 'x', password: '' } }),
    'control.proxyCredential.password',
  ],
  ['session.open', withControl({ perMessageDeflate: { level: 10 } }), 'control.perMessageDeflate.level'],
  [
    'session.open',
    withControl({ perMessageDeflate: { serverMaxWindowBits: 7 } }),
    'control.perMessageDeflate.serverMaxWindowBits',
  ],
  ['session.open', withControl({ followRedirects: 21 }), 'control.followRedirects'],
  ['session.open', withControl({ outboundBufferSizeInBytes: 1 }), 'control.outboundBufferSizeInBytes'],
  ['log.read', { session: 1, from: -1, count: 1 }, 'from'],
  ['log.read', { session: 1, from: 0, count: 1e9 }, 'count'],
  [
    'log.openView',
    { session: 1, filter: { content: { kind: 'text', text: '', matchCase: true } } },
    'filter.content.text',
  ],
  ['log.openView', { session: 1, filter: { directions: [7] } }, 'filter.directions.0'],
  ['log.openView', { session: 1, filter: { minSize: 9, maxSize: 8 } }, 'filter.maxSize'],
  ['log.openView', { session: 1, filter: { from: 9, to: 8 } }, 'filter.to'],
  ['log.openView', { session: 1, filter: { from: Infinity } }, 'filter.from'],
  ['app.setTheme', { theme: 'pink' }, 'theme'],
])('%s with %j names the field %s', async (name, input, field) => {
  const { dispatch, sessions } = await startApp();
  expect(await dispatch(name, input)).toMatchObject({ ok: false, error: { code: 'invalid-input', field } });
  expect(sessions.list()).toEqual([]);
});

test.each([
  'session.send',
  'session.repeat',
  'session.sendFile',
  'session.cancelSending',
  'session.receiveIntoFile',
  'session.stopReceiving',
  'session.setPaused',
  'session.control',
  'session.rates',
  'session.close',
  'session.attempt',
  'session.discard',
  'log.read',
  'log.payload',
  'log.openSummary',
  'log.summary',
] as const)('%s for a session that is not there is not-found', async (name) => {
  const { dispatch } = await startApp();
  const rest = {
    'session.send': { payload: { kind: 'utf8', text: 'x' }, final: true },
    'session.repeat': { bytes: Uint8Array.of(1), intervalMs: 1000 },
    'session.sendFile': { file: 0 },
    'session.cancelSending': {},
    'session.receiveIntoFile': { file: 0 },
    'session.stopReceiving': {},
    'session.setPaused': { isPaused: true },
    'session.control': {},
    'session.rates': {},
    'session.close': { code: 1000, reason: '' },
    'session.attempt': {},
    'session.discard': {},
    'log.read': { from: 0, count: 1 },
    'log.payload': { row: 0, from: 0, count: 1 },
    'log.openSummary': {},
    'log.summary': {},
  }[name];
  expect(await dispatch(name, { session: 99, ...rest })).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('an error no handler expected is reported, and the page is told it is internal', async () => {
  const app = await startApp();
  app.sessions.list = () => {
    throw new TypeError('a defect');
  };
  expect(await app.dispatch('session.list', {})).toEqual({
    ok: false,
    error: { code: 'internal', message: 'a defect' },
  });
  expect(app.unexpected).toHaveLength(1);
});

test('a private session is gone from the disk when it is discarded', async () => {
  const server = await startWsServer((socket) => socket.send('a secret'));
  const { dispatch, sessions, logs, unexpected } = await startApp({ isPrivate: true });
  const opened = await dispatch('session.open', { ...base, url: server.url });
  expect(opened).toMatchObject({ ok: true });
  const [state] = sessions.list();
  expect(state?.log).toMatchObject({ isPrivate: true, recording: 'on' });
  const { path } = logs.folderOf(state?.session ?? 0);
  await eventually('the secret to be on disk', () => textIn(path).includes('a secret'));
  expect(await dispatch('session.discard', { session: state?.session })).toMatchObject({ ok: true });
  expect(existsSync(path)).toBe(false);
  expect(logs.list()).toEqual([]);
  expect(unexpected).toEqual([]);
});

test('a log that asked goes on with the limit that is set, and says how long it waited', async () => {
  const server = await startWsServer((socket) => {
    for (let message = 0; message < 40; message += 1) socket.send(Buffer.alloc(1024 * 1024));
  });
  const mebibyte = 1024 * 1024;
  const { dispatch, sessions, logs } = await startApp({ sessionLimitBytes: 16 * mebibyte, whenFull: 'ask' });
  await dispatch('session.open', { ...base, messageType: 'binary', url: server.url });
  const state = () => sessions.list()[0];
  await eventually('the question', () => state()?.log.recording === 'asking');
  const session = state()?.session ?? 0;
  const limit = { session, limitBytes: 16 * mebibyte, whenFull: 'stop' };
  expect(await dispatch('log.setLimit', limit)).toMatchObject({ ok: true });
  expect(state()?.log).toEqual({ recording: 'limit', limitBytes: 16 * mebibyte, isPrivate: false });
  await eventually('the rest, which is not recorded', () => state()?.counters.receivedMessages === 40);
  const log = await logs.get(session);
  expect(log.sizeBytes).toBeLessThan(20 * mebibyte);
  const kinds = (await log.read(0, 100)).map(({ kind }) => kind);
  expect(kinds).toContain(RowKind.readingHeld);
  expect(kinds).toContain(RowKind.readingContinued);
  expect(kinds).toContain(RowKind.gap);
  expect(await dispatch('log.setLimit', { ...limit, session: 99 })).toMatchObject({ ok: false });
});

function textIn(folder: string): string {
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.new')) // about to have another name
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}
