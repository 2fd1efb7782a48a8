import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { LogFilter, LogViewState, ViewId } from '../../contract/log-search.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { LogViews } from './log-views.ts';
import type { SessionLog } from './session-log.ts';

async function openViews(settings = {}) {
  const logs = await openTestLogs(settings);
  const heard = new Map<object, LogViewState>();
  const views = new LogViews(logs, new URL(inject('logWorker')), (view) => heard.set(view, view.state));
  closeAfterTest(async () => views.closeAll());
  const begin = async () => logs.create({ url: '', socket: 'message', page: 'test', startedAt: Date.now() });
  const { session, log } = await begin();
  return { logs, views, session, log, begin, heard };
}

/** Waits until a view has looked at every row there is. */
async function settled(views: LogViews, view: ViewId, rows: number): Promise<LogViewState> {
  await expect
    .poll(() => views.state({ view }), { timeout: 10_000 })
    .toMatchObject({ isScanning: false, scannedRows: rows });
  return views.state({ view });
}

async function rowsOf(views: LogViews, view: ViewId): Promise<number[]> {
  const { length } = views.state({ view });
  return (await views.read({ view, from: 0, count: length })).map(({ row }) => row);
}

function send(log: SessionLog, payload: string | Buffer, kind: RowKind = RowKind.utf8): void {
  log.append({ direction: RowDirection.sent, kind, payload: Buffer.from(payload) });
}

interface Wanted {
  readonly direction: RowDirection;
  readonly kind: RowKind;
  readonly payload: Buffer;
  readonly isIncoming: boolean;
}

const word = fc.constantFrom(
  'needle',
  'NEEDLE',
  'Needle',
  'nee',
  'dle',
  'price',
  'ä',
  'Ä',
  '\u0000',
  '€',
  '😀',
  ' ',
  '{"a":1}',
);
const payload = fc
  .tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom(0, 0, 0, 100, 5000))
  .map(([words, padding]) => Buffer.from(words.join('') + '.'.repeat(padding)));
const wantedRow: fc.Arbitrary<Wanted> = fc.record({
  direction: fc.constantFrom<RowDirection>(RowDirection.sent, RowDirection.received),
  kind: fc.constantFrom<RowKind>(RowKind.utf8, RowKind.binary, RowKind.ping, RowKind.closeFrame, RowKind.connected),
  payload,
  isIncoming: fc.boolean(),
});

const searches: readonly { readonly filter: LogFilter; readonly has: (row: Wanted) => boolean }[] = [
  {
    filter: { content: { kind: 'text', text: 'needle', matchCase: true } },
    has: (row) => row.payload.includes('needle'),
  },
  {
    filter: { content: { kind: 'text', text: 'nEEdle', matchCase: false } },
    has: (row) => row.payload.toString('latin1').toLowerCase().includes('needle'),
  },
  {
    filter: { content: { kind: 'text', text: 'ä', matchCase: false } },
    has: (row) => /ä/iu.test(row.payload.toString()),
  },
  {
    filter: { content: { kind: 'regex', pattern: 'd?le$|^nee', matchCase: true } },
    has: (row) => /d?le$|^nee/u.test(textOf(row)),
  },
  { filter: { content: { kind: 'regex', pattern: '^$', matchCase: true } }, has: (row) => row.payload.length === 0 },
  {
    filter: { content: { kind: 'regex', pattern: '[€-😀]$', matchCase: true } },
    has: (row) => /[€-😀]$/u.test(textOf(row)),
  },
  {
    filter: { content: { kind: 'hex', hex: 'C3 A4 00' } },
    has: (row) => row.payload.includes(Buffer.from('c3a400', 'hex')),
  },
  {
    filter: { content: { kind: 'jsonPath', path: '$.a' } },
    has: (row) => !isBinary(row) && row.payload.toString().trim() === '{"a":1}',
  },
];

function isBinary({ kind }: Wanted): boolean {
  return kind === RowKind.binary || kind === RowKind.ping;
}

function textOf(row: Wanted): string {
  return row.payload.toString(isBinary(row) ? 'latin1' : 'utf8');
}

function appendAll(log: SessionLog, rows: readonly Wanted[]): void {
  for (const { direction, kind, payload: bytes, isIncoming } of rows) {
    if (isIncoming && kind <= RowKind.binaryPartial && direction === RowDirection.received) {
      log.tick();
      log.appendIncoming(bytes, 0, bytes.length);
      log.endIncoming({ kind, flags: 0, bits: 0, wireSize: 0 });
    } else log.append({ direction, kind, payload: bytes });
  }
}

