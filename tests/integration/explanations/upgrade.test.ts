import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ChainValidationResult } from '../../../main/sockets/index.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { newCertificate, serverTls } from '../../support/certificates.ts';
import { within } from '../../support/deadline.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { connectInVain, expectExplained, type ConnectOptions } from './explained.ts';
import { resetWithoutEnd } from './reset.ts';

expectNoLeaks();

const wrongAnswers: readonly {
  readonly what: string;
  readonly headers: Record<string, string>;
  readonly rule: RuleId;
  readonly says: readonly string[];
}[] = [
  { what: 'no Upgrade', headers: { upgrade: '' }, rule: 'upgrade-no-upgrade-header', says: ['no header Upgrade'] },
  { what: 'another Upgrade', headers: { upgrade: 'h2c' }, rule: 'upgrade-no-upgrade-header', says: ['“h2c”'] },
  {
    what: 'no Connection',
    headers: { connection: '' },
    rule: 'upgrade-no-connection-header',
    says: ['no header Connection', 'reverse proxy'],
  },
  {
    what: 'another Connection',
    headers: { connection: 'keep-alive' },
    rule: 'upgrade-no-connection-header',
    says: ['“keep-alive”'],
  },
  {
    what: 'no accept key',
    headers: { 'sec-websocket-accept': '' },
    rule: 'upgrade-accept-missing',
    says: ['Sec-WebSocket-Accept'],
  },
  {
    what: 'a wrong accept key',
    headers: { 'sec-websocket-accept': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
    rule: 'upgrade-accept-wrong',
    says: ['“AAAAAAAAAAAAAAAAAAAAAAAAAAA=”', 'RFC 6455'],
  },
  {
    what: 'a subprotocol though none was offered',
    headers: { 'sec-websocket-protocol': 'chat' },
    rule: 'upgrade-subprotocol-not-asked-for',
    says: ['subprotocol chat', 'Offer the subprotocol chat'],
  },
  {
    what: 'an extension nobody offered',
    headers: { 'sec-websocket-extensions': 'x-webkit-deflate-frame' },
    rule: 'upgrade-extension-not-offered',
    says: ['x-webkit-deflate-frame'],
  },
];

test.each(wrongAnswers)('a 101 with $what is $rule', async ({ headers, rule, says }) => {
  const server = await startRawServer((connection) => connection.accept(headers));
  expectExplained(await connectInVain(server.url), { rule, certainty: 'certain', phase: 'upgrade', says });
});

test('a subprotocol that is not among the offered ones', async () => {
  const server = await startRawServer((connection) => connection.accept({ 'sec-websocket-protocol': 'MQTT' }));
  const prepare: ConnectOptions['prepare'] = ({ control }) => control.supportedProtocols.append('mqtt');
  expectExplained(await connectInVain(server.url, { prepare }), {
    rule: 'upgrade-subprotocol-not-offered',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['MQTT', 'mqtt', 'case'],
    actions: ['setSubprotocol', 'removeSubprotocols'],
  });
});

test('two subprotocols', async () => {
  const server = await startRawServer((connection) => connection.accept({ 'sec-websocket-protocol': 'a, b' }));
  const prepare: ConnectOptions['prepare'] = ({ control }) => control.supportedProtocols.append('a');
  expectExplained(await connectInVain(server.url, { prepare }), {
    rule: 'upgrade-subprotocol-twice',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['a, b'],
    actions: ['removeSubprotocols'],
  });
});

test('compression with parameters that were not offered', async () => {
  const value = 'permessage-deflate; server_max_window_bits=99';
  const server = await startRawServer((connection) => connection.accept({ 'sec-websocket-extensions': value }));
  const prepare: ConnectOptions['prepare'] = ({ control }) => (control.perMessageDeflate = {});
  expectExplained(await connectInVain(server.url, { prepare }), {
    rule: 'upgrade-extension-parameters',
    certainty: 'certain',
    phase: 'upgrade',
    says: [value],
    actions: ['turnCompressionOff'],
  });
});

test('a server that resets instead of answering', async () => {
  const server = await startRawServer((connection) => resetWithoutEnd(connection.socket));
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-reset',
    certainty: 'likely',
    phase: 'upgrade',
    says: [`127.0.0.1:${server.port}`, 'ECONNRESET', 'wss://'],
    actions: ['connectTo'],
  });
});

test('a server that resets in the middle of its answer', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso');
    // A reset right behind data is told as an end by libuv: the data has to be read first.
    await turns(20);
    resetWithoutEnd(connection.socket);
  });
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-reset',
    certainty: 'likely',
    phase: 'upgrade',
    says: ['ECONNRESET'],
  });
});

test('a server that closes in the middle of its answer', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso');
    connection.end();
  });
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-closed',
    certainty: 'likely',
    phase: 'upgrade',
    says: [`127.0.0.1:${server.port}`],
  });
});

test('a server that closes instead of answering', async () => {
  const server = await startRawServer((connection) => connection.end());
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-closed',
    certainty: 'likely',
    phase: 'upgrade',
    says: [`127.0.0.1:${server.port}`],
  });
});

test('a server that never answers', async () => {
  const server = await startRawServer(() => undefined);
  expectExplained(await connectInVain(server.url, { limits: { upgradeMs: 150 } }), {
    rule: 'upgrade-no-answer',
    certainty: 'likely',
    phase: 'upgrade',
    says: [`127.0.0.1:${server.port}`, /nothing for 0\.\d s\./, 'wss://'],
  });
});

