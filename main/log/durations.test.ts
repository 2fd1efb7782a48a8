import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLogSettings } from '../../contract/log.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { durationsOf } from './durations.ts';
import { LogStore } from './log-store.ts';

test('a session went on until the last thing that happened in it, also when its log is opened long after', async () => {
  const folder = join(await temporaryFolder(), 'logs');
  const first = await LogStore.open(folder, defaultLogSettings);
  const about = { url: 'ws://h/', socket: 'message', page: 'test' } as const;
  // It began a minute ago, as far as its clock can tell.
  const { session, log } = await first.create({ ...about, startedAt: Date.now() - 60_000 });
  const payload = Buffer.from('x');
  for (let row = 0; row < 2000; row += 1) log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload });
  await first.close();
  const empty = await LogStore.open(folder, defaultLogSettings);
  const { session: unwritten } = await empty.create({ ...about, startedAt: Date.now() });
  const [duration, none, missing] = await durationsOf(empty, [session, unwritten, 99]);
  expect(duration).toBeGreaterThanOrEqual(60_000);
  expect(duration).toBeLessThan(70_000);
  expect([none, missing]).toEqual([0, 0]);
  await empty.close();
});

test('a log whose rows are damaged went on for an unknown time', async () => {
  const folder = join(await temporaryFolder(), 'logs');
  const logs = await LogStore.open(folder, defaultLogSettings);
  const { session, log } = await logs.create({ url: '', socket: 'message', page: 'test', startedAt: Date.now() });
  log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from('x') });
  await log.flush();
  await writeFile(join(logs.folderOf(session).path, 'rows-000000'), Buffer.alloc(46_080, 0xff));
  expect(await durationsOf(logs, [session])).toEqual([0]);
  await logs.close();
});
