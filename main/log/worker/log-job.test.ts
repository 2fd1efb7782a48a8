import { expect, inject, test } from 'vitest';
import { RowDirection, RowKind } from '../../../contract/rows.ts';
import { openTestLogs } from '../../../tests/support/log-store.ts';
import { LogJob } from './log-job.ts';

async function startProbe(hangsAt: number) {
  const logs = await openTestLogs();
  const { session, log } = await logs.create({ url: '', socket: 'message', page: 'test', startedAt: Date.now() });
  for (let row = 0; row < 3000; row += 1) {
    log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.alloc(row) });
  }
  await log.flush();
  const source = { folder: logs.folderOf(session).path, extent: log.extent };
  return new LogJob('probe', { worker: new URL(inject('logWorker')), source, input: { hangsAt } });
}

test('a thread reads what is on disk, while the log is open', async () => {
  const job = await startProbe(-1);
  expect(await job.result).toEqual({ rows: 3000, sizeBytes: (2999 * 3000) / 2 });
});

test('a thread that does not go on is ended', async () => {
  const job = await startProbe(100);
  await expect(job.result).rejects.toMatchObject({ info: { code: 'timeout' } });
});

test('a thread that is not needed any more is ended at once', async () => {
  const job = await startProbe(100);
  job.end();
  await expect(job.result).rejects.toMatchObject({ info: { code: 'canceled' } });
});
