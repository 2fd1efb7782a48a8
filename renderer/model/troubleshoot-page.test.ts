import { expect, test } from 'vitest';
import type { ConnectTrial } from '../../contract/commands.ts';
import type { Attempt } from '../../contract/attempt.ts';
import { failure } from '../../contract/errors.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { settingCount } from './trial-drafts.ts';
import { TroubleshootPage } from './troubleshoot-page.ts';

const running: Attempt = {
  url: 'ws://127.0.0.1:1/',
  startedAt: 1000,
  endMs: null,
  outcome: 'running',
  redirects: [],
  phases: [],
};
const failed: Attempt = { ...running, endMs: 5, outcome: 'failed' };
const trial = {
  url: 'ws://127.0.0.1:1/',
  supportedProtocols: ['chat'],
  headers: [{ name: 'Origin', value: 'https://a.test' }],
  ignorableServerCertificateErrors: [],
  followRedirects: 0,
} as const;

function pageOver(bridge: ScriptedBridge): TroubleshootPage {
  const client = createClient(bridge);
  return new TroubleshootPage(client, new AppModel(client));
}

test('an attempt is followed while it goes on, and the page is ready again when it is over', async () => {
  let now: Attempt = running;
  const bridge = new ScriptedBridge({ 'troubleshoot.read': () => now });
  const page = pageOver(bridge);
  await page.startWith({ address: ' ws://127.0.0.1:1/ ', headers: 'Origin: https://a.test\n', subprotocols: 'chat' });
  expect(bridge.inputsOf('troubleshoot.start')).toEqual([trial]);
  expect(page.isRunning).toBe(true);
  await page.start();
  expect(bridge.inputsOf('troubleshoot.start')).toHaveLength(1);
  now = failed;
  bridge.emit('troubleshoot.changed', {});
  await expect.poll(() => page.store.getState().attempt).toEqual(failed);
  expect(page.isRunning).toBe(false);
});

test('many changes at once are read twice at most', async () => {
  const bridge = new ScriptedBridge({ 'troubleshoot.read': () => running });
  const page = pageOver(bridge);
  for (let count = 0; count < 50; count += 1) bridge.emit('troubleshoot.changed', {});
  await expect.poll(() => page.store.getState().attempt).toEqual(running);
  expect(bridge.inputsOf('troubleshoot.read')).toHaveLength(2);
});

test('the attempt of a session is shown with its settings, and not overwritten by what was tried here before', async () => {
  const bridge = new ScriptedBridge({
    'session.attempt': () => ({ attempt: failed, trial, carried: [] }),
    'troubleshoot.read': () => ({ ...failed, url: 'ws://elsewhere/' }),
  });
  const page = pageOver(bridge);
  await page.attach(7);
  bridge.emit('troubleshoot.changed', {});
  expect(page.store.getState()).toMatchObject({
    attempt: failed,
    origin: 'session',
    drafts: { address: 'ws://127.0.0.1:1/', subprotocols: 'chat', headers: 'Origin: https://a.test' },
  });
  expect(bridge.inputsOf('troubleshoot.read')).toEqual([]);
});

test('what only main knows of a session is taken from it by its number, for the same server only', async () => {
  const bridge = new ScriptedBridge({
    'session.attempt': () => ({
      attempt: failed,
      trial: { ...trial, session: 7 },
      carried: ['clientCertificate', 'requiredIssuer'],
    }),
    'troubleshoot.read': () => failed,
  });
  const page = pageOver(bridge);
  await page.attach(7);
  expect(settingCount(page.store.getState().drafts)).toBe(3);
  await page.start();
  await page.startWith({ address: 'ws://127.0.0.1:1/elsewhere' });
  await page.startWith({ address: 'ws://127.0.0.1:2/' });
  expect(settingCount(page.store.getState().drafts)).toBe(2);
  await page.startWith({ address: trial.url, carries: false });
  const sessions = bridge.inputsOf('troubleshoot.start').map((input) => (input as ConnectTrial).session);
  expect(sessions).toEqual([7, 7, undefined, undefined]);
});

test('a session that is not kept is said so; without one, the last attempt of this page is shown', async () => {
  const bridge = new ScriptedBridge({
    'session.attempt': () => {
      throw failure('not-found', 'there is no session 7');
    },
    'troubleshoot.read': () => failed,
  });
  const page = pageOver(bridge);
  await page.attach(7);
  expect(page.store.getState()).toMatchObject({ origin: 'gone', attempt: null, problem: undefined });
  await page.attach(undefined);
  expect(page.store.getState()).toMatchObject({ origin: 'here', attempt: failed });
});

test.each([
  [{ address: 'http://a.test/' }, 'address', /ws:\/\/ or wss:\/\//],
  [{ address: 'ws://a.test/', subprotocols: 'a b' }, 'subprotocols', /without spaces/],
  [{ address: 'ws://a.test/', headers: 'Origin: x\nCookie' }, 'headers', /^Header 2 has no colon/],
  [{ address: 'ws://a.test/', headers: '\nBad name: x' }, 'headers', /^The name of header 2/],
] as const)('%j is refused before anything is tried', async (drafts, field, sentence) => {
  const bridge = new ScriptedBridge();
  const page = pageOver(bridge);
  await page.startWith(drafts);
  const { fault, isSettingsOpen } = page.store.getState();
  expect(fault).toMatchObject({ field, sentence: expect.stringMatching(sentence) as unknown });
  expect(isSettingsOpen).toBe(field !== 'address');
  expect(bridge.calls).toEqual([]);
  page.clearFault(field);
  expect(page.store.getState().fault).toBeUndefined();
});

test('what main finds wrong is said at its field', async () => {
  const bridge = new ScriptedBridge({
    'troubleshoot.start': () => {
      throw failure('invalid-input', 'the header "Host" cannot be set', { field: 'headers.0' });
    },
  });
  const page = pageOver(bridge);
  await page.startWith({ address: 'ws://a.test/' });
  expect(page.store.getState()).toMatchObject({ fault: { field: 'headers' }, isSettingsOpen: true, isStarting: false });
});

test('leaving cancels what is under way, and listens no more', async () => {
  const bridge = new ScriptedBridge({ 'troubleshoot.read': () => running });
  const page = pageOver(bridge);
  await page.startWith({ address: 'ws://a.test/' });
  page.leave();
  await expect.poll(() => bridge.inputsOf('troubleshoot.cancel')).toHaveLength(1);
  expect(bridge.listenerCount).toBe(0);
});
