import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { createClient } from './client.ts';
import { payloadStep, PayloadView } from './payload-view.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const address = { session: 1, row: 2 };

function viewOf(payload: Uint8Array<ArrayBuffer>): { view: PayloadView; bridge: ScriptedBridge } {
  const bridge = new ScriptedBridge({ 'log.payload': ({ from, count }) => payload.slice(from, from + count) });
  return { view: new PayloadView(createClient(bridge), address), bridge };
}

test('a payload is read by pieces, and a character cut between two of them is whole', async () => {
  const text = `${'a'.repeat(payloadStep - 1)}äb`;
  const { view, bridge } = viewOf(new TextEncoder().encode(text));
  await view.loadMore();
  expect(view.store.getState()).toMatchObject({ text: 'a'.repeat(payloadStep - 1), loaded: payloadStep });
  await view.loadMore();
  expect(view.store.getState()).toMatchObject({ text, isAtEnd: true });
  expect(bridge.inputsOf('log.payload')).toEqual([
    { ...address, from: 0, count: payloadStep },
    { ...address, from: payloadStep, count: payloadStep },
  ]);
});

test('the hex dump goes on with the offset of the piece', async () => {
  const { view } = viewOf(new Uint8Array(payloadStep + 1));
  await view.loadMore();
  await view.loadMore();
  expect(view.store.getState().hex.split('\n').at(-1)).toMatch(/^00010000 {2}00 /);
});

test('a payload that cannot be read says why and can be tried again', async () => {
  const bridge = new ScriptedBridge({
    'log.payload': () => {
      throw failure('not-found', 'there is no session 1');
    },
  });
  const view = new PayloadView(createClient(bridge), address);
  await view.loadMore();
  expect(view.store.getState()).toMatchObject({ isLoading: false, error: { code: 'not-found' } });
});
