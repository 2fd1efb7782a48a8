import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import type { LogInfo } from '../../contract/log.ts';
import type { LogViewState } from '../../contract/log-search.ts';
import { packRows, RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import { createClient } from './client.ts';
import { LogView } from './log-view.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { TranscriptSearch } from './transcript-search.ts';

const row = (number: number): Row => ({
  row: number,
  time: 0,
  elapsed: 0,
  wireSize: 0,
  bits: 0,
  direction: RowDirection.received,
  kind: RowKind.utf8,
  flags: 0,
  size: 0,
  preview: new Uint8Array(0),
});

const info = (session: number): LogInfo => ({
  session,
  url: '',
  socket: 'message',
  page: '',
  startedAt: session * 1_000_000,
  firstRow: 0,
  length: 1000,
  sizeBytes: 0,
  isLive: false,
  isPrivate: false,
  problem: undefined,
});

/** Logs of 1000 rows in which every tenth is found; view 100 is of session 1, and so on. */
function start() {
  const opened: unknown[] = [];
  const bridge = new ScriptedBridge({
    'log.list': () => [1, 2, 3].map(info),
    'log.openView': ({ session, filter }) => {
      if (filter.content?.kind === 'regex')
        throw failure('invalid-input', 'Nothing to repeat (character 1)', { field: 'filter.content.pattern' });
      opened.push({ session, ...filter });
      return { view: session * 100 };
    },
    'log.locate': ({ row: from }) => {
      const index = Math.min(100, Math.ceil(from / 10));
      return { index, row: index < 100 ? index * 10 : null };
    },
    'log.readView': ({ from, count }) =>
      packRows(Array.from({ length: Math.min(count, 100 - from) }, (_, at) => row((from + at) * 10))),
    'log.read': ({ from, count }) => packRows(Array.from({ length: count }, (_, at) => row(from + at))),
  });
  const client = createClient(bridge);
  const log = new LogView(client);
  log.advance(1, 1000);
  const search = new TranscriptSearch(client, log);
  const stop = search.start();
  const found = (view: number, changes: Partial<LogViewState> = {}): void =>
    bridge.emit('log.viewChanged', {
      view,
      length: 100,
      scannedRows: 1000,
      rows: 1000,
      isScanning: false,
      firstRow: 0,
      skippedRows: 0,
      ...changes,
    });
  return { bridge, log, search, stop, opened, found };
}

const text = { kind: 'text', text: 'x', matchCase: false };

test('what is typed is searched for in every session, and the list shows what was found', async () => {
  const { log, search, opened, found, stop } = start();
  search.edit({ needle: 'x' });
  await expect.poll(() => opened).toEqual([{ session: 1, content: text, fromRow: 0 }]);
  expect(log).toMatchObject({ isFiltered: true, length: 0 });
  found(100, { length: 7, scannedRows: 70, isScanning: true });
  expect(log.length).toBe(7);
  expect(search.store.getState().progress).toMatchObject({ found: 7, scannedRows: 70, rows: 1000, isScanning: true });
  log.advance(2, 10);
  await expect.poll(() => opened).toHaveLength(2);
  found(200, { length: 3, rows: 10, scannedRows: 10 });
  expect(log.length).toBe(10);
  stop();
});

test('a row has its place in the whole list and in what was found, and back', async () => {
  const { log, search, opened, found, stop } = start();
  expect(await log.indexOf({ session: 1, row: 420 })).toBe(420);
  search.edit({ needle: 'x' });
  await expect.poll(() => opened).toHaveLength(1);
  found(100);
  expect(await log.indexOf({ session: 1, row: 420 })).toBe(42);
  expect(await log.indexOf({ session: 1, row: 421 })).toBeUndefined();
  log.show(40, 44);
  await expect.poll(() => log.locate(42)).toEqual({ session: 1, row: 420 });
  search.clear();
  expect(log).toMatchObject({ isFiltered: false, length: 1000 });
  stop();
});

test('hits are gone to in both directions, round the ends', async () => {
  const { log, search, opened, found, stop } = start();
  log.advance(2, 1000);
  search.edit({ needle: 'x', showsAll: true });
  await expect.poll(() => opened).toHaveLength(2);
  found(100);
  found(200);
  expect(log).toMatchObject({ isFiltered: false, length: 2000 });
  expect(await search.hit(undefined, 'next')).toEqual({ session: 1, row: 0 });
  expect(await search.hit({ session: 1, row: 10 }, 'next')).toEqual({ session: 1, row: 20 });
  expect(await search.hit({ session: 1, row: 990 }, 'next')).toEqual({ session: 2, row: 0 });
  expect(await search.hit({ session: 2, row: 995 }, 'next')).toEqual({ session: 1, row: 0 });
  expect(await search.hit({ session: 2, row: 0 }, 'previous')).toEqual({ session: 1, row: 990 });
  expect(await search.hit(undefined, 'previous')).toEqual({ session: 2, row: 990 });
  stop();
});

test('what main refuses is the fault of the field, and all rows are shown', async () => {
  const { log, search, stop } = start();
  search.edit({ kind: 'regex', needle: '*' });
  await expect
    .poll(() => search.store.getState().fault)
    .toEqual({ field: 'needle', message: 'Nothing to repeat (character 1).' });
  expect(log).toMatchObject({ isFiltered: false, length: 1000 });
  search.edit({ minSize: 'x', needle: '' });
  await expect.poll(() => search.store.getState().fault?.field).toBe('minSize');
  stop();
});

test('a search that is replaced, cleared or left closes its views, also one that was just being opened', async () => {
  const { bridge, search, opened, stop } = start();
  search.edit({ needle: 'x' });
  await expect.poll(() => opened).toHaveLength(1);
  search.edit({ needle: 'y', minSize: '1 KiB' });
  await expect.poll(() => opened).toHaveLength(2);
  expect(opened[1]).toMatchObject({ minSize: 1024 });
  stop();
  await expect.poll(() => bridge.inputsOf('log.closeView')).toHaveLength(2);
  expect(bridge.listenerCount).toBe(0);
});

test('after the list was cleared, only later rows are searched', async () => {
  const { log, search, opened, stop } = start();
  search.edit({ needle: 'x' });
  await expect.poll(() => opened).toHaveLength(1);
  log.clear(1);
  await expect.poll(() => opened.at(-1)).toMatchObject({ fromRow: 1000 });
  stop();
});

test('only the sessions that are chosen are searched, and the others have no rows', async () => {
  const { log, search, opened, found, stop } = start();
  expect(search.store.getState().sessions).toEqual([]);
  log.advance(3, 1000);
  log.advance(2, 1000);
  await expect
    .poll(() => search.store.getState().sessions)
    .toEqual([1, 3, 2].map((session) => ({ session, startedAt: session * 1_000_000 })));
  search.edit({ sessions: [3] });
  await expect.poll(() => opened).toEqual([{ session: 3, fromRow: 0 }]);
  found(300, { length: 1000 });
  expect(log).toMatchObject({ isFiltered: true, length: 1000 });
  expect(log.locate(0)).toBeUndefined();
  log.show(0, 1);
  await expect.poll(() => log.locate(0)).toMatchObject({ session: 3 });
  search.edit({ needle: 'x', sessions: [1, 2] });
  await expect
    .poll(() => opened.slice(1))
    .toMatchObject([
      { session: 1, content: text },
      { session: 2, content: text },
    ]);
  search.clear();
  expect(log).toMatchObject({ isFiltered: false, length: 3000 });
  stop();
});

test('a session that is gone from the list is not chosen any more', async () => {
  const { log, search, opened, stop } = start();
  log.advance(2, 1000);
  search.edit({ sessions: [1] });
  await expect.poll(() => opened).toHaveLength(1);
  log.clear(2);
  await expect.poll(() => log.isFiltered).toBe(false);
  expect(search.store.getState()).toMatchObject({ draft: { sessions: [] }, sessions: [] });
  stop();
});
