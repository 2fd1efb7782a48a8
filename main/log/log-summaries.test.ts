import { expect, inject, onTestFinished, test } from 'vitest';
import type { LogSummary } from '../../contract/log-summary.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { LogSummaries } from './log-summaries.ts';

async function startSummaries() {
  const logs = await openTestLogs();
  const changes: number[] = [];
  const summaries = new LogSummaries({
    logs,
    worker: new URL(inject('logWorker')),
    changed: (session) => changes.push(session),
  });
  onTestFinished(() => summaries.closeAll());
  const begin = () => logs.create({ url: '', socket: 'message', page: 'test', startedAt: Date.now() });
  const summaryOf = (session: number): LogSummary | undefined => summaries.read(session).summary;
  return { logs, summaries, changes, begin, summaryOf };
}

const hello = { direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from('hello'), wireSize: 11 };

test('a summary has what is in the log, and follows it', async () => {
  const { summaries, begin, summaryOf, changes } = await startSummaries();
  const { session, log } = await begin();
  for (let message = 0; message < 3000; message += 1) log.append(hello);
  log.append({ direction: RowDirection.sent, kind: RowKind.ping, payload: Buffer.from('a') });
  await summaries.open(session);
  await expect.poll(() => summaryOf(session)?.rows).toBe(3001);
  expect(summaryOf(session)?.sent).toMatchObject({ totalMessages: 3000, totalBytes: 15_000, wireBytes: 33_000 });
  expect(summaryOf(session)?.pings).toMatchObject({ pings: 1, unanswered: 1 });
  log.append({ direction: RowDirection.received, kind: RowKind.pong, payload: Buffer.from('a') });
  await expect.poll(() => summaryOf(session)?.rows, { timeout: 3000 }).toBe(3002);
  expect(summaryOf(session)?.pings).toMatchObject({ pings: 1, unanswered: 0, unasked: 0 });
  expect(new Set(changes)).toEqual(new Set([session]));
});

test('an empty log has no figures until its first row is on disk', async () => {
  const { summaries, begin, summaryOf } = await startSummaries();
  const { session, log } = await begin();
  await summaries.open(session);
  expect(summaries.read(session)).toEqual({ summary: undefined, problem: undefined });
  log.append(hello);
  await expect.poll(() => summaryOf(session), { timeout: 3000 }).toMatchObject({ rows: 1, isReading: false });
});

test('one that is closed while it is being opened is not open', async () => {
  const { summaries, begin } = await startSummaries();
  const { session, log } = await begin();
  log.append(hello);
  const opening = summaries.open(session);
  summaries.close(session);
  await opening;
  expect(() => summaries.read(session)).toThrow('no open summary');
});

test('a page that opens one after the other has only the newest few', async () => {
  const { summaries, begin, summaryOf } = await startSummaries();
  const sessions: number[] = [];
  for (let index = 0; index < 6; index += 1) {
    const { session, log } = await begin();
    log.append(hello);
    sessions.push(session);
    await summaries.open(session);
  }
  const [oldest = 0, next = 0] = sessions;
  expect(() => summaries.read(oldest)).toThrow('no open summary');
  expect(() => summaries.read(next)).toThrow('no open summary');
  const newest = sessions.at(-1) ?? 0;
  await expect.poll(() => summaryOf(newest)?.rows).toBe(1);
});

test('a log that is deleted ends its summary', async () => {
  const { logs, summaries, begin } = await startSummaries();
  const { session, log } = await begin();
  log.append(hello);
  await logs.end(session);
  await summaries.open(session);
  await logs.remove(session);
  expect(() => summaries.read(session)).toThrow('no open summary');
  await expect(summaries.open(session)).rejects.toMatchObject({ info: { code: 'not-found' } });
  await logs.undoRemoval(session);
  await summaries.open(session);
  await expect.poll(() => summaries.read(session).summary?.rows).toBe(1);
  await expect(summaries.open(99)).rejects.toMatchObject({ info: { code: 'not-found' } });
});
