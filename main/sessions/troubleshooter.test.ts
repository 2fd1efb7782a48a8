import type { TLSSocket } from 'node:tls';
import { beforeEach, expect, test } from 'vitest';
import type { ConnectTrial } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { newAuthority, newCertificate, newClientPfx, serverTls } from '../../tests/support/certificates.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { startRawServer } from '../../tests/support/raw-server.ts';
import { startTestSampleServer } from '../../tests/support/sample-server.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { applicationDoor } from '../sockets/index.ts';
import type { SessionSettings } from './session-settings.ts';
import { Sessions } from './sessions.ts';
import { Troubleshooter } from './troubleshooter.ts';

expectNoLeaks();

beforeEach(() => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
});

function trial(url: string, changes: Partial<ConnectTrial> = {}): ConnectTrial {
  return {
    url,
    supportedProtocols: [],
    headers: [],
    ignorableServerCertificateErrors: [],
    followRedirects: 0,
    ...changes,
  };
}

/**
 * @param changed called with every change
 * @param settingsOf what a session was opened with
 */
function troubleshooter(
  changed: () => void = () => undefined,
  settingsOf: (session: number) => SessionSettings = () => {
    throw failure('not-found', 'there is no session');
  },
): Troubleshooter {
  const made = new Troubleshooter({ changed, settingsOf });
  closeAfterTest(async () => made.cancel());
  return made;
}

test('what opens is recorded, told while it goes on, and closed at once', async () => {
  const server = await startRawServer(async (connection) => connection.accept());
  let changes = 0;
  const tried = troubleshooter(() => {
    changes += 1;
  });
  expect(tried.attempt).toBeNull();
  await tried.start(trial(server.url));
  await expect.poll(() => tried.attempt?.outcome).toBe('open');
  expect(tried.attempt?.phases.map(({ phase }) => phase)).toEqual(['policy', 'tcp', 'upgrade']);
  expect(changes).toBeGreaterThan(8);
  // Nothing stays open: expectNoLeaks sees to that.
});

test('a setting that cannot be is refused with its field, and what was tried before stays', async () => {
  const tried = troubleshooter();
  await tried.start(trial('ws://127.0.0.1:1/'));
  await expect.poll(() => tried.attempt?.outcome).toBe('failed');
  const wrong = [
    trial('http://127.0.0.1/'),
    trial('ws://127.0.0.1/', { headers: [{ name: 'not a name', value: 'x' }] }),
    trial('ws://127.0.0.1/', { supportedProtocols: ['a', 'a'] }),
  ];
  const fields = await Promise.all(wrong.map(async (input) => (await failureOf(tried.start(input))).info.field));
  expect(fields).toEqual(['url', 'headers.0', 'supportedProtocols']);
  expect(tried.attempt?.url).toBe('ws://127.0.0.1:1/');
});

test('an attempt is canceled at once, by hand and by the next one', async () => {
  const silent = await startRawServer(() => undefined, { skipsRequest: true });
  const tried = troubleshooter();
  await tried.start(trial(silent.url));
  await expect.poll(() => tried.attempt?.phases.at(-1)?.phase).toBe('upgrade');
  tried.cancel();
  await expect.poll(() => tried.attempt?.outcome).toBe('canceled');
  await tried.start(trial(silent.url));
  await tried.start(trial('ws://127.0.0.1:1/'));
  await expect.poll(() => tried.attempt).toMatchObject({ url: 'ws://127.0.0.1:1/', outcome: 'failed' });
});

