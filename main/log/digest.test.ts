import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { digestOf } from './digest.ts';

const mebibyte = 1024 * 1024;

test('the digest of a message is of all its bytes, of either lane, in memory, on disk and across files', async () => {
  // The files of its lanes have 2 MiB.
  const logs = await openTestLogs({ sessionLimitBytes: 32 * mebibyte });
  const { log } = await logs.create({ url: 'ws://h/', socket: 'message', page: 'test', startedAt: Date.now() });
  const expected: string[] = [];
  for (const size of [0, 5, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte, 7]) {
    const [sent, received] = [randomBytes(size), randomBytes(size)];
    log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: sent });
    const middle = Math.floor(size / 2);
    log.appendIncoming(received, 0, middle);
    log.appendIncoming(received, middle, size);
    log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: size + 2 });
    expected.push(...[sent, received].map((bytes) => createHash('sha256').update(bytes).digest('hex')));
  }
  const digests = async (): Promise<string[]> => {
    const found = await Promise.all(expected.map((_, row) => digestOf(log, row)));
    return found.map(({ sha256 }) => sha256);
  };
  expect(await digests()).toEqual(expected);
  await log.flush();
  expect(log.extent.rows).toBeGreaterThanOrEqual(expected.length);
  expect(await digests()).toEqual(expected);
  await expect(digestOf(log, 1000)).rejects.toMatchObject({ info: { code: 'not-found', field: 'row' } });
});
