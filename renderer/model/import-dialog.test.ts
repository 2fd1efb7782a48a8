import { expect, test } from 'vitest';
import type { ImportProposal } from '../../contract/workbench/importing.ts';
import { failure } from '../../contract/errors.ts';
import { createClient } from './client.ts';
import { ImportDialogModel } from './import-dialog.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const document = {
  folders: [],
  name: 'a',
  content: { kind: 'connection', document: { version: 1, address: 'ws://a' } },
  leftOut: [],
} as const;
const proposal: ImportProposal = {
  proposal: 1,
  kind: 'wscat',
  documents: [document, document],
  leftOut: [],
  secrets: [],
};

test('everything that was found is chosen, and what is left of it is imported', async () => {
  const bridge = new ScriptedBridge({ 'import.text': () => proposal, 'import.accept': () => ['connections/a'] });
  const model = new ImportDialogModel(createClient(bridge));
  model.setText('wscat -c ws://a');
  await model.read();
  expect([...model.store.getState().chosen]).toEqual([0, 1]);
  model.choose(0, false);
  expect(await model.accept()).toEqual(['connections/a']);
  expect(bridge.calls).toEqual([
    { name: 'import.text', input: { text: 'wscat -c ws://a' } },
    { name: 'import.accept', input: { proposal: 1, documents: [1] } },
  ]);
});

test('a text that cannot be read stays, with the reason', async () => {
  const bridge = new ScriptedBridge({
    'import.text': () => {
      throw failure('invalid-input', 'line 1, column 6: not closed');
    },
  });
  const model = new ImportDialogModel(createClient(bridge));
  model.setText("curl '");
  await model.read();
  expect(model.store.getState()).toMatchObject({
    text: "curl '",
    problem: { message: 'line 1, column 6: not closed' },
    isBusy: false,
  });
});

test('an answer to a text that has changed since is not shown', async () => {
  const model = new ImportDialogModel(createClient(new ScriptedBridge({ 'import.text': () => proposal })));
  model.setText('one');
  const reading = model.read();
  model.setText('two');
  await reading;
  expect(model.store.getState()).toMatchObject({ text: 'two', proposal: undefined, isBusy: false });
});

test('a file that was not chosen changes nothing', async () => {
  const model = new ImportDialogModel(createClient(new ScriptedBridge({ 'import.file': () => null })));
  model.setText('kept');
  await model.readFile();
  expect(model.store.getState()).toMatchObject({ text: 'kept', proposal: undefined, problem: undefined });
});

test('reading ends when the dialog is closed or the text is another one, and not when nothing is read', async () => {
  const bridge = new ScriptedBridge({
    'import.text': () => new Promise<ImportProposal>(() => undefined),
    'import.cancel': () => undefined,
  });
  const model = new ImportDialogModel(createClient(bridge));
  model.setText('a');
  model.close();
  expect(bridge.inputsOf('import.cancel')).toEqual([]);
  void model.read();
  model.setText('b');
  expect(model.store.getState().isBusy).toBe(false);
  void model.read();
  model.close();
  model.close();
  expect(bridge.inputsOf('import.cancel')).toEqual([{}, {}]);
});
