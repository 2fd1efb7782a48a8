import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { SummaryView } from './summary-view.ts';

test('a view opens the summary, reads it whenever there is news, and closes it', async () => {
  const bridge = new ScriptedBridge({ 'log.summary': () => ({ summary: undefined, problem: undefined }) });
  const close = new SummaryView(createClient(bridge), 7).open();
  await expect.poll(() => bridge.inputsOf('log.summary')).toHaveLength(1);
  bridge.emit('log.summaryChanged', { session: 8 });
  bridge.emit('log.summaryChanged', { session: 7 });
  await expect.poll(() => bridge.inputsOf('log.summary')).toHaveLength(2);
  close();
  bridge.emit('log.summaryChanged', { session: 7 });
  await expect.poll(() => bridge.inputsOf('log.closeSummary')).toEqual([{ session: 7 }]);
  expect(bridge.inputsOf('log.summary')).toHaveLength(2);
  expect(bridge.listenerCount).toBe(0);
});

test('news that comes while it reads is read once more, and no oftener', async () => {
  const waiting: (() => void)[] = [];
  const bridge = new ScriptedBridge({
    'log.summary': () =>
      new Promise((resolve) => waiting.push(() => resolve({ summary: undefined, problem: undefined }))),
  });
  new SummaryView(createClient(bridge), 7).open();
  await expect.poll(() => waiting).toHaveLength(1);
  for (let news = 0; news < 10; news += 1) bridge.emit('log.summaryChanged', { session: 7 });
  waiting[0]?.();
  await expect.poll(() => waiting).toHaveLength(2);
  waiting[1]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(waiting).toHaveLength(2);
});

test('a log that cannot be read says why; one that was left says nothing', async () => {
  const bridge = new ScriptedBridge({
    'log.openSummary': () => {
      throw failure('not-found', 'there is no log');
    },
  });
  const view = new SummaryView(createClient(bridge), 7);
  view.open();
  await expect.poll(() => view.store.getState().problem?.code).toBe('not-found');
  const left = new SummaryView(createClient(bridge), 7);
  left.open()();
  await expect.poll(() => bridge.inputsOf('log.openSummary')).toHaveLength(2);
  await new Promise((resolve) => setImmediate(resolve));
  expect(left.store.getState().problem).toBeUndefined();
});
