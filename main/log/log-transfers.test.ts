import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportFormat, LogTransfer } from '../../contract/log-export.ts';
import { RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { openTestTransfers } from '../../tests/support/log-transfers.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import type { LogStore } from './log-store.ts';
import type { ExportRequest } from './log-transfers.ts';
import type { SessionLog } from './session-log.ts';

const mebibyte = 1024 * 1024;
const secretUrl = 'wss://example.test/live?room=7&token=geheim';

interface TestBed {
  readonly logs: LogStore;
  readonly folder: string;
  readonly session: SessionId;
  readonly log: SessionLog;
  readonly news: LogTransfer[];
  readonly export: (name: string, format: ExportFormat, changes?: Partial<ExportRequest>) => Promise<LogTransfer>;
  readonly import: (name: string) => Promise<LogTransfer>;
  readonly transfers: ReturnType<typeof openTestTransfers>['transfers'];
}

async function setUp(url = secretUrl): Promise<TestBed> {
  const logs = await openTestLogs();
  const folder = await temporaryFolder();
  const { transfers, news } = openTestTransfers(logs);
  const { session, log } = await logs.create({ url, socket: 'message', page: 'test', startedAt: Date.now() });
  const over = async ({ transfer }: { transfer: number }): Promise<LogTransfer> => {
    const state = await transfers.ended(transfer);
    if (state === undefined) throw new Error('it was never begun');
    return state;
  };
  return {
    logs,
    folder,
    session,
    log,
    news,
    transfers,
    export: (name, format, changes) =>
      over(transfers.export({ session, format, path: join(folder, name), includesSecrets: false, ...changes })),
    import: (name) => over(transfers.import(join(folder, name))),
  };
}

function detail(kind: RowKind, payload: object) {
  return { direction: RowDirection.event, kind, payload: Buffer.from(JSON.stringify(payload)) };
}

/** Everything of a log: its rows, and the digests of their payloads in full. */
async function contentOf(log: SessionLog): Promise<{ row: Omit<Row, 'preview'>; payload: string }[]> {
  const rows: Row[] = [];
  for (let from = log.firstRow; from < log.length; from += 512) rows.push(...(await log.read(from, 512)));
  return Promise.all(
    rows.map(async ({ preview: _preview, ...row }) => ({
      row,
      payload: createHash('sha256')
        .update(row.kind === RowKind.frame ? '' : await log.payload(row.row, 0, row.size))
        .digest('hex'),
    })),
  );
}

async function importedLog(bed: TestBed, name: string): Promise<{ log: SessionLog; transfer: LogTransfer }> {
  const transfer = await bed.import(name);
  if (transfer.end?.kind !== 'done') throw new Error(JSON.stringify(transfer));
  return { log: await bed.logs.get(transfer.end.sessions[0] ?? 0), transfer };
}

const payload = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const message = fc.record({
  direction: fc.constantFrom(RowDirection.sent, RowDirection.received),
  kind: fc.constantFrom(RowKind.binary, RowKind.binaryPartial, RowKind.ping, RowKind.pong, RowKind.closeFrame),
  payload,
  flags: fc.constantFrom(0, 2, 4, 6),
  bits: fc.integer({ min: 0, max: 255 }),
  wireSize: fc.nat(),
});
const text = fc.record({
  direction: fc.constantFrom(RowDirection.sent, RowDirection.received),
  kind: fc.constantFrom(RowKind.utf8, RowKind.utf8Partial),
  payload: fc.string({ unit: 'binary', maxLength: 200 }).map((value) => Buffer.from(value)),
});
const event = fc.constantFrom(
  detail(RowKind.connecting, { url: 'ws://localhost/' }),
  detail(RowKind.gap, { reason: 'disk', rows: 3, sizeBytes: 99, cause: 'ENOSPC' }),
  detail(RowKind.failed, { code: 'timeout', message: 'too late', hresult: 0x80072ee2, phase: 'tcp' }),
  detail(RowKind.closed, { code: 1000, reason: 'ü', by: 'remote' }),
  { direction: RowDirection.event, kind: RowKind.readingPaused, payload: Buffer.alloc(0) },
);

test('a log comes back from NDJSON as it was: every column, every byte, the numbers of its rows', async () => {
  const bed = await setUp();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(message, text, event), { maxLength: 60 }), async (rows) => {
      const { session, log } = await bed.logs.create({
        url: 'ws://localhost/?room=1',
        socket: 'stream',
        page: 'test',
        startedAt: Date.now(),
      });
      for (const row of rows) {
        log.append(row);
        log.appendFrame(RowDirection.received, 0, 0x82, 70_000, 70_010);
        const received = Buffer.from(row.payload);
        log.tick();
        log.appendIncoming(received, 0, received.length);
        log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0xc2, wireSize: 9 });
      }
      run += 1;
      const name = `${run}.ndjson`;
      const exported = await bed.export(name, 'ndjson', { session });
      expect(exported).toMatchObject({ rows: rows.length * 3, fraction: 1, end: { kind: 'done', leftOut: {} } });
      const { log: copy, transfer } = await importedLog(bed, name);
      expect(transfer.end).toMatchObject({ leftOut: {} });
      expect(await contentOf(copy)).toEqual(await contentOf(log));
      const infos = bed.logs.list();
      expect(infos.at(-1)).toMatchObject({
        url: 'ws://localhost/?room=1',
        socket: 'stream',
        page: 'import',
        isLive: false,
      });
      expect(infos.at(-1)?.startedAt).toBe(infos.at(-2)?.startedAt);
    }),
    { numRuns: 25 },
  );
});

