import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { startSimpleProxy } from '../../tests/support/simple-proxies.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { Door, MessageWebSocket } from '../sockets/index.ts';
import { ProxyStore } from './proxy-store.ts';
import type { ProxyServer } from './proxy/proxy-server.ts';

expectNoLeaks();

const name = 'proxy-setting.json';
const system: ProxyServer = { kind: 'http', host: 'of-the-system.test', port: 1 };
const fixed = { kind: 'fixed', proxy: { kind: 'http', host: 'a.test', port: 3128 }, userName: '' } as const;

async function newStore(text?: string) {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  if (text !== undefined) await writeFile(path, text);
  const read = () => ProxyStore.read(path, async () => [system]);
  return { folder, path, read, store: await read() };
}

function ways(store: ProxyStore, host = 'server.test'): Promise<readonly ProxyServer[]> {
  return store.resolver({ url: `ws://${host}:80/`, host, port: 80 }, new AbortController().signal, async () => []);
}

test('without a file the system’s settings hold; what is saved holds at once, and after a restart', async () => {
  const { store, read } = await newStore();
  expect(store.state).toEqual({ setting: { kind: 'system' }, problem: undefined });
  expect(await ways(store)).toEqual([system]);

  await store.save({ kind: 'none' });
  expect(await ways(store)).toEqual([{ kind: 'direct' }]);
  await store.save({ ...fixed, proxy: { kind: 'socks5', host: ' Proxy.TEST. ', port: 1080 }, password: null });
  expect(await ways(store)).toEqual([{ kind: 'socks5', host: 'proxy.test', port: 1080 }]);
  const again = await read();
  expect(again.state.setting).toMatchObject({ kind: 'fixed', proxy: { host: 'proxy.test' }, hasPassword: false });
  expect(await ways(again)).toEqual([{ kind: 'socks5', host: 'proxy.test', port: 1080 }]);
});

test('a script is kept with its text, and asked', async () => {
  const { store, read } = await newStore();
  const script = 'function FindProxyForURL(url, host) { return host === "a.test" ? "DIRECT" : "PROXY p.test:8080"; }';
  expect(await store.save({ kind: 'script', file: { name: 'our.pac', script } })).toMatchObject({
    setting: { kind: 'script', name: 'our.pac' },
  });
  const again = await read();
  for (const one of [store, again]) {
    expect(await ways(one)).toEqual([{ kind: 'http', host: 'p.test', port: 8080 }]);
    expect(await ways(one, 'a.test')).toEqual([{ kind: 'direct' }]);
  }
  // The one there is stays, where none is named.
  await again.save({ kind: 'script', file: undefined });
  expect(again.state.setting).toEqual({ kind: 'script', name: 'our.pac' });
});

test('a script looks up names by the policy of the door that asks it', async () => {
  const { store } = await newStore();
  const script =
    'function FindProxyForURL() { return "PROXY " + (dnsResolve("a.test") || dnsResolve("b.test")) + ":8080"; }';
  await store.save({ kind: 'script', file: { name: 'our.pac', script } });
  const asked: string[] = [];
  const door = new Door({
    policy: {
      capabilities: new Set(['internetClient'] as const),
      loopbackExempt: false,
      allowed: [{ kind: 'name', entry: 'b.test', name: 'b.test' }],
    },
    proxies: store.resolver,
    resolve: async (name) => {
      asked.push(name);
      return ['203.0.113.7'];
    },
  });
  const server = { host: 'server.test', port: 443, isSecure: true };
  const found = await door.waysTo(server, new AbortController().signal);
  expect(found).toEqual([{ kind: 'http', host: '203.0.113.7', port: 8080 }]);
  expect(asked).toEqual(['b.test']);
});

test.each(['localhost', 'a.localhost', '127.0.0.1', '::1', '::ffff:127.0.0.1', '0.0.0.0'])(
  'this computer (%s) is reached without the proxy of the setting',
  async (host) => {
    const { store } = await newStore();
    await store.save({ ...fixed, password: null });
    expect(await ways(store, host)).toEqual([{ kind: 'direct' }]);
    expect(await ways(store, '10.0.0.5')).toEqual([fixed.proxy]);
  },
);

