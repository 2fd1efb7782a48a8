import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { MessageBody } from '../../contract/workbench/documents.ts';
import { listedFrames } from '../../contract/workbench/frame-lengths.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { binary, TestSending, text } from '../../tests/support/sending.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { GeneratedBytes } from './generated-bytes.ts';

expectNoLeaks();

/** What a server of `ws` was sent. */
async function startCollector() {
  const received: { readonly bytes: Buffer; readonly isBinary: boolean; readonly at: number }[] = [];
  const sockets: WebSocket[] = [];
  const server = await startWsServer(
    (socket) => {
      sockets.push(socket);
      socket.on('message', (data: Buffer, isBinary) => received.push({ bytes: data, isBinary, at: performance.now() }));
    },
    { maxPayload: 512 * 1024 * 1024 },
  );
  return { ...server, received, sockets };
}

/** Sizes of the data frames that went out, as the log has them. */
async function sentFrames({ session }: TestSending, from: number): Promise<number[]> {
  const rows = await session.log.read(from, 1000);
  return rows
    .filter(({ direction, kind }) => direction === RowDirection.sent && kind === RowKind.frame)
    .map(({ size }) => size);
}

test('the text is filled in anew each time', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  sending.variables.set('who', { value: 'Ann', origin: { kind: 'connection' }, isSecret: false });
  const message = text('{{who}} {{counter()}} {{uuid()}}');
  const ended = await sending.send({ kind: 'message', message, repeat: { count: 3, everyMs: 0, jitter: 0 } });
  expect(ended).toMatchObject({ end: { kind: 'done' }, messages: 3, round: 3, rounds: 3 });
  await eventually('three messages', () => server.received.length === 3);
  const texts = server.received.map(({ bytes }) => bytes.toString());
  expect(texts.map((said) => said.slice(0, 6))).toEqual(['Ann 1 ', 'Ann 2 ', 'Ann 3 ']);
  expect(new Set(texts.map((said) => said.slice(6))).size).toBe(3);
  // Another run counts from the beginning.
  await sending.send({ kind: 'message', message });
  await eventually('one more', () => server.received.length === 4);
  expect(server.received[3]?.bytes.toString()).toMatch(/^Ann 1 /);
});

test.each(['message', 'stream'] as const)(
  'whatever the body, the fragments and the opcode: they arrive as they are, over a %s socket',
  { timeout: 60_000 },
  async (socket) => {
    const server = await startCollector();
    const sending = await TestSending.open(server.url, { socket });
    sending.session.recordsFrames = true;
    const bytes = fc.uint8Array({ maxLength: 3000 }).map((value) => Buffer.from(value));
    const body: fc.Arbitrary<{ body: MessageBody; bytes: Buffer }> = fc.oneof(
      bytes.map((value) => ({ body: { kind: 'hex', text: value.toString('hex') } as const, bytes: value })),
      bytes.map((value) => ({ body: { kind: 'base64', text: value.toString('base64') } as const, bytes: value })),
      fc
        .string({ unit: 'binary', maxLength: 500 })
        .filter((value) => !value.includes('{{'))
        .map((value) => ({ body: { kind: 'text', text: value } as const, bytes: Buffer.from(value) })),
      fc
        .tuple(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom('zeros', 'counting', 'random', 'text'), fc.nat())
        .map(([sizeBytes, pattern, seed]) => {
          const body = { kind: 'generator', sizeBytes, pattern, seed } as const;
          return { body, bytes: new GeneratedBytes(body).first(sizeBytes) };
        }),
    );
    const fragments = fc.array(fc.oneof(fc.nat(20), fc.nat(200_000)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(body, fragments, fc.constantFrom('text', 'binary'), async ({ body, bytes }, sizes, opcode) => {
        const isText = opcode === 'text';
        const message = { body, opcode, fragments: sizes } as const;
        const before = server.received.length;
        const rows = sending.session.log.length;
        const isUtf8 = Buffer.from(bytes.toString()).equals(bytes);
        if (isText && !isUtf8) {
          const error = await failureOf(sending.start({ kind: 'message', message }));
          expect(error.info).toMatchObject({
            code: 'invalid-input',
            field: expect.stringMatching(/^plan\.message\.body/) as string,
          });
          return;
        }
        expect((await sending.send({ kind: 'message', message })).end?.kind).toBe('done');
        await eventually('the message', () => server.received.length === before + 1);
        expect(server.received[before]?.isBinary).toBe(!isText);
        expect(server.received[before]?.bytes.equals(bytes)).toBe(true);
        expect(await sentFrames(sending, rows)).toEqual([...listedFrames(bytes.length, sizes)]);
      }),
      { numRuns: 60 },
    );
  },
);

test('bytes that are no text are refused as text, with the place', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  const message = { body: { kind: 'hex', text: '41 c3 28' }, opcode: 'text' } as const;
  const error = await failureOf(sending.start({ kind: 'message', message }));
  expect(error.info).toMatchObject({ code: 'invalid-input', field: 'plan.message.body.text' });
  expect(error.message).toContain('byte 3');
  expect(await sending.preview(message)).toMatchObject({ problems: [{ from: 6, to: 8 }], sizeBytes: 3 });
  const half = { body: { kind: 'text', text: 'a\ud800' }, opcode: 'text' } as const;
  expect((await sending.preview(half)).problems).toMatchObject([{ from: 1, to: 2 }]);
  const unknown = await failureOf(sending.start({ kind: 'message', message: text('a {{nobody}}') }));
  expect(unknown.message).toContain('nobody');
});

