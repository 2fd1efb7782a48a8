import { once } from 'node:events';
import { expect, test } from 'vitest';
import { PasswordCredential, type NetworkPolicy } from '../../../main/sockets/index.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer, type RawServer } from '../../support/raw-server.ts';
import { connectInVain, expectExplained, type ConnectOptions, type Explained } from './explained.ts';

expectNoLeaks();

const policy: NetworkPolicy = { capabilities: new Set(['internetClient']), loopbackExempt: true };

/** A SOCKS5 server that gives these answers, one for every message it is sent. */
function socksServer(...answers: readonly (readonly number[])[]): Promise<RawServer> {
  return startRawServer(
    async (connection) => {
      for (const answer of answers) {
        await once(connection.socket, 'data');
        await connection.send(Buffer.from(answer));
      }
    },
    { skipsRequest: true },
  );
}

function through({ port }: RawServer, prepare?: ConnectOptions['prepare']): Promise<Explained> {
  return connectInVain('ws://chat.duplex.dev:8443/', {
    policy,
    proxy: { kind: 'socks5', host: '127.0.0.1', port },
    ...(prepare !== undefined && { prepare }),
  });
}

const replies: readonly (readonly [number, RuleId, 'certain' | 'likely', readonly string[]])[] = [
  [1, 'socks-failed', 'likely', ['general failure', 'chat.duplex.dev:8443']],
  [2, 'socks-forbids', 'certain', ['chat.duplex.dev:8443', 'ruleset']],
  [3, 'socks-server-unreachable', 'certain', ['chat.duplex.dev:8443', 'network unreachable']],
  [4, 'socks-server-unreachable', 'certain', ['chat.duplex.dev:8443', 'host unreachable']],
  [5, 'socks-server-refused', 'certain', ['chat.duplex.dev:8443', 'connection refused']],
  [6, 'socks-server-unreachable', 'certain', ['time to live expired']],
  [7, 'socks-not-supported', 'certain', ['command not supported']],
  [8, 'socks-not-supported', 'certain', ['address type not supported']],
  [0x5b, 'socks-failed', 'likely', ['reply 91']],
];

test.each(replies)('a SOCKS5 proxy that replies %i is %s', async (reply, rule, certainty, says) => {
  const proxy = await socksServer([5, 0], [5, reply, 0, 1, 0, 0, 0, 0, 0, 0]);
  expectExplained(await through(proxy), {
    rule,
    certainty,
    phase: 'proxy',
    says: [`socks5://127.0.0.1:${proxy.port}`, ...says],
  });
});

test('a SOCKS5 proxy that wants a login', async () => {
  const proxy = await socksServer([5, 0xff]);
  expectExplained(await through(proxy), {
    rule: 'socks-login-wanted',
    certainty: 'certain',
    phase: 'proxy',
    says: [`socks5://127.0.0.1:${proxy.port}`],
    actions: ['setProxyCredential'],
  });
});

test('a SOCKS5 proxy that does not accept the login', async () => {
  const proxy = await socksServer([5, 2], [1, 1]);
  const result = await through(proxy, ({ control }) => {
    control.proxyCredential = new PasswordCredential('', 'somebody', 'open-sesame-42');
  });
  expectExplained(result, {
    rule: 'socks-login-wrong',
    certainty: 'certain',
    phase: 'proxy',
    says: [`socks5://127.0.0.1:${proxy.port}`],
    actions: ['setProxyCredential'],
  });
  expect(JSON.stringify(result)).not.toContain('open-sesame-42');
});

test('an HTTP proxy that was set as a SOCKS one', async () => {
  const proxy = await startRawServer(
    async (connection) => {
      await once(connection.socket, 'data');
      await connection.send('HT');
    },
    { skipsRequest: true },
  );
  expectExplained(await through(proxy), {
    rule: 'proxy-is-http',
    certainty: 'certain',
    phase: 'proxy',
    says: [`socks5://127.0.0.1:${proxy.port}`, 'Set the proxy as http.'],
  });
});

test('the same, with the whole of its answer at once', async () => {
  const proxy = await startRawServer(
    async (connection) => {
      await once(connection.socket, 'data');
      await connection.send('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    },
    { skipsRequest: true },
  );
  const result = await through(proxy);
  expectExplained(result, {
    rule: 'proxy-is-http',
    certainty: 'certain',
    phase: 'proxy',
    says: ['“HTTP/1.1 400 Bad Request”', 'Set the proxy as http.'],
  });
  expect(result.attempt.phases.at(-1)?.error).toMatchObject({
    fault: 'not-socks',
    received: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
  });
});

test('a server that greets, where a SOCKS5 proxy was expected', async () => {
  const proxy = await startRawServer((connection) => connection.send('SSH-2.0-OpenSSH_9.6\r\n'), {
    skipsRequest: true,
  });
  const result = await through(proxy);
  expectExplained(result, {
    rule: 'proxy-not-a-proxy',
    certainty: 'likely',
    phase: 'proxy',
    says: [`socks5://127.0.0.1:${proxy.port}`, 'SSH-2.0-OpenSSH_9.6'],
  });
  expect(result.attempt.phases.at(-1)?.error).toMatchObject({ received: 'SSH-2.0-OpenSSH_9.6\r\n' });
});

test('a SOCKS5 proxy that says more than its answer', async () => {
  const proxy = await socksServer([5, 0], [5, 0, 0, 1, 127, 0, 0, 1, 0, 80, 0x6d, 0x6f, 0x72, 0x65]);
  const result = await through(proxy);
  expectExplained(result, { rule: 'proxy-not-a-proxy', certainty: 'likely', phase: 'proxy', says: ['right behind'] });
  expect(result.attempt.error).toMatchObject({ fault: 'data-behind', received: '\x05\0\0\x01\x7f\0\0\x01\0Pmore' });
});
