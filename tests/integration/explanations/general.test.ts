import { setImmediate } from 'node:timers/promises';
import { test } from 'vitest';
import type { Attempt } from '../../../contract/attempt.ts';
import type { ErrorInfo } from '../../../contract/errors.ts';
import { AttemptRecorder, Door, MessageWebSocket } from '../../../main/sockets/index.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
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

const others: readonly (readonly [ErrorInfo, RuleId, 'certain' | 'likely'])[] = [
  [{ code: 'invalid-input', message: 'the address is empty' }, 'address-invalid', 'certain'],
  [{ code: 'client-certificate', message: 'the password does not open it' }, 'client-certificate-unusable', 'certain'],
  [{ code: 'bad-file', message: 'authorities.pem is no PEM file' }, 'app-file-broken', 'certain'],
  [{ code: 'timeout', message: 'nothing came within 5 s' }, 'timed-out', 'likely'],
  [{ code: 'handshake-failed', message: 'something else' }, 'upgrade-invalid', 'likely'],
  [{ code: 'internal', message: 'x is not a function' }, 'unexplained', 'likely'],
];

test.each(others)('recorded, not real: %o between two phases', (error, rule, certainty) => {
  expectExplained(explained(failedWith(error)), { rule, certainty, phase: null, says: [error.message] });
});

test('recorded, not real: a connection that the system loses during the upgrade', () => {
  const error = { code: 'connection-lost', message: 'read ENETDOWN', cause: 'ENETDOWN', phase: 'upgrade' } as const;
  const times = { startMs: 1, endMs: 5, outcome: 'failed', hop: 0, isToProxy: false, error } as const;
  const url = 'ws://chat.duplex.dev/';
  expectExplained(explained({ ...failedWith(error), phases: [{ phase: 'upgrade', url, ...times }] }), {
    rule: 'upgrade-lost',
    certainty: 'likely',
    phase: 'upgrade',
    says: ['chat.duplex.dev:80', 'ENETDOWN'],
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

function failedWith(error: ErrorInfo): Attempt {
  return {
    url: 'ws://chat.duplex.dev/',
    startedAt: Date.UTC(2026, 0, 1),
    endMs: 5,
    outcome: 'failed',
    error,
    redirects: [],
    phases: [],
  };
}

function requireAttempt({ attempt }: AttemptRecorder): Attempt {
  if (attempt === null) throw new Error('nothing was recorded');
  return attempt;
}
