import * as v from 'valibot';
import { expect, test } from 'vitest';
import { RowKind } from '../../contract/rows.ts';
import { connectionSchema } from '../../contract/workbench/documents.ts';
import type { ConnectionSource } from '../../contract/workbench/effective-request.ts';
import type { LibraryEntry, LibraryState } from '../../contract/workbench/library.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { applicationDoor } from '../sockets/index.ts';
import { Sessions } from '../sessions/sessions.ts';
import { Workbench } from './workbench.ts';

const secret = 'hunter2/secret';

function entry(path: string, kind: LibraryEntry['kind'], document: object): LibraryEntry {
  const name = path.split('/').at(-1) ?? '';
  // As the tests below write them.
  return { path, kind, name, revision: 'r', problem: undefined, document: { version: 1, ...document } } as LibraryEntry;
}

const entries: readonly LibraryEntry[] = [
  entry('connections', 'folder', {
    headers: [
      { name: 'X-All', value: '{{user}}' },
      { name: 'X-Near', value: 'far' },
    ],
    variables: { user: 'ann' },
  }),
  entry('connections/Work', 'folder', {
    headers: [{ name: 'x-near', value: 'near' }],
    cookies: [{ name: 'a', value: '1' }],
    auth: { kind: 'bearer', token: '{{token}}' },
    variables: { host: 'folder.example', path: 'p' },
  }),
  entry('environments/Staging', 'environment', { variables: { user: 'eve' }, secrets: ['token', 'missing'] }),
];

async function start(): Promise<{
  workbench: Workbench;
  sessions: Sessions;
  logs: Awaited<ReturnType<typeof openTestLogs>>;
}> {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  const logs = await openTestLogs();
  const sessions = new Sessions({
    logs,
    observer: { changed: () => undefined, advanced: () => undefined },
    sampleCertificate: () => Promise.reject(new Error('none')),
    chosenFile: () => Promise.reject(new Error('none')),
    chosenPath: () => '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const state: LibraryState = {
    folder: '/',
    entries,
    problem: undefined,
    secrets: [],
    secretStorage: 'memory',
    undo: [],
  };
  const workbench = new Workbench({
    library: { state: async () => state },
    secret: (name) => (name === 'token' ? secret : undefined),
    sessions,
  });
  return { workbench, sessions, logs };
}

function source(document: object, environment: string | null = 'Staging'): ConnectionSource {
  return {
    path: 'connections/Work/One',
    document: v.parse(connectionSchema, { version: 1, ...document }),
    environment,
  };
}

test('the head is shown as it is sent, with where each line comes from and no secret', async () => {
  const { workbench } = await start();
  const shown = await workbench.request(
    source({
      address: 'WS://{{host}}:8080/a/../%7e?q={{token}}&x',
      headers: [
        { name: 'X-Own', value: '1' },
        { name: 'X-Own', value: '2' },
        { name: 'X-Off', value: '3', enabled: false },
      ],
      cookies: [{ name: 'b', value: '{{path}}' }],
      subprotocols: ['v1.x', 'v2.x'],
      compression: { clientMaxWindowBits: 10 },
    }),
  );
  expect(shown.problems).toEqual([]);
  const head = shown.head.map(({ text, origin }) => [
    text.replace(/Key: .*/, 'Key: …'),
    'path' in origin ? origin.path : origin.kind,
  ]);
  expect(head).toEqual([
    ['GET /a/../%7e?q=•••&x HTTP/1.1', 'connection'],
    ['Host: folder.example:8080', 'connection'],
    ['Upgrade: websocket', 'protocol'],
    ['Connection: Upgrade', 'protocol'],
    ['Sec-WebSocket-Key: …', 'protocol'],
    ['Sec-WebSocket-Version: 13', 'protocol'],
    ['Sec-WebSocket-Protocol: v1.x, v2.x', 'connection'],
    ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=10', 'connection'],
    ['X-All: eve', 'connections'],
    ['x-near: near', 'connections/Work'],
    ['X-Own: 1', 'connection'],
    ['X-Own: 2', 'connection'],
    ['Authorization: Bearer •••', 'connections/Work'],
    ['Cookie: a=1; b=p', 'connection'],
  ]);
  expect(shown.head.filter(({ changes }) => changes)).toHaveLength(1);
  expect(shown.head[8]?.variables).toEqual([{ name: 'user', origin: { kind: 'environment', name: 'Staging' } }]);
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(shown.settings).toContainEqual({
    name: 'auth',
    text: 'bearer',
    origin: { kind: 'folder', path: 'connections/Work' },
  });
});

test('what keeps it from being opened is told with its field, and nothing is opened', async () => {
  const { workbench, sessions } = await start();
  const bad = source({
    address: 'http://{{token}}/{{nobody}}',
    headers: [
      { name: 'Bad Name', value: 'x' },
      { name: 'X', value: '{{missing}}' },
      { name: 'Y', value: 'a\r\nb' },
    ],
    subprotocols: ['{{f()}}'],
  });
  const { problems } = await workbench.request(bad);
  expect(problems.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
    'address unknownVariable',
    'headers.0.name invalid',
    'headers.1.value missingSecret',
    'headers.2.value invalid',
    'address invalid',
    'subprotocols.0 unknownFunction',
  ]);
  expect(JSON.stringify(problems)).not.toContain(secret);
  await expect(workbench.open({ page: 'p', source: bad })).rejects.toMatchObject({
    info: { code: 'invalid-input', field: 'address' },
  });
  await expect(workbench.open({ page: 'p', source: source({ address: 'ws://a' }, 'None') })).rejects.toMatchObject({
    info: { field: 'environment' },
  });
  expect(sessions.list()).toEqual([]);
});