test('a preview has the first 4 KiB of the largest message, at once, and says that there are secrets', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  const large = binary({ kind: 'generator', sizeBytes: 4 * 1024 ** 3, pattern: 'counting' });
  const preview = await sending.preview(large);
  expect(preview).toMatchObject({ sizeBytes: 4 * 1024 ** 3, problems: [], hasSecrets: false });
  expect([...preview.bytes.subarray(250, 260)]).toEqual([250, 251, 252, 253, 254, 255, 0, 1, 2, 3]);
  expect(preview.bytes.length).toBe(4096);
  sending.variables.set('token', { value: 's3cret', origin: { kind: 'environment', name: 'x' }, isSecret: true });
  expect(await sending.preview(text('Bearer {{token}}'))).toMatchObject({ hasSecrets: true, sizeBytes: 13 });
});

test('100 000 messages as fast as the socket takes them: all arrive, in order', { timeout: 90_000 }, async () => {
  let next = 1;
  let firstWrong: string | undefined;
  const server = await startWsServer((socket) =>
    socket.on('message', (data: Buffer) => {
      const said = data.toString();
      if (said !== String(next)) firstWrong ??= said;
      next += 1;
    }),
  );
  const sending = await TestSending.open(server.url);
  const plan = {
    kind: 'message',
    message: text('{{counter()}}'),
    repeat: { count: 100_000, everyMs: 0, jitter: 0 },
  } as const;
  const began = performance.now();
  const ended = await sending.send(plan, 80_000);
  const ms = performance.now() - began;
  expect(ended).toMatchObject({ messages: 100_000, bytes: 488_895, end: { kind: 'done' } });
  await eventually('the last message', () => next === 100_001, 20_000);
  expect(firstWrong).toBeUndefined();
  // Told now and then, not each time.
  expect(sending.news.length).toBeLessThan(ms / 45 + 10);
});

test('intervals stay in their bounds', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  await sending.send({ kind: 'message', message: text('x'), repeat: { count: 12, everyMs: 40, jitter: 0.5 } });
  await eventually('all', () => server.received.length === 12);
  const gaps = server.received.slice(1).map(({ at }, index) => at - (server.received[index]?.at ?? 0));
  // What arrives late makes the next gap shorter, so the sum is what counts from below.
  expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThan(11 * 20 - 5);
  expect(new Set(gaps.map((gap) => Math.round(gap / 4))).size).toBeGreaterThan(2);
});

