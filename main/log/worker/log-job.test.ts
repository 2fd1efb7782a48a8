import { expect, inject, test } from 'vitest';
import type { LogFilter } from '../../../contract/log-search.ts';
import { RowDirection, RowKind } from '../../../contract/rows.ts';
import { openTestLogs } from '../../../tests/support/log-store.ts';
import { blockBitsBytes, RowSet } from '../row-set.ts';
import { LogJob } from './log-job.ts';

const runaway: LogFilter = { content: { kind: 'regex', pattern: '^(a+)+$', matchCase: true } };

async function startFilter(filter: LogFilter) {
  const logs = await openTestLogs();
  const { session, log } = await logs.create({ url: '', socket: 'message', page: 'test', startedAt: Date.now() });
  for (let row = 0; row < 3000; row += 1) {
    const payload = row === 1234 ? `${'a'.repeat(50)}b` : `message ${row}`;
    log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from(payload) });
  }
  await log.flush();
  const found = new RowSet();
  const job = new LogJob('filter', {
    worker: new URL(inject('logWorker')),
    source: { folder: logs.folderOf(session).path, extent: log.extent },
    input: { filter, from: 0, bits: undefined },
    onReport: ({ firstBlock, bits }) => {
      for (let at = 0; at < bits.length; at += blockBitsBytes) {
        found.set(firstBlock + at / blockBitsBytes, bits.subarray(at, at + blockBitsBytes));
      }
    },
  });
  return { job, found };
}

test('a thread reads what is on disk, while the log is open', async () => {
  const { job, found } = await startFilter({ content: { kind: 'text', text: 'message 7', matchCase: true } });
  expect(await job.result).toEqual({ rows: 3000 });
  expect(found.length).toBe(111);
  expect(found.rows(10, 2)).toEqual([79, 700]);
});

test('a regular expression that runs away is ended after two seconds, and says at which row', async () => {
  const { job } = await startFilter(runaway);
  const startedAt = performance.now();
  await expect(job.result).rejects.toMatchObject({
    info: { code: 'timeout', message: 'stopped at row 1234, which took longer than 2 s' },
  });
  expect(performance.now() - startedAt).toBeLessThan(4000);
});

test('a thread that is not needed any more is ended at once', async () => {
  const { job } = await startFilter(runaway);
  job.end();
  await expect(job.result).rejects.toMatchObject({ info: { code: 'canceled' } });
});
