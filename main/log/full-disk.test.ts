import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';

const mebibyte = 1024 * 1024;

/** Lets no file of this process grow past a size: the system refuses writes then as it does on a full disk. */
function limitFiles(sizeBytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${sizeBytes}:unlimited`]);
}

const canLimit = process.platform === 'linux';

test.runIf(canLimit)('a disk that takes nothing costs what did not fit, and a row says how much', async () => {
  const logs = await openTestLogs();
  const { session, log } = await logs.create({ url: '', socket: 'message', page: 'test', startedAt: Date.now() });
  const receive = (byte: number): void => {
    const payload = Buffer.alloc(mebibyte, byte);
    log.tick();
    log.appendIncoming(payload, 0, payload.length);
    log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: payload.length });
  };
  receive(1);
  await log.flush();
  try {
    limitFiles(2 * mebibyte);
    receive(2);
    receive(3);
    await log.flush();
    // Three do not fit. From now on nothing is kept that is not in memory already, and the connection goes on.
    for (let more = 0; more < 50; more += 1) receive(4);
    log.append({ direction: RowDirection.event, kind: RowKind.closed, payload: Buffer.from('{}') });
    expect(log.isFull).toBe(false);
  } finally {
    limitFiles('unlimited');
  }
  await eventually('the disk to be tried again', () => log.extent.rows >= 4, 5000);
  await log.flush();
  const rows = await log.read(0, 100);
  expect(rows.map(({ kind }) => kind)).toEqual([
    RowKind.binary,
    RowKind.binary,
    RowKind.binary,
    RowKind.closed,
    RowKind.gap,
  ]);
  const gap: unknown = JSON.parse(Buffer.from(rows[4]?.preview ?? []).toString());
  expect(gap).toEqual({ reason: 'disk', cause: 'EFBIG', rows: 50, sizeBytes: 50 * mebibyte });
  for (const [row, byte] of [1, 2, 3].entries()) {
    expect(Buffer.from(await log.payload(row, 0, mebibyte)).equals(Buffer.alloc(mebibyte, byte))).toBe(true);
  }
  await logs.end(session);
  expect(log.extent).toMatchObject({ rows: 5, isClosed: true });
});
