import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CertificateQuestion } from '../../contract/secure-connections.ts';
import { newAuthority, newCertificate, serverTls } from '../../tests/support/certificates.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { startRawServer } from '../../tests/support/raw-server.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { leaf } from '../../tests/support/x509/certificate.ts';
import { root } from '../../tests/support/x509/chain-cases.ts';
import { revocationList } from '../../tests/support/x509/revocation.ts';
import { startChainServer } from '../../tests/support/x509/chain-server.ts';
import { applicationDoor, MessageWebSocket, StreamWebSocket } from '../sockets/index.ts';
import { CertificateQuestions } from './certificate-questions.ts';
import { ConnectionTrust } from './connection-trust.ts';
import { ServerLooks } from './server-looks.ts';
import { TrustStore } from './trust-store.ts';

expectNoLeaks();

interface Parts {
  readonly store: TrustStore;
  readonly trust: ConnectionTrust;
  readonly questions: CertificateQuestions;
  readonly looks: ServerLooks;
  /** What was told of the questions, one after the other. */
  readonly told: (readonly CertificateQuestion[])[];
}

async function newParts(): Promise<Parts> {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  const store = await TrustStore.read(join(await temporaryFolder(), 'server-trust.json'));
  const told: (readonly CertificateQuestion[])[] = [];
  const questions = new CertificateQuestions((pending) => told.push(pending));
  const trust = new ConnectionTrust(store, questions);
  return { store, trust, questions, looks: new ServerLooks(store, trust), told };
}

async function startServer(commonName = 'Test Authority') {
  const authority = await newAuthority(commonName);
  const credential = await newCertificate({
    dnsNames: ['elsewhere.test'],
    commonName: 'elsewhere.test',
    issuer: authority,
  });
  const messages: string[] = [];
  const { port } = await startWsServer(
    (socket) => socket.on('message', (data: Buffer) => messages.push(data.toString())),
    {
      tls: serverTls(credential, authority),
    },
  );
  return { url: `wss://localhost:${port}/`, port, authority, messages };
}

test('a look finds chain, problems and encryption; each problem is accepted by itself', async () => {
  const { looks, store } = await newParts();
  const { url, port, messages } = await startServer();
  const first = await looks.look(url);
  expect(first).toMatchObject({ host: 'localhost', port, url, failure: { code: 'certificate-refused' } });
  expect(first.chain.map(({ subject }) => subject)).toEqual(['elsewhere.test', 'Test Authority']);
  expect(first.problems.map(({ result, isIgnorable, isAccepted }) => [result, isIgnorable, isAccepted])).toEqual([
    ['Untrusted', true, false],
    ['InvalidName', true, false],
  ]);
  expect(first.encryption).toMatchObject({ protocol: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/) as string });

  await looks.accept(first.look, 'Untrusted');
  const second = await looks.look(url);
  expect(second.failure).toMatchObject({ cause: 'InvalidName' });
  expect(second.problems.map(({ isAccepted }) => isAccepted)).toEqual([true, false]);
  await looks.accept(second.look, 'InvalidName');
  expect((await looks.look(url)).failure).toBeUndefined();
  expect(messages).toEqual([]);

  const id = store.state.exceptions[0]?.id ?? '';
  await store.remove(id);
  expect((await looks.look(url)).failure?.code).toBe('certificate-refused');
});

test('what was not found, or not looked at, cannot be accepted', async () => {
  const { looks, store } = await newParts();
  const { url } = await startServer();
  const { look } = await looks.look(url);
  expect((await failureOf(looks.accept(look, 'Expired'))).code).toBe('not-found');
  expect((await failureOf(looks.accept(look + 1, 'Untrusted'))).code).toBe('not-found');
  expect((await failureOf(looks.pin(look, 2, 'certificate'))).code).toBe('not-found');
  expect(store.serverTrust).toBeNull();
});

