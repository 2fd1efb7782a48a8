import { expect, test } from 'vitest';
import { failure, type ErrorInfo } from '../../contract/errors.ts';
import type { RowMark } from '../../contract/log-marks.ts';
import { createClient } from './client.ts';
import { RowMarks } from './row-marks.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

/** Keeps marks as main does. */
function openMarks(kept: RowMark[] = []) {
  const problems: ErrorInfo[] = [];
  const bridge = new ScriptedBridge({
    'log.marks': ({ session }) => {
      if (session === 9) throw failure('bad-file', 'damaged');
      return kept;
    },
    'log.mark': ({ session: _session, ...mark }) => {
      kept = [...kept.filter(({ row }) => row !== mark.row), mark].filter(
        ({ isPinned, note }) => isPinned || note !== '',
      );
      return kept;
    },
  });
  return { marks: new RowMarks(createClient(bridge), (problem) => problems.push(problem)), bridge, problems };
}

test('the marks of a session are read once', async () => {
  const { marks, bridge } = openMarks([{ row: 3, isPinned: true, note: '' }]);
  marks.follow([1]);
  marks.follow([1]);
  await expect.poll(() => marks.of({ session: 1, row: 3 })?.isPinned).toBe(true);
  expect(bridge.calls).toHaveLength(1);
  expect(marks.list([1])).toEqual([{ session: 1, row: 3, mark: { row: 3, isPinned: true, note: '' } }]);
  expect(marks.list([2])).toEqual([]);
});

test('rows are pinned together, and unpinned only when all of them are', async () => {
  const { marks } = openMarks();
  const [first, second] = [
    { session: 1, row: 0 },
    { session: 1, row: 1 },
  ];
  await marks.togglePins([first]);
  await marks.togglePins([first, second]);
  expect(marks.list([1]).map(({ row }) => row)).toEqual([0, 1]);
  await marks.togglePins([first, second]);
  expect(marks.list([1])).toEqual([]);
});

test('a note and a pin stay together', async () => {
  const { marks } = openMarks();
  const address = { session: 1, row: 4 };
  await marks.setNote(address, 'look');
  await marks.togglePins([address]);
  expect(marks.of(address)).toEqual({ row: 4, isPinned: true, note: 'look' });
});

test('what cannot be read is told', async () => {
  const { marks, problems } = openMarks();
  marks.follow([9]);
  await expect.poll(() => problems.map(({ code }) => code)).toEqual(['bad-file']);
});
