import { expect, test } from 'vitest';
import { createClient } from '../client.ts';
import { ScriptedBridge } from '../scripted-bridge.ts';
import { KeptFile } from './kept-file.ts';

const kept = { handle: 7, name: 'a.bin', sizeBytes: 100 };

test('a file that main still knows has the size it has now', async () => {
  const bridge = new ScriptedBridge({ 'file.findToSend': () => ({ ...kept, sizeBytes: 200 }) });
  const model = new KeptFile(createClient(bridge));
  const shown = model.show(kept);
  expect(model.store.getState()).toEqual({ file: kept, lost: undefined });
  await shown;
  expect(model.store.getState()).toEqual({ file: { ...kept, sizeBytes: 200 }, lost: undefined });
  await model.show(kept);
  expect(bridge.inputsOf('file.findToSend')).toEqual([{ file: 7 }]);
});

test('one that main knows no more is named, until another one is chosen', async () => {
  const other = { handle: 8, name: 'b.bin', sizeBytes: 1 };
  const bridge = new ScriptedBridge({ 'file.findToSend': () => null });
  const model = new KeptFile(createClient(bridge));
  await model.show(kept);
  expect(model.store.getState()).toEqual({ file: undefined, lost: 'a.bin' });
  void model.show(other);
  expect(model.store.getState()).toEqual({ file: other, lost: undefined });
  await model.show(undefined);
  expect(model.store.getState()).toEqual({ file: undefined, lost: undefined });
});

test('an answer about a file that is no longer meant changes nothing', async () => {
  const answers: ((found: null) => void)[] = [];
  const bridge = new ScriptedBridge({ 'file.findToSend': () => new Promise((resolve) => answers.push(resolve)) });
  const model = new KeptFile(createClient(bridge));
  const first = model.show(kept);
  void model.show({ ...kept, handle: 8 });
  answers[0]?.(null);
  await first;
  expect(model.store.getState()).toEqual({ file: { ...kept, handle: 8 }, lost: undefined });
});