test('rows and payloads that were let go stay so, and later rows keep their numbers', async () => {
  const logs = await openTestLogs({ sessionLimitBytes: 16 * mebibyte, whenFull: 'oldest' });
  const folder = await temporaryFolder();
  const { transfers } = openTestTransfers(logs);
  const { session, log } = await logs.create({ url: '', socket: 'message', page: 'test', startedAt: 5 });
  for (let row = 0; row < 40; row += 1) {
    log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.alloc(mebibyte, row) });
    await log.flush();
  }
  const path = join(folder, 'a.ndjson');
  const exported = await transfers.ended(
    transfers.export({ session, format: 'ndjson', path, includesSecrets: true }).transfer,
  );
  const imported = await transfers.ended(transfers.import(path).transfer);
  if (exported?.end?.kind !== 'done' || imported?.end?.kind !== 'done') throw new Error('it failed');
  expect(exported.end.leftOut.releasedPayloads).toBeGreaterThan(10);
  expect(imported.end.leftOut).toEqual(exported.end.leftOut);
  expect(await contentOf(await logs.get(imported.end.sessions[0] ?? 0))).toEqual(await contentOf(log));
});

test('messages come back from HAR as they were, also parts that end inside a character', async () => {
  const bed = await setUp();
  let run = 0;
  const part = fc.record({
    direction: fc.constantFrom(RowDirection.sent, RowDirection.received),
    kind: fc.constantFrom(RowKind.utf8Partial, RowKind.utf8),
    payload: fc.constant(Buffer.from('ä€').subarray(0, 3)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(message, text, event, part), { maxLength: 60 }), async (rows) => {
      const { session, log } = await bed.logs.create({
        url: 'ws://localhost/',
        socket: 'message',
        page: 'x',
        startedAt: Date.now(),
      });
      for (const row of rows) log.append(row);
      run += 1;
      const name = `${run}.har`;
      const exported = await bed.export(name, 'har', { session });
      const messages = (await contentOf(log)).filter(({ row }) => row.kind <= RowKind.binaryPartial);
      const others = rows.length - messages.length;
      expect(exported.end).toEqual({ kind: 'done', leftOut: others === 0 ? {} : { rows: others }, sessions: [] });
      const { log: copy } = await importedLog(bed, name);
      const copied = (await contentOf(copy)).filter(({ row }) => row.kind <= RowKind.binaryPartial);
      const essence = ({ row, payload }: (typeof messages)[number]) => [
        row.direction,
        row.kind,
        row.time,
        row.size,
        payload,
      ];
      expect(copied.map(essence)).toEqual(messages.map(essence));
      expect(JSON.parse(await readFile(join(bed.folder, name), 'utf8'))).toMatchObject({ log: { version: '1.2' } });
    }),
    { numRuns: 25 },
  );
});

