import { expect, test } from 'vitest';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import type { SessionLog } from './session-log.ts';
import { totalsOf } from './totals.ts';

async function openLog(): Promise<SessionLog> {
  const logs = await openTestLogs();
  return (await logs.create({ url: 'ws://h/', socket: 'message', page: 'test', startedAt: Date.now() })).log;
}

test('messages are counted at their end, bytes with each part, and what is no message not at all', async () => {
  const log = await openLog();
  const append = (direction: RowDirection, kind: RowKind, size: number) =>
    log.append({ direction, kind, payload: Buffer.alloc(size) });
  append(RowDirection.event, RowKind.connecting, 20);
  append(RowDirection.sent, RowKind.openingRequest, 100);
  append(RowDirection.sent, RowKind.utf8, 5);
  append(RowDirection.received, RowKind.utf8Partial, 3);
  append(RowDirection.received, RowKind.pong, 4);
  append(RowDirection.received, RowKind.utf8, 2);
  log.appendFrame(RowDirection.received, 0, 0x81, 2, 4);
  append(RowDirection.problem, RowKind.failed, 9);
  expect(await totalsOf(log, [[0, log.length]])).toEqual({
    rows: 8,
    sent: { messages: 1, bytes: 5 },
    received: { messages: 1, bytes: 5 },
    problems: 1,
  });
  expect(log.problems).toBe(1);
  const some = await totalsOf(log, [
    [2, 3],
    [5, 900],
  ]);
  expect(some).toMatchObject({ rows: 4, sent: { messages: 1, bytes: 5 }, received: { messages: 1, bytes: 2 } });
});

test('rows on disk, in memory and on their way between both are counted once, without holding up the thread', async () => {
  const log = await openLog();
  const rows = 300_000;
  const payload = Buffer.alloc(1);
  for (let row = 0; row < rows; row += 1) {
    log.append({ direction: RowDirection.received, kind: RowKind.binary, payload });
    if (row % 100_000 === 0) await log.flush();
  }
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  expect(await totalsOf(log, [[0, rows]])).toMatchObject({ rows, received: { messages: rows, bytes: rows } });
  await log.flush();
  const before = turns;
  const totals = await totalsOf(log, [
    [1, 1000],
    [1500, rows],
  ]);
  clearInterval(timer);
  expect(totals.received.messages).toBe(rows - 501);
  expect(turns).toBeGreaterThan(before);
});
