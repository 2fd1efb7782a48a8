import { expect, test, vi } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { createClient } from './client.ts';
import { pieceBytes, PayloadPieces } from './payload-pieces.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const address = { session: 1, row: 2 };
/** A byte of a payload that is nowhere: what it is, is told by its offset. */
const byteAt = (offset: number): number => (offset * 7 + Math.floor(offset / 256)) % 256;

function piecesOf(size: number, held = size): { pieces: PayloadPieces; bridge: ScriptedBridge } {
  const bridge = new ScriptedBridge({
    'log.payload': ({ from, count }) =>
      Uint8Array.from({ length: Math.max(0, Math.min(count, held - from)) }, (_, index) => byteAt(from + index)),
  });
  return { pieces: new PayloadPieces(createClient(bridge), address, size), bridge };
}

test('of 4 GiB only what is shown is read', async () => {
  const size = 2 ** 32;
  const { pieces, bridge } = piecesOf(size);
  const from = 3_000_000_000;
  expect(pieces.bytes(from, from + 100)).toBeUndefined();
  pieces.show(from, from + 100);
  await vi.waitFor(() => expect(pieces.bytes(from, from + 100)).toBeDefined());
  expect([...(pieces.bytes(from, from + 100) ?? [])]).toEqual(
    Array.from({ length: 100 }, (_, index) => byteAt(from + index)),
  );
  expect(bridge.inputsOf('log.payload')).toHaveLength(1);
});

test('a range over a border is put together, and one over the end is shorter', async () => {
  const size = pieceBytes + 10;
  const { pieces } = piecesOf(size);
  pieces.show(0, size);
  await vi.waitFor(() => expect(pieces.bytes(0, size)).toBeDefined());
  const over = pieces.bytes(pieceBytes - 5, size + 100);
  expect([...(over ?? [])]).toEqual(Array.from({ length: 15 }, (_, index) => byteAt(pieceBytes - 5 + index)));
  expect(pieces.bytes(size, size + 16)).toEqual(new Uint8Array());
});

test('a payload that was let go ends where the log has no more of it', async () => {
  const { pieces } = piecesOf(1000, 0);
  let changes = 0;
  const stop = pieces.subscribe(() => (changes += 1));
  pieces.show(0, 16);
  await vi.waitFor(() => expect(pieces.end).toBe(0));
  expect(changes).toBe(1);
  stop();
});

test('pieces are let go, and read again when they are shown again', async () => {
  const { pieces, bridge } = piecesOf(2 ** 30);
  for (let number = 0; number < 40; number += 1) {
    pieces.show(number * pieceBytes, number * pieceBytes + 1);
    await vi.waitFor(() => expect(pieces.bytes(number * pieceBytes, number * pieceBytes + 1)).toBeDefined());
  }
  expect(pieces.bytes(0, 1)).toBeUndefined();
  pieces.show(0, 1);
  await vi.waitFor(() => expect(pieces.bytes(0, 1)).toBeDefined());
  expect(bridge.inputsOf('log.payload')).toHaveLength(41);
});

test('a payload that cannot be read says why', async () => {
  const bridge = new ScriptedBridge({
    'log.payload': () => {
      throw failure('not-found', 'there is no session 1');
    },
  });
  const pieces = new PayloadPieces(createClient(bridge), address, 10);
  pieces.show(0, 10);
  await vi.waitFor(() => expect(pieces.error).toMatchObject({ code: 'not-found' }));
});
