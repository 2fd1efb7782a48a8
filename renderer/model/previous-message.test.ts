import { expect, test } from 'vitest';
import { packRows, RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import { createClient } from './client.ts';
import { findPrevious, searchedRows } from './previous-message.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const rowOf = (direction: RowDirection, kind: RowKind, size: number): Row => ({
  row: 0,
  time: size,
  elapsed: size,
  wireSize: 0,
  bits: 0,
  direction,
  kind,
  flags: 0,
  size,
  preview: new Uint8Array(),
});

/** A log of received messages but for one that was sent. */
function clientOf(length: number, sentAt: number) {
  const bridge = new ScriptedBridge({
    'log.read': ({ from, count }) =>
      packRows(
        Array.from({ length: Math.min(count, length - from) }, (_, index) =>
          from + index === sentAt
            ? rowOf(RowDirection.sent, RowKind.utf8, 7)
            : rowOf(RowDirection.received, RowKind.utf8, 1),
        ),
      ),
  });
  return createClient(bridge);
}

test('the last message of the same direction is found, however far back within the limit', async () => {
  for (const sentAt of [0, 100, 5000, 5998]) {
    expect(await findPrevious(clientOf(6000, sentAt), { session: 1, row: 5999 }, RowDirection.sent)).toEqual({
      address: { session: 1, row: sentAt },
      size: 7,
      time: 7,
    });
  }
  expect(await findPrevious(clientOf(100, 50), { session: 1, row: 50 }, RowDirection.sent)).toBeUndefined();
  const far = searchedRows + 10;
  expect(await findPrevious(clientOf(far + 1, 9), { session: 1, row: far }, RowDirection.sent)).toBeUndefined();
  expect(await findPrevious(clientOf(far + 1, 10), { session: 1, row: far }, RowDirection.sent)).toBeDefined();
});
