import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import type { OfferedUpdate, UpdateState, UpdateStep } from '../../contract/updates.ts';
import { AboutPage } from './about-page.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { explainUpdateFailure, newestLine, offerLines, placeOf } from './update-text.ts';

const update: OfferedUpdate = {
  version: '1.1.0',
  url: 'https://updates.test/Duplex-1.1.0.deb',
  sizeBytes: 110 * 1024 * 1024,
  releaseDate: '2026-11-01T10:00:00.000Z',
  notes: '',
};

function possible(step: UpdateStep): UpdateState {
  return { kind: 'possible', url: 'https://updates.test/latest.yml', isAutomatic: false, checkedAt: null, step };
}

test('the page asks nobody but main how things stand, and follows it until it is left', async () => {
  const bridge = new ScriptedBridge({ 'updates.state': () => possible({ kind: 'idle' }) });
  const page = new AboutPage(createClient(bridge));
  await page.attach();
  expect(bridge.calls.map(({ name }) => name)).toEqual(['updates.state']);
  bridge.emit('updates.changed', possible({ kind: 'ready', update }));
  expect(page.store.getState().updates).toMatchObject({ step: { kind: 'ready' } });
  page.leave();
  expect(bridge.listenerCount).toBe(0);
});

test('Escape cancels a check and a download, and nothing else', async () => {
  const bridge = new ScriptedBridge({ 'updates.state': () => possible({ kind: 'idle' }) });
  const page = new AboutPage(createClient(bridge));
  await page.attach();
  const steps: readonly UpdateStep[] = [
    { kind: 'idle' },
    { kind: 'ready', update },
    { kind: 'installing', update },
    { kind: 'checking' },
    { kind: 'downloading', update, receivedBytes: 1 },
  ];
  for (const step of steps) {
    bridge.emit('updates.changed', possible(step));
    await page.cancel();
  }
  expect(bridge.inputsOf('updates.cancel')).toHaveLength(2);
});

test('a command that fails is told, until the next one', async () => {
  const bridge = new ScriptedBridge({
    'app.licences': () => {
      throw failure('bad-file', 'the texts of the licences cannot be read');
    },
  });
  const page = new AboutPage(createClient(bridge));
  await page.showLicences();
  expect(page.store.getState().problem?.code).toBe('bad-file');
  await page.check();
  expect(page.store.getState().problem).toBeUndefined();
});

test('a failure says what failed, why, and what to do', () => {
  const error = failure('update-refused', 'the signature of latest.yml is not by the key that is in this app', {
    cause: 'SIGNATURE',
  }).info;
  expect(explainUpdateFailure({ kind: 'failed', during: 'checking', error })).toEqual({
    what: 'Checking for updates failed.',
    why: 'What was offered as an update was refused. The signature is not by the key that is in this app. (SIGNATURE)',
    advice: 'Nothing of it is kept, and this version stays as it is. If it happens again, tell who publishes Duplex.',
  });
});

test('an older version that is offered is told as that', () => {
  expect(newestLine('1.0.0', '1.0.0', 0)).toMatch(/^1\.0\.0 is the newest version\. Checked at \d\d:\d\d:\d\d\.$/);
  expect(newestLine('0.9.0', '1.0.0', 0)).toMatch(
    /^0\.9\.0 is offered, which is older than 1\.0\.0: it is not taken\./,
  );
});

test('an offer names its version, date, size and host', () => {
  expect(offerLines(update)).toEqual({
    title: 'Version 1.1.0 of 2026-11-01',
    origin: '110.0 MiB from updates.test. Its description is signed by the key of this app.',
  });
  expect(placeOf(update.url)).toBe('updates.test:443');
  expect(placeOf('https://localhost:8443/latest.yml')).toBe('localhost:8443');
});