test('a server that waits for TLS, and closes when it gets something else', async () => {
  const tls = serverTls(await newCertificate());
  const server = await startRawServer(() => undefined, { tls, skipsRequest: true });
  const result = await connectInVain(server.url.replace('wss:', 'ws:'));
  expectExplained(result, {
    rule: 'upgrade-closed',
    certainty: 'likely',
    phase: 'upgrade',
    says: ['waits for TLS', server.url],
    actions: ['connectTo'],
  });
  expect(result.explanation.fixes[0]?.action).toEqual({ kind: 'connectTo', url: server.url });
});

test('a server that answers a plain request with a TLS alert', async () => {
  const server = await startRawServer((connection) => connection.send(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])));
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-tls-server',
    certainty: 'certain',
    phase: 'upgrade',
    says: [server.url.replace('ws:', 'wss:')],
    actions: ['connectTo'],
  });
});

test('a server that speaks HTTP/2 only', async () => {
  const settings = Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100]);
  const server = await startRawServer((connection) => connection.send(settings));
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-http2-server',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['HTTP/2'],
  });
});

test.each([
  ['SSH-2.0-OpenSSH_9.6\r\n', 'SSH'],
  ['220 mail.duplex.dev ESMTP\r\n', 'FTP or SMTP'],
  ['* OK IMAP4rev1 ready\r\n', 'IMAP'],
  ['+OK POP3 ready\r\n', 'POP3'],
  ["-ERR unknown command 'GET'\r\n", 'POP3 or Redis'],
  ['RFB 003.008\n', 'VNC'],
  ['ICY 200 OK\r\n', 'audio streams'],
])('a server for something else, which says %j', async (greeting, protocol) => {
  const server = await startRawServer((connection) => connection.send(greeting));
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-other-protocol',
    certainty: 'certain',
    phase: 'upgrade',
    says: [protocol, greeting.trim().slice(0, 20)],
  });
});

test('a server that speaks something unknown', async () => {
  const server = await startRawServer((connection) => connection.send('HELLO WHO IS THERE\r\n'));
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-not-http',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['HELLO WHO IS THERE'],
  });
});

test('a head that has no end', async () => {
  const server = await startRawServer((connection) =>
    connection.send(`HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: ${'x'.repeat(20_000)}\r\n\r\n`),
  );
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-head-too-long',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['16384 bytes', 'cookies'],
  });
});

test('a broken header line', async () => {
  const server = await startRawServer((connection) =>
    connection.send('HTTP/1.1 101 Switching Protocols\r\nUpgrade : websocket\r\n\r\n'),
  );
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-malformed-header',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['Upgrade : websocket'],
  });
});

test('interim answers without an end', async () => {
  const server = await startRawServer((connection) => connection.send('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(30)));
  expectExplained(await connectInVain(server.url), {
    rule: 'upgrade-interim-answers',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['interim'],
  });
});

test('a server that speaks before it is asked', async () => {
  let greeted: () => void = () => undefined;
  const greeting = new Promise<void>((resolve) => (greeted = resolve));
  const server = await startRawServer(
    async (connection) => {
      await connection.send('hello, who is there?\r\n');
      greeted();
    },
    { tls: serverTls(await newCertificate()), skipsRequest: true },
  );
  const result = await connectInVain(server.url, {
    prepare: (socket) => {
      socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
      socket.onservercustomvalidationrequested = (args) => {
        const deferral = args.getDeferral();
        // Long enough for what was sent to be read, too: both ends are in this process.
        void within('the greeting', greeting)
          .then(() => turns(20))
          .then(() => deferral.complete());
      };
    },
  });
  expectExplained(result, {
    rule: 'upgrade-spoke-first',
    certainty: 'certain',
    phase: 'upgrade',
    says: [`127.0.0.1:${server.port}`, 'before it was asked', '“hello, who is there?”'],
  });
  // Nothing was sent, so there is no request.
  expect(result.attempt.phases.at(-1)).toMatchObject({ phase: 'upgrade', outcome: 'failed' });
  expect(result.attempt.phases.at(-1)).not.toHaveProperty('requestHead');
  expect(result.attempt.phases.at(-1)?.error).toMatchObject({
    fault: 'spoke-first',
    received: 'hello, who is there?\r\n',
  });
});

test.each([
  ['SSH-2.0-OpenSSH_9.6\r\n', 'SSH'],
  ['220 mail.duplex.dev ESMTP\r\n', 'FTP or SMTP'],
])('a server that greets whoever connects: %j', async (greeting, protocol) => {
  const server = await startRawServer((connection) => connection.send(greeting), { skipsRequest: true });
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'upgrade-other-protocol',
    certainty: 'certain',
    phase: 'upgrade',
    says: [protocol, greeting.trim()],
  });
  expect(result.attempt.phases.at(-1)?.error).toHaveProperty('received', greeting);
});

test('an answer that is empty', async () => {
  const server = await startRawServer((connection) => connection.send('\r\n\r\n'));
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'upgrade-invalid',
    certainty: 'likely',
    phase: 'upgrade',
    says: ['it is not HTTP'],
  });
  expect(result.attempt.error).toMatchObject({ fault: 'not-http', received: '\r\n\r\n' });
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}
