import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frame, type FrameOptions } from '../../tests/support/frames.ts';
import { FrameError, Opcode } from './frame.ts';
import { FrameReader, type FrameSink } from './frame-reader.ts';

/** What a sink was told, with the spans of each payload put together. */
type Told = { opcode: number; fin: boolean; length: number; payload: string };

class Recording implements FrameSink {
  readonly frames: Told[] = [];
  /** The most bytes to take of a span; all of it by default. */
  appetite = Number.POSITIVE_INFINITY;
  #parts: Buffer[] = [];

  frameStarted(): void {
    this.#parts = [];
  }

  payload(bytes: Buffer, start: number, end: number): number {
    const taken = Math.min(end - start, this.appetite);
    this.#parts.push(Buffer.from(bytes.subarray(start, start + taken)));
    return taken;
  }

  frameEnded({ opcode, fin, length }: { opcode: number; fin: boolean; length: number }): boolean {
    this.frames.push({ opcode, fin, length, payload: Buffer.concat(this.#parts).toString('latin1') });
    return true;
  }
}

/** A message in fragments, control frames between them. */
const message = fc
  .record({
    opcode: fc.constantFrom(Opcode.text, Opcode.binary),
    fragments: fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }),
    control: fc.option(
      fc.record({ opcode: fc.constantFrom(Opcode.ping, Opcode.pong), payload: fc.uint8Array({ maxLength: 125 }) }),
    ),
  })
  .map(({ opcode, fragments, control }) =>
    fragments.flatMap((payload, index): FrameOptions[] => [
      { opcode: index === 0 ? opcode : Opcode.continuation, payload, fin: index === fragments.length - 1 },
      ...(control === null ? [] : [control]),
    ]),
  );

test('any sequence of messages comes out the same, however its bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 5 }).map((messages) => messages.flat()),
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
      (options, sizes) => {
        const bytes = Buffer.concat(options.map(frame));
        const sink = new Recording();
        const reader = new FrameReader(sink);
        for (let at = 0, index = 0; at < bytes.length; index += 1) {
          const end = Math.min(bytes.length, at + (sizes[index % sizes.length] ?? 1));
          expect(reader.read(bytes, at, end)).toBe(end);
          at = end;
        }
        expect(sink.frames).toEqual(
          options.map(({ opcode, fin = true, payload }) => ({
            opcode,
            fin,
            length: payload?.length,
            payload: Buffer.from(payload ?? '').toString('latin1'),
          })),
        );
      },
    ),
  );
});

test('a sink that takes less stops the reader, which then wants the rest again', () => {
  const bytes = Buffer.concat([frame({ payload: 'abcdef' }), frame({ payload: '' }), frame({ payload: 'gh' })]);
  const sink = new Recording();
  sink.appetite = 2;
  const reader = new FrameReader(sink);
  let at = 0;
  let stops = 0;
  while (at < bytes.length) {
    at = reader.read(bytes, at, bytes.length);
    stops += 1;
  }
  expect(sink.frames.map((told) => told.payload)).toEqual(['abcdef', '', 'gh']);
  expect(stops).toBe(3);
});

test('a frame of 2^40 bytes is announced without a byte of it being held', () => {
  const sink = new Recording();
  const started: number[] = [];
  sink.frameStarted = (told?: { length: number }): void => void started.push(told?.length ?? -1);
  const head = frame({ opcode: Opcode.binary, lengthForm: 64, declaredLength: 2n ** 40n });
  expect(new FrameReader(sink).read(head, 0, head.length)).toBe(head.length);
  expect(started).toEqual([2 ** 40]);
});

const opened = frame({ opcode: Opcode.text, fin: false, payload: 'a' });
const broken: readonly (readonly [string, number, Buffer])[] = [
  ['RSV1 without an extension (5.2)', 1002, frame({ rsv1: true })],
  ['RSV2 (5.2)', 1002, frame({ rsv2: true })],
  ['RSV3 (5.2)', 1002, frame({ rsv3: true })],
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
    (opcode) => [`reserved opcode ${opcode} (5.2)`, 1002, frame({ opcode })] as const,
  ),
  ['a masked frame from a server (5.1)', 1002, frame({ masked: true, payload: 'x' })],
  ['a fragmented ping (5.4)', 1002, frame({ opcode: Opcode.ping, fin: false })],
  ['a ping of 126 bytes (5.5)', 1002, frame({ opcode: Opcode.ping, payload: Buffer.alloc(126) })],
  ['a close frame of 126 bytes (5.5)', 1002, frame({ opcode: Opcode.close, payload: Buffer.alloc(126) })],
  ['a continuation of nothing (5.4)', 1002, frame({ opcode: Opcode.continuation })],
  ['a text inside a message (5.4)', 1002, Buffer.concat([opened, frame({ opcode: Opcode.text })])],
  ['a binary inside a message (5.4)', 1002, Buffer.concat([opened, frame({ opcode: Opcode.binary })])],
  ['a 16-bit length below 126 (5.2)', 1002, frame({ payload: 'abc', lengthForm: 16 })],
  ['a 64-bit length below 65536 (5.2)', 1002, frame({ payload: 'abc', lengthForm: 64 })],
  ['a length with its top bit set (5.2)', 1002, frame({ lengthForm: 64, declaredLength: 2n ** 63n })],
  ['a length past 2^53 - 1', 1009, frame({ lengthForm: 64, declaredLength: 2n ** 53n })],
];

test.each(broken)('%s ends with %i', (_what, closeCode, bytes) => {
  const reader = new FrameReader(new Recording());
  let thrown: unknown;
  try {
    reader.read(bytes, 0, bytes.length);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FrameError);
  expect(thrown).toMatchObject({ closeCode });
});

test('a length of 2^53 - 1 can be read', () => {
  const bytes = frame({ lengthForm: 64, declaredLength: 2n ** 53n - 1n });
  expect(new FrameReader(new Recording()).read(bytes, 0, bytes.length)).toBe(bytes.length);
});
