import { describe, expect, test } from 'vitest';
import { frame, type FrameOptions } from '../../../tests/support/frames.ts';
import { FrameError, Opcode } from '../../wire/frame.ts';
import { MaskedFrameReader } from './masked-frame-reader.ts';

/** Reads the bytes in chunks of a size. @returns one line for every frame */
function read(bytes: Buffer, chunkSize = bytes.length, maxFrameBytes = 1000): string[] {
  const lines: string[] = [];
  let spans: Buffer[] = [];
  const reader = new MaskedFrameReader(
    {
      frameStarted: () => true,
      payload: (span) => spans.push(span),
      frameEnded: ({ opcode, fin, kind }) => {
        lines.push(`${opcode}${fin ? '.' : '-'} of ${kind}: ${Buffer.concat(spans).toString()}`);
        spans = [];
      },
      controlFrame: (opcode, payload) => lines.push(`control ${opcode}: ${payload.toString()}`),
    },
    maxFrameBytes,
  );
  // A copy, as the reader takes the mask off in place.
  for (let at = 0; at < bytes.length; at += chunkSize) reader.read(Buffer.from(bytes.subarray(at, at + chunkSize)));
  return lines;
}

const client = (options: FrameOptions): Buffer => frame({ masked: true, ...options });

test('fragments, interleaved control frames and every form of length are read alike in chunks of any size', () => {
  const long = 'x'.repeat(70_000);
  const bytes = Buffer.concat([
    client({ payload: 'whole' }),
    client({ opcode: Opcode.binary, payload: 'a', fin: false }),
    client({ opcode: Opcode.ping, payload: 'now' }),
    client({ opcode: Opcode.continuation, fin: false }),
    client({ opcode: Opcode.continuation, payload: 'b'.repeat(300) }),
    client({ payload: long }),
    client({ opcode: Opcode.close }),
  ]);
  const lines = [
    '1. of 1: whole',
    '2- of 2: a',
    'control 9: now',
    '0- of 2: ',
    `0. of 2: ${'b'.repeat(300)}`,
    `1. of 1: ${long}`,
    'control 8: ',
  ];
  for (const chunkSize of [1, 2, 3, 5, 7, 13, 64, 1000, 65_536, bytes.length]) {
    expect(read(bytes, chunkSize, 100_000)).toEqual(lines);
  }
});

test('payload that is not wanted is passed over', () => {
  const ended: number[] = [];
  const reader = new MaskedFrameReader(
    {
      frameStarted: () => false,
      payload: () => expect.unreachable(),
      frameEnded: ({ length }) => ended.push(length),
      controlFrame: () => expect.unreachable(),
    },
    1000,
  );
  reader.read(Buffer.concat([client({ payload: 'abc' }), client({ payload: 'defgh' })]));
  expect(ended).toEqual([3, 5]);
});

describe('what the protocol forbids', () => {
  const cases: [string, Buffer, number][] = [
    ['no mask', frame({ payload: 'a' }), 1002],
    ['RSV1', client({ rsv1: true }), 1002],
    ['RSV2', client({ rsv2: true }), 1002],
    ['RSV3', client({ rsv3: true }), 1002],
    ['a reserved data opcode', client({ opcode: 3 }), 1002],
    ['a reserved control opcode', client({ opcode: 11 }), 1002],
    ['a fragmented ping', client({ opcode: 9, fin: false }), 1002],
    ['a ping of 126 bytes', client({ opcode: 9, payload: 'p'.repeat(126) }), 1002],
    ['a continuation of nothing', client({ opcode: 0 }), 1002],
    ['a message inside a message', Buffer.concat([client({ fin: false }), client({})]), 1002],
    ['16 bits for a short length', client({ payload: 'a', lengthForm: 16 }), 1002],
    ['64 bits for a short length', client({ payload: 'a', lengthForm: 64 }), 1002],
    ['a length with its top bit set', client({ declaredLength: 2n ** 63n }), 1002],
    ['a frame above the limit', client({ payload: 'x'.repeat(1001) }), 1009],
    ['the longest length there is', client({ declaredLength: 2n ** 63n - 1n }), 1009],
  ];

  test.each(cases)('%s', (_, bytes, closeCode) => {
    expect(() => read(bytes)).toThrow(expect.objectContaining({ closeCode }) as FrameError);
    expect(() => read(bytes, 1)).toThrow(FrameError);
  });
});
