import { expect, test } from 'vitest';
import { limits } from '../../contract/commands/command.ts';
import { failure } from '../../contract/errors.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { WholePayload } from './whole-payload.ts';

const address = { session: 1, row: 2 };

function wholeOf(
  payload: Uint8Array<ArrayBuffer>,
  size = payload.length,
): { whole: WholePayload; bridge: ScriptedBridge } {
  const bridge = new ScriptedBridge({ 'log.payload': ({ from, count }) => payload.slice(from, from + count) });
  return { whole: new WholePayload(createClient(bridge), address, size), bridge };
}

test('a payload is read in steps, and once', async () => {
  const payload = Uint8Array.from({ length: limits.bytesPerRead + 3 }, (_, index) => index % 251);
  const { whole, bridge } = wholeOf(payload);
  await whole.read();
  await whole.read();
  // Vitest would compare a million numbers one by one.
  expect(Buffer.compare(whole.store.getState().bytes ?? new Uint8Array(), payload)).toBe(0);
  expect(bridge.inputsOf('log.payload')).toEqual([
    { ...address, from: 0, count: limits.bytesPerRead },
    { ...address, from: limits.bytesPerRead, count: 3 },
  ]);
});

test('reading can be canceled and begun again', async () => {
  const { whole, bridge } = wholeOf(new Uint8Array(3 * limits.bytesPerRead));
  const reading = whole.read();
  whole.cancel();
  await reading;
  expect(whole.store.getState()).toMatchObject({ bytes: undefined, isReading: false, isCanceled: true });
  expect(bridge.inputsOf('log.payload')).toHaveLength(1);
  await whole.read();
  expect(whole.store.getState()).toMatchObject({ isCanceled: false, read: 3 * limits.bytesPerRead });
});

test('of a payload that was let go there is what is left', async () => {
  const { whole } = wholeOf(Uint8Array.of(1, 2), 10);
  await whole.read();
  expect(whole.store.getState().bytes).toEqual(Uint8Array.of(1, 2));
});

test('a payload that cannot be read says why', async () => {
  const bridge = new ScriptedBridge({
    'log.payload': () => {
      throw failure('not-found', 'there is no session 1');
    },
  });
  const whole = new WholePayload(createClient(bridge), address, 10);
  await whole.read();
  expect(whole.store.getState()).toMatchObject({ isReading: false, error: { code: 'not-found' } });
});