test('a message of 64 MiB goes through NDJSON and HAR, and back', async () => {
  const bed = await setUp();
  const big = Buffer.alloc(64 * mebibyte + 1, 'Grüße "\\\n');
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: big });
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.from('after') });
  for (const name of ['a.ndjson', 'a.har'] as const) {
    expect(await bed.export(name, name === 'a.har' ? 'har' : 'ndjson')).toMatchObject({ end: { kind: 'done' } });
    const { log: copy } = await importedLog(bed, name);
    const first = name === 'a.har' ? 1 : 0;
    expect(big.equals(await copy.payload(first, 0, big.length))).toBe(true);
    expect(Buffer.from(await copy.payload(first + 1, 0, 100)).toString()).toBe('after');
  }
  const steps = bed.news.filter(({ way, fraction }) => way === 'export' && fraction > 0 && fraction < 0.5);
  expect(steps.length).toBeGreaterThan(0);
});

test('secrets are masked in every format, unless they are wanted', async () => {
  const bed = await setUp();
  bed.log.append(detail(RowKind.connecting, { url: secretUrl }));
  const head =
    'GET /live?token=geheim HTTP/1.1\r\nHost: a\r\nCookie: id=geheim\r\nAuthorization: Bearer geheim\r\n\r\n';
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.openingRequest, payload: Buffer.from(head) });
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from('text') });
  for (const format of ['ndjson', 'har', 'csv', 'raw', 'pcapng'] as const) {
    for (const includesSecrets of [false, true]) {
      const name = `${format}-${includesSecrets}`;
      await bed.export(name, format, { includesSecrets });
      const content = await readFile(join(bed.folder, name));
      const decoded = content
        .toString()
        .replaceAll(/"payload":"([^"]+)"/g, (_all, base64: string) => Buffer.from(base64, 'base64').toString());
      expect([format, decoded.includes('geheim')]).toEqual([format, includesSecrets && format !== 'raw']);
      if (format !== 'raw') expect(decoded).toContain('room=7');
    }
  }
});

test('only the rows of the ranges are exported; imported again they are numbered anew, which is told', async () => {
  const bed = await setUp();
  for (let row = 0; row < 10; row += 1) {
    bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.of(row) });
  }
  const ranges = [
    { from: 2, to: 4 },
    { from: 8, to: 99 },
  ];
  await bed.export('a.raw', 'raw', { ranges });
  expect(await readFile(join(bed.folder, 'a.raw'))).toEqual(Buffer.of(2, 3, 8, 9));
  await bed.export('a.ndjson', 'ndjson', { ranges });
  const { log: copy, transfer } = await importedLog(bed, 'a.ndjson');
  expect([copy.firstRow, copy.length]).toEqual([2, 6]);
  expect(transfer.end).toMatchObject({ leftOut: { rowNumbers: 2 } });
});

test('CSV has a line a row; text in quotes, bytes as base64, and no formulas', async () => {
  const bed = await setUp();
  const texts = ['a "b",\r\nc', '=1+1', ''];
  for (const value of texts)
    bed.log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from(value) });
  bed.log.append({
    direction: RowDirection.received,
    kind: RowKind.binary,
    payload: Buffer.of(1, 2),
    bits: 0x82,
    wireSize: 4,
  });
  await bed.export('a.csv', 'csv');
  const lines = (await readFile(join(bed.folder, 'a.csv'), 'utf8')).replaceAll(/\d{4}-[^,]+,[\d.]+/g, 'T');
  expect(lines.split('\r\n').slice(1)).toEqual([
    '0,T,sent,utf8,9,0,,,,utf-8,"a ""b"",',
    'c"',
    '1,T,sent,utf8,4,0,,,,utf-8,"\'=1+1"',
    '2,T,sent,utf8,0,0,,,,,',
    '3,T,received,binary,2,4,0x82,,,base64,AQI=',
    '',
  ]);
});

