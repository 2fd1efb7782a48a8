import { expect, test } from 'vitest';
import { RowKind } from '../../contract/rows.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { applicationDoor } from '../sockets/index.ts';
import { Sessions } from './sessions.ts';

const count = 64;
const size = 65_536;

test('a log that is full and asks stops reading, says so, and nothing is lost when it goes on', async () => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  const server = await startWsServer((socket) => {
    for (let message = 0; message < count; message += 1) socket.send(Buffer.alloc(size, message));
  });
  const logs = await openTestLogs({ sessionLimitBytes: 1024 * 1024, whenFull: 'ask' });
  const sessions = new Sessions({
    logs,
    observer: { changed: () => undefined, advanced: () => undefined },
    sampleCertificate: () => Promise.reject(new Error('none')),
    chosenFile: () => Promise.reject(new Error('none')),
    chosenPath: () => '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const { session } = await sessions.open({
    socket: 'message',
    page: 'test',
    url: server.url,
    messageType: 'binary',
    receiveMode: 'fullMessage',
    supportedProtocols: [],
    headers: [],
    ignorableServerCertificateErrors: [],
  });
  const log = await logs.get(session);
  const kinds = async (): Promise<RowKind[]> => (await log.read(0, 512)).map(({ kind }) => kind);
  await expect.poll(kinds).toContain(RowKind.readingHeld);
  const pause = (await log.read(0, 512)).find(({ kind }) => kind === RowKind.readingHeld);
  expect(Buffer.from(pause?.preview ?? []).toString()).toBe('{"reason":"limit","limitBytes":1048576}');
  expect((await kinds()).filter((kind) => kind === RowKind.binary).length).toBeLessThan(count);
  log.limit = { limitBytes: 1024 ** 3, whenFull: 'ask' };
  await expect.poll(async () => (await kinds()).filter((kind) => kind === RowKind.binary)).toHaveLength(count);
  const after = await kinds();
  expect(after.filter((kind) => kind === RowKind.readingHeld)).toHaveLength(1);
  expect(after.filter((kind) => kind === RowKind.readingContinued)).toHaveLength(1);
});