test('an exception is for its certificate: the next one of the same server is refused', async () => {
  const { looks } = await newParts();
  const one = await startServer();
  const look = await looks.look(one.url);
  await looks.accept(look.look, 'Untrusted');
  await looks.accept(look.look, 'InvalidName');
  const other = await startServer('Other Authority');
  expect((await looks.look(other.url)).failure?.code).toBe('certificate-refused');
  expect((await looks.look(one.url)).failure).toBeUndefined();
});

test('an authority of one’s own is trusted from then on', async () => {
  const { looks, store } = await newParts();
  const { url, authority } = await startServer();
  await store.addAuthorities(authority.certificate);
  const look = await looks.look(url);
  expect(look.problems.map(({ result }) => result)).toEqual(['InvalidName']);
  expect(look.chain[1]?.source).toBe('trusted');
});

test('a revocation list of the user’s holds for every connection', async () => {
  const { looks, store } = await newParts();
  const revoked = leaf({ issuer: root });
  const port = await startChainServer({ sent: [revoked, root] });
  await store.addAuthorities(root.pem);
  const url = `wss://localhost:${port}/`;
  expect((await looks.look(url)).problems).toEqual([]);
  const { revocationLists } = await store.addRevocationLists(Buffer.from(revocationList(root, [revoked])));
  expect((await looks.look(url)).failure).toMatchObject({ code: 'certificate-refused', cause: 'Revoked' });
  await store.remove(revocationLists[0]?.id ?? '');
  expect((await looks.look(url)).problems).toEqual([]);
});

test('where there is a pin for a host, it has to be in the chain', async () => {
  const { looks, store } = await newParts();
  const one = await startServer();
  const other = await startServer();
  await store.addAuthorities(one.authority.certificate + other.authority.certificate);
  const first = await looks.look(one.url);
  await looks.accept(first.look, 'InvalidName');
  const second = await looks.look(other.url);
  await looks.accept(second.look, 'InvalidName');
  await looks.pin(first.look, 0, 'publicKey');
  expect((await looks.look(one.url)).failure).toBeUndefined();
  expect((await looks.look(other.url)).failure).toMatchObject({ cause: 'PIN_MISMATCH' });
});

test('an issuer and a fingerprint are checked besides, never instead', async () => {
  const { looks, store } = await newParts();
  const { url } = await startServer();
  await store.setValidation({ kind: 'issuer', issuer: 'Test Authority' });
  const refused = await looks.look(url);
  expect(refused.failure).toMatchObject({ code: 'certificate-refused', cause: 'Untrusted, InvalidName' });
  await looks.accept(refused.look, 'Untrusted');
  await looks.accept(refused.look, 'InvalidName');
  expect((await looks.look(url)).failure).toBeUndefined();
  await store.setValidation({ kind: 'issuer', issuer: 'Another Authority' });
  expect((await looks.look(url)).failure).toMatchObject({ hresult: 0x800c000e });
  await store.setValidation({ kind: 'pin', sha256: '0'.repeat(64) });
  expect((await looks.look(url)).failure).toMatchObject({ hresult: 0x800c000e });
  await store.setValidation({ kind: 'pin', sha256: refused.chain[1]?.publicKeySha256 ?? '' });
  expect((await looks.look(url)).failure).toBeUndefined();
});

test.each([true, false])('a server that is asked about connects with a yes only: %s', async (accepts) => {
  const { looks, store, questions, told } = await newParts();
  const { url, port } = await startServer();
  await store.setValidation({ kind: 'ask' });
  const looking = looks.look(url);
  await eventually('the question', () => questions.pending.length === 1);
  const [asked] = questions.pending;
  expect(asked).toMatchObject({ host: 'localhost', port });
  expect(asked?.problems.map(({ result }) => result)).toEqual(['Untrusted', 'InvalidName']);
  questions.answer(asked?.question ?? 0, accepts);
  expect((await looking).failure?.code).toBe(accepts ? undefined : 'certificate-refused');
  expect(told.at(-1)).toEqual([]);
  // Nothing was remembered.
  expect(store.state.exceptions).toEqual([]);
});

