import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { defaultLogSettings } from '../../contract/log.ts';
import { createClient } from './client.ts';
import { LogSettingsModel } from './log-settings.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

async function open(saveSettings: () => void = () => undefined) {
  const bridge = new ScriptedBridge({ 'log.settings': () => defaultLogSettings, 'log.saveSettings': saveSettings });
  const model = new LogSettingsModel(createClient(bridge));
  await model.load();
  return { bridge, model };
}

test('limits are shown in MiB, and what is typed is saved when the field is left', async () => {
  const { bridge, model } = await open();
  expect(model.textOf('sessionLimitBytes')).toBe('2048');
  model.type('sessionLimitBytes', ' 100 ');
  expect(bridge.inputsOf('log.saveSettings')).toEqual([]);
  await model.commit('sessionLimitBytes');
  expect(bridge.inputsOf('log.saveSettings')).toEqual([
    { settings: { ...defaultLogSettings, sessionLimitBytes: 100 * 1024 * 1024 } },
  ]);
  expect(model.textOf('sessionLimitBytes')).toBe('100');
  expect(model.store.getState().drafts).toEqual({});
});

test.each(['', '15', '4194305', '-3', '1.5', '1e3', 'much', '99999999999999999999'])(
  'a limit of "%s" is not saved, and the fault names its field and keeps what was typed',
  async (text) => {
    const { bridge, model } = await open();
    model.type('totalLimitBytes', text);
    await model.commit('totalLimitBytes');
    expect(bridge.inputsOf('log.saveSettings')).toEqual([]);
    expect(model.store.getState().faults.totalLimitBytes).toBe(
      'Limit of all logs: a whole number from 16 to 4,194,304.',
    );
    expect(model.textOf('totalLimitBytes')).toBe(text);
    model.type('totalLimitBytes', '16');
    expect(model.store.getState().faults.totalLimitBytes).toBeUndefined();
  },
);

test('a choice is saved at once, and put back where main does not take it', async () => {
  const { bridge, model } = await open(() => {
    if (bridge.inputsOf('log.saveSettings').length > 1) throw failure('log-failed', 'the disk is full');
  });
  await model.choose({ isPrivate: true });
  expect(model.store.getState().settings?.isPrivate).toBe(true);
  await model.choose({ whenFull: 'ask' });
  expect(model.store.getState()).toMatchObject({
    settings: { isPrivate: true, whenFull: 'oldest' },
    problem: { code: 'log-failed' },
  });
});

test('what main says of a field stands under it', async () => {
  const { model } = await open(() => {
    throw failure('invalid-input', 'too many days', { field: 'settings.keepDays' });
  });
  model.type('keepDays', '30');
  await model.commit('keepDays');
  expect(model.store.getState()).toMatchObject({ faults: { keepDays: 'too many days' }, problem: undefined });
});
