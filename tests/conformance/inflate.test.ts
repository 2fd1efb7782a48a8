import { constants, inflateRawSync, type InflateRaw } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixedBlock, packed, payloadOf, type Symbol } from './deflate-bits.ts';
import { Compressor, deflated } from './deflate-data.ts';
import { inflateBlocks, tail } from './inflate.ts';

const lines = fc.array(fc.constantFrom('the ', 'quick ', 'brown ', 'fox\n', 'jumps ', '\u{1f600}'), { maxLength: 400 });
const content = fc.oneof(
  lines.map((words) => Buffer.from(words.join(''))),
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
);

test('what zlib compressed inflates to itself, with any window, level and strategy, also across messages', () => {
  fc.assert(
    fc.property(
      fc.array(content, { maxLength: 4 }),
      fc.record({
        windowBits: fc.integer({ min: 9, max: 15 }),
        level: fc.integer({ min: 0, max: 9 }),
        strategy: fc.constantFrom('default', 'fixed', 'huffman', 'run-length'),
      }),
      (messages, options) => {
        const compressor = new Compressor(options);
        let history = Buffer.alloc(0);
        for (const message of messages) {
          const inflated = inflateBlocks(Buffer.concat([compressor.message(message), tail]), history);
          expect(inflated.bytes.equals(message)).toBe(true);
          expect(inflated.farthest).toBeLessThanOrEqual(2 ** options.windowBits);
          history = Buffer.concat([history, message]);
        }
      },
    ),
  );
});

test('broken data is broken for zlib too, and the other way round', () => {
  fc.assert(
    fc.property(content, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), (bytes, changes) => {
      const data = Buffer.concat([deflated(bytes), tail]);
      for (const [at, value] of changes) data[at % data.length] = value;
      const ours = outcomeOf(() => inflateBlocks(data));
      const theirs = outcomeOf(() => readByZlib(data));
      if ('failure' in theirs) {
        expect(ours).toMatchObject({ failure: expect.any(String) });
      } else if (theirs.isAll) {
        // It takes data that ends inside a block for data that goes on, and sees late that there are no codes at all.
        if ('failure' in ours) expect(ours.failure).toMatch(/ends inside|incomplete/);
        else expect(ours.bytes.equals(theirs.bytes)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each<readonly [length: number, distance: number]>([
  [3, 1],
  [10, 4],
  [11, 5],
  [18, 6],
  [19, 7],
  [114, 24_576],
  [115, 24_577],
  [257, 32_768],
  [258, 257],
])('a back-reference of %i bytes, %i back, written by hand is what zlib reads', (length, distance) => {
  const dictionary = Buffer.from(Uint8Array.from({ length: 32_768 }, (_, index) => (index * 31 + (index >> 7)) & 0xff));
  const symbols: Symbol[] = [0x61, [length, distance], 0xff];
  const read = inflateRawSync(packed(fixedBlock(symbols, true)), { dictionary });
  const { bytes, farthest } = inflateBlocks(Buffer.concat([payloadOf(fixedBlock(symbols)), tail]), dictionary);
  expect(bytes.equals(read)).toBe(true);
  expect({ size: bytes.length, farthest }).toEqual({ size: length + 2, farthest: distance });
});

/** @returns what it inflates to, and whether zlib has read all of it: it stops after a block with BFINAL */
function readByZlib(data: Buffer): { readonly bytes: Buffer; readonly isAll: boolean } {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, info: true } as const;
  // The types of Node do not know what `info` does.
  const { buffer, engine } = inflateRawSync(data, options) as unknown as { buffer: Buffer; engine: InflateRaw };
  return { bytes: buffer, isAll: engine.bytesWritten === data.length };
}

function outcomeOf<Value>(call: () => Value): Value | { readonly failure: string } {
  try {
    return call();
  } catch (error) {
    return { failure: (error as Error).message };
  }
}
