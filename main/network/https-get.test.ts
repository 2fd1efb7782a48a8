import { expect, test } from 'vitest';
import { startSimpleProxy } from '../../tests/support/simple-proxies.ts';
import { startUpdateServer } from '../../tests/support/update-server.ts';
import { policies } from '../../tests/support/network-policies.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { Door } from './door.ts';
import { httpsGet, type Body, type HttpsGet } from './https-get.ts';

async function textOf(body: Body): Promise<string> {
  let text = '';
  for await (const chunk of body) text += chunk.toString();
  return text;
}

function request(url: string, authority: string, more: Partial<HttpsGet> = {}): HttpsGet {
  return {
    url: new URL(url),
    door: new Door({ policy: policies.L }),
    purpose: 'Test',
    authorities: [authority],
    limitBytes: 1000,
    limitMs: 10_000,
    signal: new AbortController().signal,
    ...more,
  };
}

test('a server that falls silent in the middle is given up', async () => {
  const { url, authority, answers } = await startUpdateServer();
  answers.set('/slow', (_request, response) => void response.write('beginning'));
  const error = await failureOf(httpsGet(request(`${url}slow`, authority, { silenceMs: 100 }), textOf));
  expect(error.info).toMatchObject({ code: 'timeout', message: expect.stringContaining('within 0.1 s') });
});

test('a server that sends a byte now and then is given up when the time for all of it is over', async () => {
  const { url, authority, answers } = await startUpdateServer();
  answers.set('/drip', (_request, response) => {
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  const get = request(`${url}drip`, authority, { silenceMs: 5000, limitMs: 300 });
  expect((await failureOf(httpsGet(get, textOf))).info).toMatchObject({ code: 'timeout' });
});

test('through a proxy the certificate is judged by the server’s name, and nothing is asked before', async () => {
  const { url, authority, answers, asked } = await startUpdateServer();
  answers.set('/file', 'hello');
  const proxy = await startSimpleProxy();
  const door = new Door({
    policy: policies.D,
    proxies: () => Promise.resolve([{ kind: 'http', host: '127.0.0.1', port: proxy.port }]),
  });
  expect(await httpsGet(request(`${url}file`, authority, { door }), textOf)).toBe('hello');
  expect(proxy.requests).toHaveLength(1);
  const stranger = httpsGet(request(`${url}file`, authority, { door, authorities: [] }), textOf);
  expect((await failureOf(stranger)).code).toBe('tls-failed');
  expect(asked).toEqual(['/file']);
});

test('a server whose certificate is for another name is asked nothing', async () => {
  const { port, authority, asked } = await startUpdateServer();
  const door = new Door({ policy: policies.D, resolve: () => Promise.resolve(['127.0.0.1']) });
  const error = await failureOf(httpsGet(request(`https://other.test:${port}/`, authority, { door }), textOf));
  expect(error.info).toMatchObject({ code: 'tls-failed', cause: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  expect(asked).toEqual([]);
});
