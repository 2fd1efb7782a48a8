import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markLimits } from '../../contract/log-marks.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { LogMarks } from './marks.ts';

async function openLog(rows: number) {
  const logs = await openTestLogs();
  const { session, log } = await logs.create({
    url: 'ws://h/',
    socket: 'message',
    page: 'test',
    startedAt: Date.now(),
  });
  const payload = Buffer.from('x');
  for (let row = 0; row < rows; row += 1) log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload });
  return { session, marks: new LogMarks(logs), path: join(logs.folderOf(session).path, 'marks.json') };
}

test('pins and notes are there again for whoever opens the log next, in the order of the rows', async () => {
  const { session, marks, path } = await openLog(3);
  expect(await marks.of(session)).toEqual([]);
  await Promise.all([
    marks.set(session, { row: 2, isPinned: true, note: '' }),
    marks.set(session, { row: 0, isPinned: false, note: 'first' }),
  ]);
  const both = [
    { row: 0, isPinned: false, note: 'first' },
    { row: 2, isPinned: true, note: '' },
  ];
  expect(await marks.of(session)).toEqual(both);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, marks: both });
});

test('a mark without a pin and a note is gone', async () => {
  const { session, marks } = await openLog(1);
  await marks.set(session, { row: 0, isPinned: true, note: 'a' });
  expect(await marks.set(session, { row: 0, isPinned: false, note: '' })).toEqual([]);
  expect(await marks.of(session)).toEqual([]);
});

test('a row that is not there cannot be marked, nor a log that is not there', async () => {
  const { session, marks } = await openLog(1);
  await expect(marks.set(session, { row: 1, isPinned: true, note: '' })).rejects.toMatchObject({
    info: { code: 'not-found' },
  });
  await expect(marks.of(session + 1)).rejects.toMatchObject({ info: { code: 'not-found' } });
});

test('a damaged file is put aside and told once, and marking goes on', async () => {
  const { session, marks, path } = await openLog(1);
  await marks.set(session, { row: 0, isPinned: true, note: '' });
  await writeFile(path, '{"version":1,"marks":[{"row":-1}]}');
  await expect(marks.of(session)).rejects.toMatchObject({ info: { code: 'bad-file' } });
  expect(await readFile(`${path}.damaged`, 'utf8')).toContain('-1');
  expect(await marks.set(session, { row: 0, isPinned: false, note: 'b' })).toHaveLength(1);
});

test('there is a limit, and what is marked can still be changed at it', async () => {
  const { session, marks, path } = await openLog(markLimits.marks + 1);
  await marks.set(session, { row: 0, isPinned: true, note: '' });
  const full = Array.from({ length: markLimits.marks }, (_, row) => ({ row, isPinned: true, note: '' }));
  await writeFile(path, JSON.stringify({ version: 1, marks: full }));
  await expect(marks.set(session, { row: markLimits.marks, isPinned: true, note: '' })).rejects.toMatchObject({
    info: { code: 'invalid-input' },
  });
  expect(await marks.set(session, { row: 5, isPinned: false, note: '' })).toHaveLength(markLimits.marks - 1);
});