test('a session keeps what it did to connect where that failed, also after it is discarded, and nothing where it opened', async () => {
  const server = await startTestSampleServer();
  const sessions = new Sessions({
    logs: await openTestLogs(),
    observer: { changed: () => undefined, advanced: () => undefined },
    sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
    chosenFile: () => Promise.reject(failure('not-found', 'none here')),
    chosenPath: () => {
      throw failure('not-found', 'none here');
    },
  });
  closeAfterTest(() => sessions.disposeAll());
  const open = async (url: string): Promise<number> => {
    const { session } = await sessions.open({
      socket: 'message',
      page: 'test',
      url,
      messageType: 'utf8',
      receiveMode: 'fullMessage',
      supportedProtocols: ['chat'],
      headers: [],
      ignorableServerCertificateErrors: [],
    });
    await expect
      .poll(() => sessions.list().find((state) => state.session === session)?.connection.kind)
      .not.toBe('connecting');
    return session;
  };
  const refused = await open('ws://127.0.0.1:1/');
  const expected = {
    attempt: { url: 'ws://127.0.0.1:1/', outcome: 'failed' },
    trial: trial('ws://127.0.0.1:1/', { supportedProtocols: ['chat'] }),
  };
  expect(sessions.failedConnect({ session: refused })).toMatchObject(expected);
  await sessions.discard({ session: refused });
  expect(sessions.failedConnect({ session: refused })).toMatchObject(expected);

  const opened = await open(server.endpoints.echo);
  expect(sessions.failedConnect({ session: opened })).toBeNull();
  await sessions.discard({ session: opened });
  expect(() => sessions.failedConnect({ session: opened })).toThrow('no session');
});

test.each([
  ['Test Authority', 0x80190191, ['Test Client ada', 'Test Client ada']],
  // Refused before anything is sent.
  ['Somebody else', 0x800c000e, []],
])(
  'an attempt takes certificate, issuer (%s) and login from its session, for that server only',
  async (issuer, hresult, seen) => {
    const authority = await newAuthority();
    const clients: string[] = [];
    const server = await startRawServer(
      async (peer) => {
        for (let head = peer.request; head !== ''; head = await peer.incoming.head()) {
          const login = /^authorization: Basic (\S+)/im.exec(head)?.[1];
          // Served with TLS.
          const client = (peer.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody';
          if (login !== undefined) clients.push(`${String(client)} ${atob(login).split(':')[0]}`);
          await peer.send('HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n');
        }
      },
      { tls: { ...serverTls(await newCertificate({ issuer: authority }), authority), requestCert: true } },
    );
    const pfx = { pfx: await newClientPfx({ password: 'of the file' }), password: 'of the file' };
    const sessions = new Sessions({
      logs: await openTestLogs(),
      observer: { changed: () => undefined, advanced: () => undefined },
      sampleCertificate: async () => pfx,
      chosenFile: () => Promise.reject(failure('not-found', 'none here')),
      chosenPath: () => {
        throw failure('not-found', 'none here');
      },
    });
    closeAfterTest(() => sessions.disposeAll());
    const { session } = await sessions.open({
      socket: 'stream',
      page: 'test',
      url: server.url,
      messageType: 'binary',
      receiveMode: 'fullMessage',
      supportedProtocols: [],
      headers: [],
      ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'],
      clientCertificate: { kind: 'sample' },
      requiredIssuer: issuer,
      control: { noDelay: true, serverCredential: { userName: 'ada', password: 'Correct-Horse-7' } },
    });
    await expect.poll(() => sessions.list()[0]?.connection.kind).toBe('failed');
    await sessions.discard({ session });
    const failed = sessions.failedConnect({ session });
    if (failed === null) throw new Error('it has connected');
    expect(failed.carried).toEqual(['clientCertificate', 'requiredIssuer', 'serverCredential']);
    expect(failed.trial).toMatchObject({ session });
    // The page is told no secret.
    expect(JSON.stringify(failed)).not.toContain('Correct-Horse-7');

    const tried = troubleshooter(undefined, (id) => sessions.settingsOf(id));
    await tried.start(failed.trial);
    await expect.poll(() => tried.attempt?.outcome).toBe('failed');
    expect(tried.attempt?.error).toMatchObject({ hresult });
    expect(clients).toEqual(seen);
    expect((await failureOf(tried.start({ ...failed.trial, url: 'wss://127.0.0.1:1/' }))).info.field).toBe('session');
    expect((await failureOf(tried.start({ ...failed.trial, session: 99 }))).code).toBe('not-found');
  },
);
