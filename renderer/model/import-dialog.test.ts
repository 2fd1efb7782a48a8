import { expect, test } from 'vitest';
import type { ImportProposal } from '../../contract/workbench/importing.ts';
import { failure } from '../../contract/errors.ts';
import type { Client } from './client.ts';
import { ImportDialogModel } from './import-dialog.ts';

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

/** A main that answers by a function. */
function clientThat(answer: (name: string, input: unknown) => unknown): Client {
  return {
    platform: 'linux',
    on: () => () => undefined,
    // The answers of a test are those the contract has for its commands.
    invoke: (name, input) => Promise.resolve().then(() => answer(name, input) as never),
  };
}

test('everything that was found is chosen, and what is left of it is imported', async () => {
  const asked: unknown[] = [];
  const model = new ImportDialogModel(
    clientThat((name, input) => {
      asked.push([name, input]);
      return name === 'import.accept' ? ['connections/a'] : proposal;
    }),
  );
  model.setText('wscat -c ws://a');
  await model.read();
  expect([...model.store.getState().chosen]).toEqual([0, 1]);
  model.choose(0, false);
  expect(await model.accept()).toEqual(['connections/a']);
  expect(asked).toEqual([
    ['import.text', { text: 'wscat -c ws://a' }],
    ['import.accept', { proposal: 1, documents: [1] }],
  ]);
});

test('a text that cannot be read stays, with the reason', async () => {
  const model = new ImportDialogModel(
    clientThat(() => {
      throw failure('invalid-input', 'line 1, column 6: not closed');
    }),
  );
  model.setText("curl '");
  await model.read();
  expect(model.store.getState()).toMatchObject({
    text: "curl '",
    problem: { message: 'line 1, column 6: not closed' },
    isBusy: false,
  });
});

test('an answer to a text that has changed since is not shown', async () => {
  const model = new ImportDialogModel(clientThat(() => proposal));
  model.setText('one');
  const reading = model.read();
  model.setText('two');
  await reading;
  expect(model.store.getState()).toMatchObject({ text: 'two', proposal: undefined, isBusy: false });
});

test('a file that was not chosen changes nothing', async () => {
  const model = new ImportDialogModel(clientThat(() => null));
  model.setText('kept');
  await model.readFile();
  expect(model.store.getState()).toMatchObject({ text: 'kept', proposal: undefined, problem: undefined });
});
