import { expect, test, vi } from 'vitest';
import { failure } from '../../contract/errors.ts';
import type { SessionControl } from '../../contract/socket-control.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { defaultControls, valuesBefore } from './control-drafts.ts';
import { ControlReading } from './control-reading.ts';
import { ScenarioPage } from './scenario-page.ts';
import { ScriptedBridge, sessionState } from './scripted-bridge.ts';

const values = valuesBefore(defaultControls);

function answer(): SessionControl {
  return {
    before: values,
    now: values,
    refusals: {},
    information: {
      protocol: '',
      localAddress: null,
      remoteAddress: null,
      perMessageDeflate: null,
      outboundBitsPerSecond: 0,
      inboundBitsPerSecond: 0,
    },
  };
}

async function follow(control: () => SessionControl) {
  const bridge = new ScriptedBridge({
    'session.list': () => [],
    'session.open': () => ({ session: 1 }),
    'session.control': control,
  });
  const client = createClient(bridge);
  const page = new ScenarioPage(client, new AppModel(client), {
    page: 'page',
    endpoint: 'echo',
    verb: 'disconnect',
    counts: 'messages',
    request: () => ({
      socket: 'message',
      messageType: 'utf8',
      receiveMode: 'fullMessage',
      ignorableServerCertificateErrors: [],
    }),
  });
  page.typeAddress('ws://localhost/');
  const reading = new ControlReading(client, page);
  const stop = reading.start();
  return { bridge, page, reading, stop };
}

test('the control of the live session is asked for, and forgotten at its end', async () => {
  const { bridge, page, reading, stop } = await follow(answer);
  expect(reading.store.getState().control).toBeUndefined();
  await page.connect();
  await vi.waitFor(() => expect(reading.store.getState().control).toEqual(answer()));
  bridge.emit('session.changed', sessionState({ connection: { kind: 'closed', code: 1000, reason: '', by: 'local' } }));
  await vi.waitFor(() => expect(reading.store.getState().control).toBeUndefined());
  const asked = bridge.inputsOf('session.control').length;
  stop();
  bridge.emit('session.changed', sessionState());
  expect(bridge.inputsOf('session.control')).toHaveLength(asked);
});

test('a session that is gone has no control', async () => {
  const { page, bridge, reading, stop } = await follow(() => {
    throw failure('not-found', 'there is no session 1');
  });
  await page.connect();
  await vi.waitFor(() => expect(bridge.inputsOf('session.control').length).toBeGreaterThan(0));
  expect(reading.store.getState().control).toBeUndefined();
  stop();
});