test('a session is opened with the secrets, and neither its state nor its log has them', async () => {
  const { workbench, sessions, logs } = await start();
  const heads: string[][] = [];
  const urls: (string | undefined)[] = [];
  const server = await startWsServer((_socket, request) => {
    heads.push(request.rawHeaders);
    urls.push(request.url);
  });
  const { session } = await workbench.open({
    page: 'p',
    source: source({
      address: `${server.url}{{counter()}}?q={{token}}`,
      headers: [
        { name: 'X-Odd', value: 'a {{token}}' },
        { name: 'X-Odd', value: '{{base64(token)}}' },
      ],
      proxy: { kind: 'none' },
    }),
  });
  await expect.poll(() => sessions.list()[0]?.connection.kind).toBe('open');
  const encoded = Buffer.from(secret).toString('base64');
  expect(urls).toEqual([`/1?q=${secret}`]);
  expect(heads[0]).toEqual(expect.arrayContaining([`a ${secret}`, encoded, `Bearer ${secret}`, 'a=1', 'eve']));
  expect(sessions.list()[0]?.url).toBe(`${server.url}1?q=•••`);
  const log = await logs.get(session);
  const rows = await log.read(0, 512);
  const texts = rows.map(({ preview }) => Buffer.from(preview).toString()).join('\n');
  expect(rows.some(({ kind }) => kind === RowKind.openingRequest)).toBe(true);
  expect(texts).not.toContain(secret);
  expect(texts).not.toContain(encoded);
  expect(JSON.stringify([sessions.list(), logs.list()])).not.toContain(secret);
});

test('what failed can be tried again without the page knowing a secret', async () => {
  const { workbench, sessions } = await start();
  const server = await startWsServer(() => undefined, { verifyClient: () => false });
  const { session } = await workbench.open({
    page: 'p',
    source: source({ address: `${server.url}?q={{token}}`, headers: [{ name: 'X-Odd', value: '{{token}}' }] }),
  });
  await expect.poll(() => sessions.list()[0]?.connection.kind).toBe('failed');
  const failed = sessions.failedConnect({ session });
  expect(JSON.stringify([failed, sessions.list()])).not.toContain(secret);
  expect(failed?.trial).toMatchObject({ session, url: `${server.url}?q=•••` });
});

test('a key goes into the query, and digest answers the server', async () => {
  const { workbench } = await start();
  const key = await workbench.request(
    source({ address: 'ws://h/?a', auth: { kind: 'apiKey', in: 'query', name: 'k y', value: '{{token}}' } }),
  );
  expect(key.address).toBe('ws://h/?a&k%20y=•••');
  expect(key.head[0]?.text).toBe('GET /?a&k%20y=••• HTTP/1.1');
  const digest = await workbench.request(
    source({ address: 'ws://h', auth: { kind: 'digest', userName: 'u', password: '{{token}}' } }),
  );
  expect(digest.problems).toEqual([]);
  expect(digest.head.some(({ text }) => text.startsWith('Authorization'))).toBe(false);
});

test('the host of a proxy and the required issuer are filled in, and shown without a secret', async () => {
  const { workbench } = await start();
  const { settings, problems } = await workbench.request(
    source({
      address: 'wss://h',
      proxy: { kind: 'socks5', host: '{{path}}.example', port: 1 },
      trust: { requiredIssuer: '{{user}} {{token}}' },
    }),
  );
  expect(problems).toEqual([]);
  expect(settings.filter(({ name }) => name === 'proxy' || name === 'trust')).toEqual([
    { name: 'proxy', text: 'socks5://p.example:1', origin: { kind: 'connection' } },
    { name: 'trust', text: 'issuer eve •••', origin: { kind: 'connection' } },
  ]);
});
