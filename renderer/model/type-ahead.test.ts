import { expect, test } from 'vitest';
import { packRows, RowDirection, RowKind } from '../../contract/rows.ts';
import { createClient } from './client.ts';
import { LogView } from './log-view.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { TypeAhead } from './type-ahead.ts';

/** Rows that say their number. */
function openLog(length: number) {
  const bridge = new ScriptedBridge({
    'log.read': ({ from, count }) =>
      packRows(
        Array.from({ length: Math.min(count, length - from) }, (_, offset) => ({
          row: from + offset,
          time: 0,
          elapsed: 0,
          direction: RowDirection.received,
          kind: RowKind.utf8,
          flags: 0,
          size: 1,
          wireSize: 0,
          bits: 0,
          preview: new TextEncoder().encode(`Row ${from + offset}.`),
        })),
      ),
  });
  const log = new LogView(createClient(bridge));
  log.advance(1, length);
  const found: number[] = [];
  return { bridge, found, typing: new TypeAhead(log, (row) => found.push(row)) };
}

function type(typing: TypeAhead, text: string, active: number | undefined): void {
  for (const character of text) typing.type(character, active);
}

test('what was typed is searched once, from the next row on, in whatever case', async () => {
  const { found, typing, bridge } = openLog(3000);
  type(typing, 'row 1', 15);
  await expect.poll(() => found).toEqual([16]);
  expect(bridge.calls).toHaveLength(1);
  typing.clear();
  type(typing, 'row 2000', 16);
  await expect.poll(() => found).toEqual([16, 2000]);
});

test('what no row has is said', async () => {
  const { found, typing } = openLog(600);
  type(typing, 'nowhere', undefined);
  await expect.poll(() => typing.store.getState()).toEqual({ text: 'nowhere', isMissing: true });
  expect(found).toEqual([]);
  typing.clear();
  expect(typing.isTyping).toBe(false);
});

test('a search that was given up finds nothing, and a long log is not looked through to its end', async () => {
  const { found, typing, bridge } = openLog(1_000_000);
  type(typing, 'row 999999', 0);
  await expect.poll(() => typing.store.getState().isMissing).toBe(true);
  expect(bridge.calls.length).toBeLessThanOrEqual(40);
  typing.clear();
  type(typing, 'row 5', 0);
  typing.clear();
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(found).toEqual([]);
});
