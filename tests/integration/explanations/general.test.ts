import { setImmediate } from 'node:timers/promises';
import { test } from 'vitest';
import type { Attempt } from '../../../contract/attempt.ts';
import { AttemptRecorder, Door, MessageWebSocket } from '../../../main/sockets/index.ts';
import { closeAfterTest } from '../../support/clean-up.ts';
import { within } from '../../support/deadline.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { connectInVain, expectExplained, explained, loopbackOnly } from './explained.ts';

expectNoLeaks();

test('an attempt that was canceled', async () => {
  const cancel = new AbortController();
  const server = await startRawServer(async () => {
    await setImmediate();
    cancel.abort();
  });
  expectExplained(await connectInVain(server.url, { signal: cancel.signal }), {
    rule: 'canceled',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['canceled', '“upgrade”'],
    actions: ['tryAgain'],
  });
});

test('an attempt that goes on, and then is open', async () => {
  let asked: () => void = () => undefined;
  let answer: () => void = () => undefined;
  const request = new Promise<void>((resolve) => (asked = resolve));
  const permission = new Promise<void>((resolve) => (answer = resolve));
  const server = await startRawServer(async (connection) => {
    asked();
    await permission;
    await connection.accept();
  });
  const socket = new MessageWebSocket({ door: new Door({ policy: loopbackOnly }) });
  closeAfterTest(async () => socket.close());
  const recorder = new AttemptRecorder();
  const connecting = socket.connectAsync(server.url, { recorder });
  await within('the request', request);
  const where = `127.0.0.1:${server.port}`;
  expectExplained(explained(requireAttempt(recorder)), {
    rule: 'running',
    certainty: 'certain',
    phase: 'upgrade',
    says: [where],
  });
  answer();
  await connecting;
  expectExplained(explained(requireAttempt(recorder)), {
    rule: 'open',
    certainty: 'certain',
    phase: null,
    says: [where],
  });
});

test('an answer that comes byte by byte', async () => {
  const server = await startRawServer(async (connection) => {
    // As slowly as the client reads, until it hangs up.
    for (const byte of 'HTTP/1.1 101 Switching Protocols\r\nX-Slow: ' + 'x'.repeat(10_000)) {
      if (connection.socket.destroyed) return;
      await connection.send(byte);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  expectExplained(await connectInVain(server.url, { limits: { upgradeMs: 1000 } }), {
    rule: 'upgrade-slow-answer',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['HTTP/1.1 101 Switching Protocols'],
  });
});

function requireAttempt({ attempt }: AttemptRecorder): Attempt {
  if (attempt === null) throw new Error('nothing was recorded');
  return attempt;
}