test('after a redirect the question names the host whose certificate it is', async () => {
  const { trust, store, questions } = await newParts();
  const { port } = await startServer();
  const first = await startRawServer((peer) =>
    peer.send(`HTTP/1.1 302 Found\r\nLocation: wss://127.0.0.1:${port}/\r\nContent-Length: 0\r\n\r\n`),
  );
  await store.setValidation({ kind: 'ask' });
  const socket = new MessageWebSocket();
  const end = trust.apply(socket);
  const connecting = socket.connectAsync(`ws://localhost:${first.port}/`, { followRedirects: 1 });
  await eventually('the question', () => questions.pending.length === 1);
  const [asked] = questions.pending;
  expect(asked).toMatchObject({ host: '127.0.0.1', port });
  questions.answer(asked?.question ?? 0, true);
  await connecting;
  expect(socket.information.remoteServer).toEqual({ host: '127.0.0.1', port, proxy: null });
  end();
  socket.close();
});

test('a question goes when the attempt is canceled, and an answer that comes later is nobody’s', async () => {
  const { looks, store, questions } = await newParts();
  const { url } = await startServer();
  await store.setValidation({ kind: 'ask' });
  const looking = looks.look(url);
  await eventually('the question', () => questions.pending.length === 1);
  const [asked] = questions.pending;
  looks.cancel();
  expect((await looking).failure?.code).toBe('canceled');
  expect(questions.pending).toEqual([]);
  expect(() => questions.answer(asked?.question ?? 0, true)).toThrow('nobody waits');
});

test('asking lets nothing pass that can never be ignored: nobody is asked', async () => {
  const { looks, store, told } = await newParts();
  const port = await startChainServer({ sent: [leaf({ issuer: root, key: 'rsa1024' }), root] });
  await store.addAuthorities(root.pem);
  await store.setValidation({ kind: 'ask' });
  const look = await looks.look(`wss://localhost:${port}/`);
  expect(look.failure).toMatchObject({ code: 'certificate-refused', cause: 'OtherErrors' });
  expect(look.problems).toMatchObject([{ result: 'OtherErrors', isIgnorable: false }]);
  expect(told).toEqual([]);
});

test('a question goes when the server goes', async () => {
  const { looks, store, questions } = await newParts();
  const server = await startRawServer(() => undefined, { tls: serverTls(await newCertificate()) });
  await store.setValidation({ kind: 'ask' });
  const looking = looks.look(server.url);
  await eventually('the question', () => questions.pending.length === 1);
  await server.close();
  expect((await looking).failure?.code).toBe('connection-lost');
  expect(questions.pending).toEqual([]);
});

test('a question that nobody answers goes when the time is over', async () => {
  const { looks, store, questions } = await newParts();
  const { url } = await startServer();
  await store.setValidation({ kind: 'ask' });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const looking = looks.look(url);
  await eventually('the question', () => questions.pending.length === 1);
  vi.advanceTimersByTime(120_000);
  expect((await looking).failure).toMatchObject({ code: 'timeout', phase: 'tls' });
  expect(questions.pending).toEqual([]);
});

test('what is trusted holds for an app session of either kind', async () => {
  const { store, trust, looks } = await newParts();
  const { url, port } = await startServer();
  const { look } = await looks.look(url);
  await looks.accept(look, 'Untrusted');
  await looks.accept(look, 'InvalidName');
  expect(store.state.exceptions).toMatchObject([{ host: 'localhost', port, errors: ['Untrusted', 'InvalidName'] }]);
  for (const socket of [new MessageWebSocket(), new StreamWebSocket()]) {
    const end = trust.apply(socket);
    await socket.connectAsync(url);
    end();
    socket.close();
  }
});

test('a ws address has no certificate; a wrong one is named', async () => {
  const { looks } = await newParts();
  for (const url of ['ws://localhost:1/', 'wss://', 'http://localhost/']) {
    expect((await failureOf(looks.look(url))).info).toMatchObject({ code: 'invalid-input', field: 'url' });
  }
});
