import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { packRows, RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import { createClient } from './client.ts';
import { LogView } from './log-view.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const row = (session: number, index: number): Row => ({
  row: index,
  time: index,
  elapsed: index,
  wireSize: 0,
  bits: 0,
  direction: RowDirection.received,
  kind: RowKind.utf8,
  flags: 0,
  size: session,
  preview: new TextEncoder().encode(`${session}/${index}`),
});

/** Logs of any length: rows are made when they are read. */
function logs(lengthOf: (session: number) => number): ScriptedBridge {
  return new ScriptedBridge({
    'log.read': ({ session, from, count }) => {
      const end = Math.min(from + count, lengthOf(session));
      return packRows(Array.from({ length: Math.max(0, end - from) }, (_, offset) => row(session, from + offset)));
    },
  });
}

/** All requests under way have been answered. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

const textOf = (view: LogView, index: number) => {
  const preview = view.row(index)?.preview;
  return preview && new TextDecoder().decode(preview);
};

test('only the rows on screen are read, and nothing before they are shown', async () => {
  const bridge = logs(() => 1_000_000);
  const view = new LogView(createClient(bridge));
  view.advance(1, 1_000_000);
  expect(view.length).toBe(1_000_000);
  expect(bridge.calls).toEqual([]);
  view.show(500_000, 500_040);
  await settled();
  expect(textOf(view, 500_000)).toBe('1/500000');
  expect(textOf(view, 500_039)).toBe('1/500039');
  expect(view.row(0)).toBeUndefined();
  expect(bridge.calls.length).toBeLessThanOrEqual(2);
});

test('the end of a growing log is read once per row', async () => {
  let length = 3;
  const bridge = logs(() => length);
  const view = new LogView(createClient(bridge));
  view.advance(1, length);
  view.show(0, 10);
  await settled();
  length = 5;
  view.advance(1, length);
  view.show(0, 10);
  await settled();
  expect(textOf(view, 4)).toBe('1/4');
  expect(bridge.inputsOf('log.read')).toEqual([
    { session: 1, from: 0, count: 64 },
    { session: 1, from: 3, count: 61 },
  ]);
});

test('a log that grows while it is read has one request under way at a time', async () => {
  let underWay = 0;
  let most = 0;
  const bridge = new ScriptedBridge({
    'log.read': async ({ session, from }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await settled();
      underWay -= 1;
      return packRows([row(session, from)]);
    },
  });
  const view = new LogView(createClient(bridge));
  for (let length = 1; length <= 20; length += 1) {
    view.advance(1, length);
    view.show(0, length);
  }
  await expect.poll(() => textOf(view, 19)).toBe('1/19');
  expect(most).toBe(1);
});

test('the logs of several sessions are one list, in the order the sessions came', async () => {
  const view = new LogView(createClient(logs(() => 2)));
  view.advance(4, 2);
  view.advance(9, 2);
  view.show(0, 4);
  await settled();
  expect([0, 1, 2, 3].map((index) => textOf(view, index))).toEqual(['4/0', '4/1', '9/0', '9/1']);
  expect(view.locate(3)).toEqual({ session: 9, row: 1 });
  expect(view.locate(4)).toBeUndefined();
});

test('clearing hides the rows there are, and a session that lives goes on below', async () => {
  const view = new LogView(createClient(logs(() => 10)));
  view.advance(1, 5);
  view.advance(2, 5);
  view.clear(2);
  expect(view.length).toBe(0);
  view.advance(2, 7);
  view.show(0, 2);
  await settled();
  expect([0, 1].map((index) => textOf(view, index))).toEqual(['2/5', '2/6']);
});

test('listeners hear of every change, and the version changes with it', async () => {
  const view = new LogView(createClient(logs(() => 1)));
  const versions: number[] = [];
  const undo = view.subscribe(() => versions.push(view.version()));
  view.advance(1, 1);
  view.advance(1, 1);
  view.show(0, 1);
  await settled();
  undo();
  view.advance(1, 2);
  expect(versions).toEqual([1, 2]);
});

test('rows that cannot be read stay blank and are asked for again when they are shown again', async () => {
  let isGone = true;
  const bridge = new ScriptedBridge({
    'log.read': ({ session, from }) => {
      if (isGone) throw failure('not-found', 'there is no session 1');
      return packRows([row(session, from)]);
    },
  });
  const view = new LogView(createClient(bridge));
  view.advance(1, 1);
  view.show(0, 1);
  await settled();
  expect(view.row(0)).toBeUndefined();
  isGone = false;
  view.show(0, 1);
  await settled();
  expect(textOf(view, 0)).toBe('1/0');
});

test('rows that the log has let go are told apart from those that are on their way', async () => {
  const bridge = new ScriptedBridge({
    'log.read': ({ session, from, count }) =>
      packRows(
        Array.from({ length: count }, (_, offset) => from + offset)
          .filter((index) => index >= 70 && index < 100)
          .map((index) => row(session, index)),
      ),
  });
  const view = new LogView(createClient(bridge));
  view.advance(1, 100);
  view.show(60, 80);
  expect(view.isGone(69)).toBe(false);
  await settled();
  expect([60, 69, 70].map((index) => view.isGone(index))).toEqual([true, true, false]);
  expect(textOf(view, 70)).toBe('1/70');
  const { calls } = bridge;
  const asked = calls.length;
  view.show(60, 80);
  await settled();
  expect(calls).toHaveLength(asked);
});

test('a log of earlier can begin at the first row it still has', async () => {
  const view = new LogView(createClient(logs(() => 100)));
  view.advance(3, 100, 40);
  expect(view.length).toBe(60);
  expect(view.locate(0)).toEqual({ session: 3, row: 40 });
});

test('rows of the view and rows of sessions are found from each other', async () => {
  const view = new LogView(createClient(logs(() => 10)));
  view.advance(4, 5);
  view.clear(4);
  view.advance(4, 8);
  view.advance(9, 10);
  expect(view.sessions).toEqual([4, 9]);
  for (const index of [0, 2, 3, 12]) {
    expect(await view.indexOf(view.locate(index) ?? { session: 0, row: 0 })).toBe(index);
  }
  expect(await view.indexOf({ session: 4, row: 4 })).toBeUndefined();
  expect(view.has({ session: 4, row: 4 })).toBe(false);
  expect(await view.indexOf({ session: 7, row: 0 })).toBeUndefined();
  expect(view.spans(1, 5)).toEqual([
    { session: 4, from: 6, to: 8 },
    { session: 9, from: 0, to: 2 },
  ]);
  expect(view.spans(3, 4)).toEqual([{ session: 9, from: 0, to: 1 }]);
});