test('a run is canceled within 100 ms, whether it waits, sends, or the server takes nothing', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  const cancel = async (run: number): Promise<number> => {
    const began = performance.now();
    sending.runs.cancel({ run });
    expect(await sending.ended(run)).toMatchObject({ end: { kind: 'canceled' } });
    return performance.now() - began;
  };
  const forever = { count: 0, everyMs: 3_600_000, jitter: 0 };
  const waiting = await sending.start({ kind: 'message', message: text('x'), repeat: forever });
  await eventually('the first', () => server.received.length === 1);
  expect(await cancel(waiting)).toBeLessThan(100);

  const flooding = await sending.start({ kind: 'message', message: text('y'), repeat: { ...forever, everyMs: 0 } });
  await eventually('a thousand', () => sending.state(flooding).messages > 1000);
  expect(await cancel(flooding)).toBeLessThan(100);
  const { messages } = sending.state(flooding);
  await eventually('all of them', () => server.received.length >= messages + 1);

  for (const socket of server.sockets) socket.pause();
  const body = { kind: 'generator', sizeBytes: 1024 * 1024, pattern: 'random' } as const;
  const stuck = await sending.start({ kind: 'message', message: binary(body), repeat: { ...forever, everyMs: 0 } });
  const held = process.memoryUsage().arrayBuffers;
  await delay(500);
  // It waits: nothing piles up.
  expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(32 * 1024 * 1024);
  expect(await cancel(stuck)).toBeLessThan(100);
  expect(sending.session.isOpen).toBe(true);
});

test('a run ends as failed with the connection, and with the app as canceled', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  const repeat = { count: 0, everyMs: 60_000, jitter: 0 };
  const lost = await sending.start({ kind: 'message', message: text('x'), repeat });
  await eventually('the first', () => server.received.length === 1);
  server.sockets[0]?.terminate();
  expect(await sending.ended(lost)).toMatchObject({ end: { kind: 'failed', error: { code: 'connection-lost' } } });
  expect((await failureOf(sending.start({ kind: 'message', message: text('x') }))).code).toBe('illegal-call');

  await sending.connect(server.url);
  const closed = await sending.start({ kind: 'message', message: text('x'), repeat });
  server.sockets[1]?.close(4001);
  expect(await sending.ended(closed)).toMatchObject({
    end: { kind: 'failed', error: { code: 'closed', message: 'the connection was closed with the code 4001' } },
  });

  await sending.connect(server.url);
  const last = await sending.start({ kind: 'message', message: text('x'), repeat });
  await sending.runs.close();
  expect(sending.state(last).end?.kind).toBe('canceled');
  expect(sending.news.at(-1)?.run.end?.kind).toBe('canceled');
});

test('a message of somebody else never gets between the fragments of one', async () => {
  const server = await startCollector();
  const sending = await TestSending.open(server.url);
  const body = { kind: 'generator', sizeBytes: 300_000, pattern: 'counting' } as const;
  const fragments = Array.from({ length: 3000 }, () => 100);
  const runs = await Promise.all(
    [0, 1, 2].map(() =>
      sending.start({ kind: 'message', message: binary(body, fragments), repeat: { count: 5, everyMs: 0, jitter: 0 } }),
    ),
  );
  for (const run of runs) expect((await sending.ended(run)).end?.kind).toBe('done');
  await eventually('all', () => server.received.length === 15);
  const expected = new GeneratedBytes(body).first(body.sizeBytes);
  for (const { bytes } of server.received) expect(bytes.equals(expected)).toBe(true);
  // One that somebody has begun by hand is not ended by a run.
  await sending.session.send({ kind: 'utf8', text: 'begun ' }, false);
  expect(await sending.send({ kind: 'message', message: text('x') })).toMatchObject({
    end: { kind: 'failed', error: { code: 'illegal-call' } },
  });
});