test('what is found is what a search of every payload by itself finds, also while the log grows', async () => {
  const { views, begin } = await openViews();
  await fc.assert(
    fc.asyncProperty(
      fc.array(wantedRow, { maxLength: 80 }),
      fc.nat(1100),
      fc.array(wantedRow, { maxLength: 80 }),
      fc.constantFrom(...searches),
      fc.constantFrom<LogFilter>(
        {},
        { directions: [RowDirection.sent] },
        { kinds: [RowKind.utf8, RowKind.closeFrame] },
        { minSize: 5, maxSize: 5000 },
      ),
      async (before, fillers, later, { filter, has }, columns) => {
        const { session, log } = await begin();
        const filler: Wanted = {
          ...before[0],
          direction: RowDirection.sent,
          kind: RowKind.ping,
          payload: Buffer.from('le'),
          isIncoming: false,
        };
        const all = [...before, ...Array.from({ length: fillers }, () => filler), ...later];
        appendAll(log, all.slice(0, before.length + fillers));
        await log.flush();
        const { view } = await views.open({ session, filter: { ...columns, ...filter } });
        await delay(fillers % 40);
        appendAll(log, all.slice(before.length + fillers));
        await log.flush();
        const { length } = await settled(views, view, all.length);
        const expected = all.flatMap((row, index) =>
          row.kind < RowKind.connecting && has(row) && passes(row, columns) ? [index] : [],
        );
        expect(await rowsOf(views, view)).toEqual(expected);
        expect(length).toBe(expected.length);
        views.close({ view });
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

function passes(row: Wanted, { directions, kinds, minSize = 0, maxSize = Infinity }: LogFilter): boolean {
  return (
    (directions?.includes(row.direction) ?? true) &&
    (kinds?.includes(row.kind) ?? true) &&
    row.payload.length >= minSize &&
    row.payload.length <= maxSize
  );
}

test('a filter of columns alone lets events through as well, and the times are inclusive', async () => {
  const { views, session, log } = await openViews();
  send(log, '{"url":"ws://x"}', RowKind.connecting);
  send(log, 'text');
  await log.flush();
  const [first] = await log.read(0, 1);
  const { time = 0 } = first ?? {};
  const all = await views.open({ session, filter: { from: time, to: time + 60_000 } });
  await settled(views, all.view, 2);
  expect(await rowsOf(views, all.view)).toEqual([0, 1]);
  const later = await views.open({ session, filter: { from: time + 60_000 } });
  expect(await settled(views, later.view, 2)).toMatchObject({ length: 0, rows: 2 });
});

test('what is found never crosses from one message into the next', async () => {
  const { views, session, log } = await openViews();
  for (const text of ['nee', 'dle', 'needle', 'need', 'le']) send(log, text);
  await log.flush();
  const { view } = await views.open({
    session,
    filter: { content: { kind: 'text', text: 'needle', matchCase: true } },
  });
  await settled(views, view, 5);
  expect(await rowsOf(views, view)).toEqual([2]);
  expect(views.locate({ view, row: 0 })).toEqual({ index: 0, row: 2 });
  expect(views.locate({ view, row: 3 })).toEqual({ index: 1, row: null });
});

test('large messages are searched to their end, by windows that overlap', async () => {
  const { views, session, log } = await openViews();
  const window = 1024 * 1024;
  const large = (text: string, at: number): Buffer => {
    const bytes = Buffer.alloc(3 * window + 17, 'ü');
    bytes.write(text, at - (at % 2));
    return bytes;
  };
  // Across the end of a window, at the end, and after where a window begins anew.
  for (const at of [window - 6, 3 * window, 2 * window - 65_536]) send(log, large('<needle>', at));
  send(log, Buffer.alloc(9 * window, 'x'), RowKind.binary);
  const binary = Buffer.alloc(9 * window, 'x');
  binary.write('needle', 4 * window - 3);
  send(log, binary, RowKind.binary);
  await log.flush();
  const found = async (filter: LogFilter) => {
    const { view } = await views.open({ session, filter });
    await settled(views, view, log.length); // a slow disk has a row, too
    return rowsOf(views, view);
  };
  expect(await found({ content: { kind: 'text', text: 'needle', matchCase: true } })).toEqual([0, 1, 2, 4]);
  expect(await found({ content: { kind: 'regex', pattern: '<need[a-l]e>', matchCase: true } })).toEqual([0, 1, 2]);
  expect(await found({ content: { kind: 'regex', pattern: '^[<x]', matchCase: true } })).toEqual([3, 4]);
  expect(await found({ content: { kind: 'regex', pattern: 'ü$', matchCase: true } })).toEqual([]);
  expect(await found({ content: { kind: 'regex', pattern: 'x$', matchCase: true } })).toEqual([3, 4]);
});

test('hostile JSON is no match, is counted where it cannot be searched, and stops nothing', async () => {
  const { views, session, log } = await openViews();
  send(log, '['.repeat(500_000) + ']'.repeat(500_000));
  send(log, '{"a":'.repeat(3));
  send(log, '{"__proto__":{"x":1}}');
  send(log, '{"x":1}');
  send(log, JSON.stringify({ x: 'y'.repeat(16 * 1024 * 1024) }));
  await log.flush();
  const { view } = await views.open({ session, filter: { content: { kind: 'jsonPath', path: '$..x' } } });
  expect(await settled(views, view, 5)).toMatchObject({ skippedRows: 2, length: 2 });
  expect(await rowsOf(views, view)).toEqual([2, 3]);
});

test('a search that runs away is ended, says where, and keeps what it found', async () => {
  const { views, session, log, heard } = await openViews();
  send(log, 'aaa');
  send(log, 'aaa');
  await log.flush();
  const { view } = await views.open({
    session,
    filter: { content: { kind: 'regex', pattern: '^(a+)+$', matchCase: true } },
  });
  await settled(views, view, 2);
  send(log, `${'a'.repeat(60)}!`);
  await log.flush();
  await expect.poll(() => views.state({ view }).error?.code, { timeout: 6000 }).toBe('timeout');
  expect(views.state({ view })).toMatchObject({ length: 2, scannedRows: 2, rows: 3, isScanning: false });
  expect(views.state({ view }).error?.message).toContain('row 2,');
  expect([...heard.values()].at(-1)?.error?.code).toBe('timeout');
});

test.each([
  [{ kind: 'regex', pattern: '(a)(b', matchCase: true }, 'pattern', 'Unterminated group (character 4)'],
  [{ kind: 'regex', pattern: 'ab**', matchCase: true }, 'pattern', 'Nothing to repeat (character 4)'],
  [
    { kind: 'regex', pattern: 'x[z-a]', matchCase: true },
    'pattern',
    'Range out of order in character class (character 5)',
  ],
  [{ kind: 'hex', hex: '0g' }, 'hex', '“g” is no hexadecimal digit (character 2)'],
  [{ kind: 'hex', hex: '0 1 2' }, 'hex', 'a byte has two digits, and the last one has one'],
  [{ kind: 'jsonPath', path: '$.a b' }, 'path', "expected '.', '..' or a bracketed selection, found 'b' (character 5)"],
  [{ kind: 'jsonPath', path: 'a' }, 'path', "expected '$', found 'a' (character 1)"],
] as const)('%o is refused at once, with its place', async (content, field, message) => {
  const { views, session } = await openViews();
  await expect(views.open({ session, filter: { content } })).rejects.toMatchObject({
    info: {
      code: 'invalid-input',
      field: `filter.content.${field}`,
      message,
      reason: { kind: expect.stringMatching(/Unreadable$|^hex/) as string },
    },
  });
});

test('a filter can begin at a row', async () => {
  const { views, session, log } = await openViews();
  for (let row = 0; row < 5; row += 1) send(log, 'x');
  await log.flush();
  const { view } = await views.open({ session, filter: { fromRow: 3 } });
  expect(await settled(views, view, 2)).toMatchObject({ rows: 2, length: 2 });
  expect(await rowsOf(views, view)).toEqual([3, 4]);
});

test('stopping keeps what was found, and what comes later is not looked at', async () => {
  const { views, session, log } = await openViews();
  send(log, 'one');
  await log.flush();
  const { view } = await views.open({ session, filter: { kinds: [RowKind.utf8] } });
  await settled(views, view, 1);
  views.stop({ view });
  send(log, 'two');
  await log.flush();
  expect(views.state({ view })).toMatchObject({ length: 1, scannedRows: 1, rows: 2, isScanning: false });
});

test('rows that are let go leave the view, and a view of a log that is deleted is closed', async () => {
  const { logs, views, session, log } = await openViews({ sessionLimitBytes: 16 * 1024 * 1024 });
  const { view } = await views.open({ session, filter: { directions: [RowDirection.sent] } });
  for (let row = 0; row < 700_000; row += 1) {
    send(log, row % 2 === 0 ? 'x' : 'y');
    if (row % 50_000 === 0) await log.flush();
  }
  await log.flush();
  expect(log.firstRow).toBeGreaterThan(0);
  await expect.poll(() => views.state({ view }).isScanning, { timeout: 10_000 }).toBe(false);
  const [first] = await views.read({ view, from: 0, count: 1 });
  expect(first?.row).toBeGreaterThanOrEqual(log.firstRow);
  expect(views.state({ view }).length).toBeLessThanOrEqual(log.length - log.firstRow);
  await logs.end(session);
  await logs.wipe(session);
  expect(() => views.state({ view })).toThrow(/there is no view/);
});

test('more views than may be open close the oldest', async () => {
  const { logs, views, session, log } = await openViews();
  send(log, 'x');
  await log.flush();
  await logs.end(session);
  const opened: ViewId[] = [];
  for (let count = 0; count < 33; count += 1) opened.push((await views.open({ session, filter: {} })).view);
  expect(() => views.state({ view: opened[0] ?? 0 })).toThrow(/there is no view/);
  for (const view of opened.slice(1)) await settled(views, view, 1);
}, 30_000);
