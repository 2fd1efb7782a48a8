// What a recorder has of an attempt, after success and after failure.
import { expect, test } from 'vitest';
import type { Attempt, AttemptPhase, TlsPhase, UpgradePhase } from '../../contract/attempt.ts';
import type { DoorOptions } from '../../main/network/door.ts';
import { AttemptRecorder, Door, MessageWebSocket } from '../../main/sockets/index.ts';
import { newAuthority, newCertificate, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { frame, startRawServer } from '../support/raw-server.ts';
import { failureOf, Messages, newMessageSocket } from '../support/sockets.ts';

expectNoLeaks();

const policy = { capabilities: new Set<never>(), loopbackExempt: true };

function newSocket(options: DoorOptions): MessageWebSocket {
  const socket = new MessageWebSocket({ door: new Door({ policy, ...options }) });
  closeAfterTest(async () => socket.close());
  return socket;
}

/** The attempt of a call that fails. */
async function failedAttempt(
  url: string,
  socket = newMessageSocket(),
  recorder = new AttemptRecorder(),
): Promise<Attempt> {
  const error = await within('the failure', failureOf(socket.connectAsync(url, { recorder })));
  const { attempt } = recorder;
  expect(attempt).toMatchObject({ url, outcome: 'failed', error: error.info });
  return attempt as Attempt; // as was just seen
}

function phase<Name extends AttemptPhase['phase']>(
  attempt: Attempt,
  name: Name,
): Extract<AttemptPhase, { phase: Name }> {
  const found = attempt.phases.findLast((one) => one.phase === name);
  if (found === undefined) throw new Error(`there is no phase ${name}`);
  return found as Extract<AttemptPhase, { phase: Name }>; // of that name
}

test('a connection over TLS, with every phase timed and in order', async () => {
  const authority = await newAuthority('My Authority');
  const credential = await newCertificate({ issuer: authority, commonName: 'two.test', dnsNames: ['two.test'] });
  const server = await startRawServer((peer) => peer.accept(), { tls: serverTls(credential, authority) });
  const refused = await startLoopbackCanary('127.0.0.3');
  await refused.close();
  const socket = newSocket({ resolve: async () => ['10.0.0.5', '127.0.0.3', '127.0.0.1'] });
  socket.control.ignorableServerCertificateErrors.append(1);
  socket.control.supportedProtocols.append('chat');
  const states: (string | undefined)[] = [];
  const recorder: AttemptRecorder = new AttemptRecorder({ changed: () => states.push(recorder.attempt?.outcome) });
  expect(recorder.attempt).toBeNull();
  const url = `wss://two.test:${server.port}/a?b=c`;
  await socket.connectAsync(url, { recorder });
  const attempt = recorder.attempt as Attempt; // there was one
  expect(structuredClone(attempt)).toEqual(attempt);
  expect(attempt).toMatchObject({ url, outcome: 'open', redirects: [] });
  expect(Math.abs(attempt.startedAt - Date.now())).toBeLessThan(10_000);
  expect([states[0], states.at(-1)]).toEqual(['running', 'open']);

  const { phases } = attempt;
  expect(phases.map((one) => [one.phase, one.outcome])).toEqual([
    ['dns', 'done'],
    ['policy', 'failed'],
    ['policy', 'done'],
    ['tcp', 'failed'],
    ['policy', 'done'],
    ['tcp', 'done'],
    ['tls', 'done'],
    ['tls', 'done'],
    ['upgrade', 'done'],
  ]);
  for (const [at, one] of phases.entries()) {
    expect(one.startMs).toBeGreaterThanOrEqual(phases[at - 1]?.endMs ?? 0);
    expect(one.endMs).toBeGreaterThanOrEqual(one.startMs);
    expect([one.hop, one.isToProxy]).toEqual([0, false]);
  }
  expect(attempt.endMs).toBeGreaterThanOrEqual(phases.at(-1)?.endMs ?? Number.NaN);

  expect(phases[0]).toMatchObject({ name: 'two.test', answers: ['10.0.0.5', '127.0.0.3', '127.0.0.1'] });
  expect(phases[1]).toMatchObject({
    address: '10.0.0.5',
    port: server.port,
    verdict: { kind: 'refused', denial: { addressClass: 'private', needs: 'privateNetworkClientServer' } },
    error: { code: 'capability-denied' },
  });
  expect(phases[3]).toMatchObject({ address: '127.0.0.3', error: { code: 'cannot-connect', cause: 'ECONNREFUSED' } });
  expect(phases[5]).toMatchObject({
    address: '127.0.0.1',
    localAddress: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
  });
  const [handshake, certificate] = phases.filter((one) => one.phase === 'tls') as [TlsPhase, TlsPhase];
  expect(handshake).toMatchObject({
    step: 'handshake',
    serverName: 'two.test',
    protocol: 'TLSv1.3',
    cipher: expect.stringMatching(/^TLS_/) as string,
    alpn: '',
  });
  expect(handshake.certificates?.map(({ subject, issuer }) => [subject, issuer])).toEqual([
    [expect.stringContaining('CN=two.test') as string, expect.stringContaining('CN=My Authority') as string],
    [expect.stringContaining('CN=My Authority') as string, expect.stringContaining('CN=My Authority') as string],
  ]);
  expect(handshake.certificates?.[0]).toMatchObject({
    subjectAltName: 'DNS:two.test',
    fingerprint256: expect.stringMatching(/^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/) as string,
  });
  expect(certificate).toMatchObject({ step: 'certificate', certificateErrors: ['Untrusted'] });
  expect(phases.at(-1)).toMatchObject({
    url,
    requestHead: server.connections[0]?.request,
    status: 101,
    responseHead: expect.stringMatching(/^HTTP\/1\.1 101 Switching Protocols\r\nupgrade: websocket\r\n/) as string,
    checks: Array.from({ length: 6 }, () => expect.objectContaining({ ok: true }) as object),
  });
});

test('a recorder records the last attempt, and without one nothing waits for a body', async () => {
  const canary = await startLoopbackCanary();
  await canary.close();
  const server = await startRawServer((peer) => peer.accept());
  const recorder = new AttemptRecorder();
  const socket = newMessageSocket();
  await failureOf(socket.connectAsync(canary.url, { recorder }));
  expect(recorder.attempt?.outcome).toBe('failed');
  await socket.connectAsync(server.url, { recorder });
  expect(recorder.attempt).toMatchObject({ url: server.url, outcome: 'open' });
  expect(recorder.attempt).not.toHaveProperty('error');

  const slow = await startRawServer((peer) => peer.send('HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\n'));
  const patient = newSocket({ limits: { bodyMs: 60_000 } });
  expect((await within('the failure', failureOf(patient.connectAsync(slow.url)))).info.status).toBe('NotFound');
});

const refusals: readonly (readonly [string, string, string, Partial<UpgradePhase>])[] = [
  [
    'with a page',
    'HTTP/1.1 404 Not Found\r\nContent-Length: 11\r\n\r\n<p>é</p>',
    'HTTP 404 Not Found',
    { body: '<p>é</p>', isBodyCut: true },
  ],
  [
    'whole',
    'HTTP/1.1 426 Upgrade\r\nUpgrade: x\r\nContent-Length: 2\r\n\r\nno',
    'HTTP 426 Upgrade',
    { body: 'no', isBodyCut: false },
  ],
  [
    'in chunks',
    'HTTP/1.1 500 x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n',
    'HTTP 500 x',
    { body: 'no', isBodyCut: false },
  ],
  [
    'with too long a body',
    `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(50_000)}`,
    'HTTP 200 OK',
    { body: 'x'.repeat(16 * 1024), isBodyCut: true },
  ],
];

test.each(refusals)('a refusal %s is evidence', async (_what, answer, cause, expected) => {
  const server = await startRawServer((peer) => peer.send(answer));
  const attempt = await failedAttempt(server.url, newSocket({ limits: { bodyMs: 100 } }));
  expect(attempt.error?.cause).toBe(cause);
  expect(phase(attempt, 'upgrade')).toMatchObject({
    ...expected,
    outcome: 'failed',
    status: Number(answer.slice(9, 12)),
  });
});

test('a body that the server cuts off is evidence as far as it came', async () => {
  const server = await startRawServer(async (peer) => {
    await peer.send('HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nsorry');
    peer.end();
  });
  const attempt = await failedAttempt(server.url, newSocket({ limits: { bodyMs: 60_000 } }));
  expect(phase(attempt, 'upgrade')).toMatchObject({ body: 'sorry', isBodyCut: true });
  expect(attempt.error?.status).toBe('ServiceUnavailable');
});

test('an answer that is wrong in one point says in which, header by header', async () => {
  const server = await startRawServer((peer) =>
    peer.accept({ 'Sec-WebSocket-Accept': 'AAAA', 'Sec-WebSocket-Protocol': 'other', 'Set-Cookie': 'id=very-secret' }),
  );
  const socket = newMessageSocket();
  socket.control.supportedProtocols.append('chat');
  const upgrade = phase(await failedAttempt(server.url, socket), 'upgrade');
  expect(upgrade.checks?.filter(({ ok }) => !ok)).toEqual([
    {
      header: 'Sec-WebSocket-Accept',
      expected: server.connections[0]?.acceptKey,
      got: 'AAAA',
      ok: false,
    },
    { header: 'Sec-WebSocket-Protocol', expected: 'none, or one of: chat', got: 'other', ok: false },
  ]);
  expect(upgrade.responseHead).toContain('set-cookie: •••\r\n');
});

test('a server that does not speak TLS, and one that sends an alert', async () => {
  const plain = await startRawServer((peer) => peer.send('HTTP/1.1 400 Bad Request\r\n\r\n'), { skipsRequest: true });
  const tls = phase(await failedAttempt(plain.url.replace('ws:', 'wss:')), 'tls');
  expect(tls).toMatchObject({ outcome: 'failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER', error: { code: 'tls-failed' } });

  // handshake_failure, of RFC 8446, section 6: a record of type 21, two bytes.
  const alerting = await startRawServer((peer) => peer.send(Buffer.from([21, 3, 3, 0, 2, 2, 40])), {
    skipsRequest: true,
  });
  const alert = phase(await failedAttempt(alerting.url.replace('ws:', 'wss:')), 'tls');
  expect(alert).toMatchObject({ alert: 40, code: expect.stringContaining('HANDSHAKE_FAILURE') as string });
});

test('a certificate that is refused is evidence, with all that is wrong with it', async () => {
  const tls = serverTls(await newCertificate({ dnsNames: ['other.test'], validity: 'expired' }));
  const server = await startRawServer(() => undefined, { tls, skipsRequest: true });
  const attempt = await failedAttempt(server.url);
  const { certificateErrors, outcome, step } = phase(attempt, 'tls');
  expect([step, outcome]).toEqual(['certificate', 'failed']);
  expect(new Set(certificateErrors)).toEqual(new Set(['Untrusted', 'Expired', 'InvalidName']));
  expect(attempt.phases.some((one) => one.phase === 'tls' && one.certificates?.length === 1)).toBe(true);
});

test('an answer that is none has no head, and says what it begins with', async () => {
  const server = await startRawServer((peer) => peer.send('SSH-2.0-OpenSSH_9.2\r\n'));
  const upgrade = phase(await failedAttempt(server.url), 'upgrade');
  expect(upgrade).not.toHaveProperty('responseHead');
  expect(upgrade.error?.message).toContain('SSH-2.0');
  expect(upgrade.error?.received).toBe('SSH-2.0-OpenSSH_9.2\r\n');
});

test('of a long answer that is none its beginning is kept', async () => {
  const server = await startRawServer((peer) => peer.send('x'.repeat(5000)));
  expect((await failedAttempt(server.url)).error).toMatchObject({ fault: 'not-http', received: 'x'.repeat(256) });
});

test('a long request head is recorded up to a bound, and sent whole', async () => {
  const server = await startRawServer((peer) => peer.accept());
  const socket = newMessageSocket();
  socket.setRequestHeader('X-Long', 'y'.repeat(40_000));
  const recorder = new AttemptRecorder();
  await socket.connectAsync(server.url, { recorder });
  const long = phase(recorder.attempt as Attempt, 'upgrade'); // there was one
  expect(long).toMatchObject({ isRequestHeadCut: true, outcome: 'done' });
  expect(long.requestHead).toHaveLength(16 * 1024);
  expect(server.connections[0]?.headers.get('x-long')).toHaveLength(40_000);
  const short = phase(await failedAttempt((await startRawServer((peer) => peer.end())).url), 'upgrade');
  expect(short).not.toHaveProperty('isRequestHeadCut');
});

test('the second look at a server without TLS is in the journal, and is taken only where a recorder wants it', async () => {
  const plain = await startRawServer((peer) => peer.send('220 ready\r\n'), { skipsRequest: true });
  const url = plain.url.replace('ws:', 'wss:');
  const door = new Door({ policy });
  const journal: string[] = [];
  door.journal.onRecorded(({ phase: name, outcome }) => journal.push(`${name} ${outcome.kind}`));
  await failureOf(new MessageWebSocket({ door }).connectAsync(url));
  expect(plain.connections).toHaveLength(1);
  expect(journal).toEqual(['tls failed']);
  expect((await failedAttempt(url, new MessageWebSocket({ door }))).error).not.toHaveProperty('received');
  journal.length = 0;
  const { error } = await failedAttempt(url, new MessageWebSocket({ door }), new AttemptRecorder({ looksAgain: true }));
  expect(error).toMatchObject({ fault: 'not-tls', received: '220 ready\r\n' });
  expect(plain.connections).toHaveLength(4);
  expect(journal).toEqual(['tcp opened', 'tls failed']);
});

const queryToken = 'tell-nobody-7f3a';

test('a credential in a query is nowhere in an attempt, whoever repeats it, and is sent as it is', async () => {
  const requests: string[] = [];
  const server = await startRawServer((peer) => {
    requests.push(peer.request.split('\r\n')[0] ?? '');
    const body = `no ${queryToken}; see /help?code=ab&room=1`;
    return peer.send(
      peer.request.includes('/second')
        ? `HTTP/1.1 403 ${queryToken}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
        : 'HTTP/1.1 302 Found\r\nLocation: /second?room=1&api_key=other-secret-9\r\nContent-Length: 0\r\n\r\n',
    );
  });
  const recorder = new AttemptRecorder();
  const url = `${server.url}first?room=1&access_token=${queryToken}&key=ab`;
  const error = await failureOf(newMessageSocket().connectAsync(url, { recorder, followRedirects: 2 }));
  expect(requests).toEqual([
    `GET /first?room=1&access_token=${queryToken}&key=ab HTTP/1.1`,
    'GET /second?room=1&api_key=other-secret-9 HTTP/1.1',
  ]);
  const { attempt } = recorder;
  const text = `${JSON.stringify(attempt)}${JSON.stringify(error.info)}`;
  expect(text).not.toContain(queryToken);
  expect(text).not.toContain('other-secret-9');
  expect(text).not.toMatch(/=ab\b/);
  expect(attempt).toMatchObject({
    url: `${server.url}first?room=1&access_token=•••&key=•••`,
    redirects: [`${server.url}second?room=1&api_key=•••`],
  });
  expect(attempt?.phases.filter((one) => one.phase === 'upgrade')).toMatchObject([
    {
      url: `${server.url}first?room=1&access_token=•••&key=•••`,
      requestHead: expect.stringMatching(/^GET \/first\?room=1&access_token=•••&key=••• HTTP/) as string,
      responseHead: expect.stringContaining('Location: /second?room=1&api_key=•••\r\n') as string,
    },
    { body: 'no •••; see /help?code=•••&room=1', status: 403 },
  ]);
});

test('an error that quotes an address or a header quotes no credential', async () => {
  const loop = await startRawServer((peer) =>
    peer.send(`HTTP/1.1 302 x\r\nLocation: /?token=${queryToken}\r\nContent-Length: 0\r\n\r\n`),
  );
  const recorder = new AttemptRecorder();
  const circle = await failureOf(newMessageSocket().connectAsync(loop.url, { recorder, followRedirects: 5 }));
  expect(circle.message).toContain('circle');
  const cookies = await startRawServer((peer) => peer.send(`HTTP/1.1 101 x\r\nSet-Cookie : ${queryToken}\r\n\r\n`));
  const malformed = await failedAttempt(cookies.url);
  expect(malformed.error).toMatchObject({ fault: 'malformed-header', received: 'Set-Cookie : •••' });
  expect(malformed.error?.message).toContain('"Set-Cookie : •••"');
  expect(JSON.stringify([circle.info, recorder.attempt, malformed])).not.toContain(queryToken);
});

test('frames that come with the answer are messages, recorded or not', async () => {
  const first = Buffer.concat([
    frame({ opcode: 1, payload: Buffer.from('one') }),
    frame({ opcode: 1, payload: Buffer.from('two') }),
  ]);
  const server = await startRawServer((peer) => peer.accept({}, first));
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url, { recorder: new AttemptRecorder() });
  const all = await within('the messages', messages.wait(2));
  expect(all.map(({ bytes }) => bytes.toString())).toEqual(['one', 'two']);
});
