// Our sockets through proxies written by others, to a server of ours on the same machine.
import { expect, test } from 'vitest';
import {
  AttemptRecorder,
  Door,
  MessageWebSocket,
  PasswordCredential,
  SocketMessageType,
} from '../../main/sockets/index.ts';
import type { Proxy } from '../../main/network/proxy/proxy-server.ts';
import { newCertificate, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { closedEvent, failureOf, Messages } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';
import { describeProxy, login, startProxy, type LoginScheme, type ProxyProgram } from './proxy.ts';

expectNoLeaks();

const policy = { capabilities: new Set(['internetClient'] as const), loopbackExempt: true };

interface Family {
  readonly name: ProxyProgram;
  readonly kind: Proxy['kind'];
  readonly schemes: readonly LoginScheme[];
  /** What it says of a server that refuses the connection. */
  readonly refusal: object;
}

const families: readonly Family[] = [
  { name: 'tinyproxy', kind: 'http', schemes: ['none', 'password'], refusal: { status: 'InternalServerError' } },
  { name: 'squid', kind: 'http', schemes: ['none', 'password', 'digest'], refusal: { status: 'ServiceUnavailable' } },
  { name: 'microsocks', kind: 'socks5', schemes: ['none', 'password'], refusal: { cause: 'SOCKS5 reply 5' } },
];

function newSocket(kind: Proxy['kind'], port: number, secret?: string): MessageWebSocket {
  const socket = new MessageWebSocket({
    // The names are the proxy's to resolve.
    door: new Door({ policy, resolve: () => Promise.reject(new Error('nobody resolves here')) }),
    proxies: async () => [{ kind, host: '127.0.0.1', port }],
  });
  closeAfterTest(async () => socket.close());
  socket.control.messageType = SocketMessageType.utf8;
  socket.control.ignorableServerCertificateErrors.append(1);
  if (secret !== undefined) socket.control.proxyCredential = new PasswordCredential('', login.userName, secret);
  return socket;
}

for (const { name, kind, schemes, refusal } of families) {
  describeProxy(name, () => {
    test.each(schemes.flatMap((scheme) => [[scheme, 'ws'] as const, [scheme, 'wss'] as const]))(
      'login %s: messages go both ways over %s, and the connection is closed in order',
      async (scheme, protocol) => {
        const tls = protocol === 'wss' ? { tls: serverTls(await newCertificate()) } : {};
        const server = await startWsServer(
          (peer) => peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary })),
          { ...tls, host: 'localhost' },
        );
        const proxy = await startProxy(name, scheme);
        const socket = newSocket(kind, proxy.port, scheme === 'none' ? undefined : login.password);
        const messages = new Messages(socket);
        const recorder = new AttemptRecorder();
        await socket.connectAsync(`${protocol}://localhost:${server.port}/`, { recorder });
        const sent = ['a', 'é'.repeat(70_000), 'x'.repeat(1_000_000)];
        for (const text of sent) await socket.outputStream.writeAsync(Buffer.from(text));
        const back = await within('the echoes', messages.wait(sent.length), 10_000);
        expect(back.map(({ bytes }, at) => bytes.toString() === sent[at])).toEqual([true, true, true]);
        const closed = closedEvent(socket);
        socket.close(1000, 'done');
        expect(await within('closed', closed)).toEqual({ code: 1000, reason: 'done' });
        expect(recorder.attempt?.outcome).toBe('open');
        expect(JSON.stringify(recorder.attempt)).not.toContain(login.password);
      },
    );

    test.each(schemes.filter((scheme) => scheme !== 'none'))(
      'login %s: none and a wrong one are ProxyAuthenticationRequired',
      async (scheme) => {
        const canary = await startLoopbackCanary();
        const proxy = await startProxy(name, scheme);
        for (const secret of [undefined, 'wrong-password']) {
          const error = await failureOf(newSocket(kind, proxy.port, secret).connectAsync(canary.url));
          expect(error.info).toMatchObject({
            code: 'proxy-refused',
            hresult: 0x80190197,
            status: 'ProxyAuthenticationRequired',
            phase: 'proxy',
          });
        }
        expect(canary.connections).toBe(0);
      },
    );

    test('a server that refuses the connection is the proxy’s refusal', async () => {
      const canary = await startLoopbackCanary();
      await canary.close();
      const proxy = await startProxy(name);
      const recorder = new AttemptRecorder();
      const error = await failureOf(newSocket(kind, proxy.port).connectAsync(canary.url, { recorder }));
      expect(error.info).toMatchObject({ code: 'proxy-refused', phase: 'proxy', ...refusal });
      expect(recorder.attempt?.phases.at(-1)).toMatchObject({ phase: 'proxy', step: 'connect', outcome: 'failed' });
    });

    test('a proxy that is ended is a connection that is lost', async () => {
      const server = await startWsServer(() => undefined);
      const proxy = await startProxy(name);
      const socket = newSocket(kind, proxy.port);
      const messages = new Messages(socket);
      await socket.connectAsync(server.url);
      await proxy.kill();
      expect((await within('the loss', messages.waitForLoss())).code).toBe('connection-lost');
    });
  });
}