test('a password is in memory only: kept for the same proxy and user, gone with the process', async () => {
  const { store, read, path } = await newStore();
  const login = { ...fixed, userName: 'ada', password: 'Correct-Horse-7' };
  await store.save(login);
  expect(await ways(store)).toMatchObject([{ login: { userName: 'ada', password: 'Correct-Horse-7' } }]);
  expect(JSON.stringify(store.state)).not.toContain('Correct-Horse-7');
  expect(await readFile(path, 'utf8')).not.toContain('Correct-Horse-7');
  await store.save({ ...login, password: null });
  expect(store.state.setting).toMatchObject({ hasPassword: true });
  const again = await read();
  expect(again.state.setting).toMatchObject({ userName: 'ada', hasPassword: false });
  expect(await ways(again)).toEqual([fixed.proxy]);
  // Never sent to another proxy.
  await store.save({ ...login, proxy: { ...fixed.proxy, port: 3129 }, password: null });
  expect(await ways(store)).toEqual([{ ...fixed.proxy, port: 3129 }]);
});

test.each([
  ['', /not JSON/],
  ['{"version":1,"kind":"fixed"', /\(line 1, column 28\): it is not JSON/],
  ['{"version":2,"kind":"none"}', /Expected 1 but received 2/],
  [
    '{"version":1,"kind":"fixed","proxy":{"kind":"http","host":"a b","port":1},"userName":""}',
    /column 59\): it is no host name/,
  ],
  ['{"version":1,"kind":"fixed","proxy":{"kind":"http","host":"a","port":1},"userName":"","password":"x"}', /password/],
  [' '.repeat(8 * 1024 * 1024 + 1), /larger than/],
])('a file that holds no setting (%#) leaves no way but to this computer, and is kept', async (text, why) => {
  const { store, folder, path } = await newStore(text);
  expect(store.state.setting).toBeUndefined();
  expect(store.problem?.info).toMatchObject({ code: 'bad-file', message: expect.stringMatching(why) as string });
  const error = await failureOf(ways(store));
  expect(error.info).toMatchObject({
    code: 'proxy-failed',
    phase: 'proxy',
    message: expect.stringContaining(name) as string,
  });
  expect(await ways(store, 'localhost')).toEqual([{ kind: 'direct' }]);
  expect(await readFile(path, 'utf8')).toBe(text);
  await store.save({ kind: 'none' });
  expect(store.problem).toBeUndefined();
  expect((await readdir(folder)).toSorted()).toEqual([name, `${name}.bad`]);
  expect(await readFile(`${path}.bad`, 'utf8')).toBe(text);
});

test('what cannot be is refused with its field, and changes nothing', async () => {
  const { store } = await newStore();
  const wrong = [
    store.save({ ...fixed, proxy: { ...fixed.proxy, host: 'a b' }, password: null }),
    store.save({ kind: 'script', file: undefined }),
    store.save({ kind: 'script', file: { name: 'a.txt', script: 'no script' } }),
  ];
  const fields = await Promise.all(wrong.map(async (saving) => (await failureOf(saving)).info.field));
  expect(fields).toEqual(['host', 'script', 'script']);
  expect(await ways(store)).toEqual([system]);
});

test('a connection goes through the proxy of the setting, with its login, from the next one on', async () => {
  const server = await startWsServer(() => undefined);
  const proxy = await startSimpleProxy({
    answer: (head) =>
      head.includes('Proxy-Authorization: Basic YWRhOkNvcnJlY3QtSG9yc2UtNw==')
        ? 'HTTP/1.1 200 OK\r\n\r\n'
        : 'HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
  });
  const { store } = await newStore();
  const policy = { capabilities: new Set(['internetClient'] as const), loopbackExempt: true };
  const door = new Door({ policy, proxies: store.resolver });
  const connect = async (): Promise<void> => {
    const socket = new MessageWebSocket({ door });
    closeAfterTest(async () => socket.close());
    await socket.connectAsync(`ws://chat.test:${server.port}/`);
  };
  const wanted = { ...fixed, proxy: { kind: 'http', host: '127.0.0.1', port: proxy.port } } as const;
  await store.save({ ...wanted, password: null });
  expect((await failureOf(connect())).info).toMatchObject({
    code: 'proxy-refused',
    cause: expect.stringContaining('407') as string,
  });
  await store.save({ ...wanted, userName: 'ada', password: 'Correct-Horse-7' });
  await connect();
  expect(proxy.requests.at(-1)).toContain('CONNECT chat.test:');
});
