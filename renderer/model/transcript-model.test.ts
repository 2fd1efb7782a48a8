import { expect, test } from 'vitest';
import { packRows, RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { LogView } from './log-view.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { TranscriptModel } from './transcript-model.ts';

const encoder = new TextEncoder();

function row(index: number): Row {
  const preview = encoder.encode(index === 1 ? 'GET / HTTP/1.1\r\nX-Id: 1\r\n\r\n' : `m${index}`);
  return {
    row: index,
    time: 0,
    elapsed: 0,
    direction: RowDirection.sent,
    kind: index === 1 ? RowKind.openingRequest : RowKind.utf8,
    flags: 0,
    size: preview.length,
    wireSize: 0,
    bits: 0,
    preview,
  };
}

function openTranscript(length: number) {
  const copied: string[] = [];
  const bridge = new ScriptedBridge({
    'log.read': ({ from, count }) =>
      packRows(Array.from({ length: Math.max(0, Math.min(count, length - from)) }, (_, offset) => row(from + offset))),
    'log.list': () => [],
    'log.totals': async ({ ranges }) => {
      await Promise.resolve();
      const rows = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
      const totals = { messages: rows, bytes: rows * 2 };
      return { rows, sent: totals, received: { messages: 0, bytes: 0 }, problems: 0 };
    },
    'log.mark': ({ session: _session, ...mark }) => [mark],
    'clipboard.write': ({ text }) => void copied.push(text),
  });
  const client = createClient(bridge);
  const log = new LogView(client);
  log.advance(1, length);
  return { bridge, copied, log, model: new TranscriptModel(client, new AppModel(client), log) };
}

test('the newest selection is added up, and one that was given up is not asked for', async () => {
  const { model, bridge } = openTranscript(100);
  model.select(0);
  for (let last = 1; last < 50; last += 1) model.extendTo(last);
  await expect.poll(() => model.store.getState().totals?.rows).toBe(50);
  expect(bridge.inputsOf('log.totals').length).toBeLessThanOrEqual(2);
  model.select(3);
  expect(model.store.getState().totals).toBeUndefined();
});

test('a paused display has the rows it had, and goes on with all of them', () => {
  const { model, log } = openTranscript(5);
  model.setPaused(true);
  log.advance(1, 9);
  expect(model.length).toBe(5);
  model.selectAll();
  expect(model.store.getState().selection?.ranges).toEqual([{ from: 0, to: 5 }]);
  model.setPaused(false);
  expect(model.length).toBe(9);
});

test('what is selected is copied, with the request of its session where a command needs it', async () => {
  const { model, copied } = openTranscript(5);
  model.select(2);
  model.extendTo(3);
  await model.copy('text');
  await model.copy('wscat');
  expect(copied[0]).toBe('m2\nm3');
  expect(copied[1]).toMatch(/-H X-Id:1 -x m2$/);
  expect(model.store.getState().notice).toBe('Copied 2 rows');
});

test('more than a clipboard takes is refused, with a reason', async () => {
  const { model, copied } = openTranscript(20_000);
  model.selectAll();
  await model.copy('lines');
  expect(copied).toEqual([]);
  expect(model.store.getState().notice).toContain('10,000 rows');
});

test('a note goes beside the active row, and clearing forgets what was selected', async () => {
  const { model } = openTranscript(5);
  model.select(4);
  model.beginNote();
  expect(model.store.getState().noting).toEqual({ session: 1, row: 4 });
  await model.endNote(' look ');
  expect(model.marks.of({ session: 1, row: 4 })?.note).toBe('look');
  model.reset();
  expect(model.store.getState().selection).toBeUndefined();
});