test('a canceled export leaves nothing, and the file that was there stays as it was', async () => {
  const bed = await setUp();
  for (let row = 0; row < 64; row += 1) {
    bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.alloc(2 * mebibyte) });
    await bed.log.flush();
  }
  const path = join(bed.folder, 'a.ndjson');
  await writeFile(path, 'before');
  const { transfer } = bed.transfers.export({ session: bed.session, format: 'ndjson', path, includesSecrets: false });
  await expect.poll(() => bed.news.at(-1)?.bytes).toBeGreaterThan(0);
  expect(await readdir(bed.folder)).toEqual(['a.ndjson', 'a.ndjson.part']);
  await bed.transfers.cancel(transfer);
  expect(bed.news.at(-1)?.end).toEqual({ kind: 'canceled' });
  expect(await readdir(bed.folder)).toEqual(['a.ndjson']);
  expect(await readFile(path, 'utf8')).toBe('before');
});

test('a canceled import leaves nothing', async () => {
  const bed = await setUp();
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.alloc(64 * mebibyte) });
  await bed.export('a.ndjson', 'ndjson');
  const { transfer } = bed.transfers.import(join(bed.folder, 'a.ndjson'));
  await expect.poll(() => bed.news.at(-1)?.fraction).toBeGreaterThan(0.01);
  await bed.transfers.cancel(transfer);
  expect(bed.news.at(-1)?.end).toEqual({ kind: 'canceled' });
  expect(bed.logs.list()).toHaveLength(1);
  expect(await readdir(join(bed.logs.folderOf(bed.session).path, '..'))).toEqual(['000001']);
});

test('a full disk is told by name, and leaves nothing', async ({ skip }) => {
  const bed = await setUp();
  const small = join(bed.folder, 'small');
  await mkdir(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    skip('mounting a small disk needs root on Linux');
  }
  closeAfterTest(() => Promise.resolve(execFileSync('umount', [small])));
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.alloc(4 * mebibyte) });
  const { end } = await bed.export('small/a.ndjson', 'ndjson');
  expect(end).toMatchObject({
    kind: 'failed',
    error: {
      code: 'transfer-failed',
      message: '"a.ndjson" cannot be written: there is no space left',
      cause: 'ENOSPC',
    },
  });
  expect(await readdir(small)).toEqual([]);
});

test('an import that would take more than there is room for is refused, and no other log goes for it', async () => {
  const bed = await setUp();
  bed.log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.alloc(12 * mebibyte) });
  await bed.export('a.ndjson', 'ndjson');
  await bed.logs.end(bed.session);
  await bed.logs.setSettings({ ...bed.logs.settings, totalLimitBytes: 16 * mebibyte });
  const { end } = await bed.import('a.ndjson');
  expect(end).toMatchObject({ kind: 'failed', error: { code: 'log-failed', field: 'limit' } });
  expect(bed.logs.list().map(({ session }) => session)).toEqual([bed.session]);
});

test('an imported log is there after a restart, however old it is, and can be deleted', async () => {
  const bed = await setUp();
  const line = { format: 'duplex-log', version: 1, url: 'ws://a/', socket: 'message', page: 'x', startedAt: 1 };
  await writeFile(join(bed.folder, 'a.ndjson'), `${JSON.stringify(line)}\n`);
  const { transfer } = await importedLog(bed, 'a.ndjson');
  const session = transfer.end?.kind === 'done' ? (transfer.end.sessions[0] ?? 0) : 0;
  await bed.logs.setSettings({ ...bed.logs.settings, keepDays: 1 });
  expect(bed.logs.list().some((info) => info.session === session)).toBe(true);
  const { path } = bed.logs.folderOf(session);
  await bed.logs.wipe(session);
  await expect(stat(path)).rejects.toThrow('ENOENT');
});
