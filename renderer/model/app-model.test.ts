import { expect, test } from 'vitest';
import type { AppState } from '../../contract/commands/app.ts';
import { defaultChartsLook } from '../../contract/log-summary.ts';
import { failure } from '../../contract/errors.ts';
import { defaultTranscriptLook } from '../../contract/transcript-look.ts';
import type { UpdateState } from '../../contract/updates.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

const problem = failure('bad-file', 'network-capabilities.json: no JSON', { field: 'capabilities' }).info;
const state: AppState = {
  version: '1',
  runtime: { electron: '', node: '', chrome: '' },
  platform: 'linux',
  arch: 'x64',
  isPackaged: false,
  theme: 'dark',
  language: 'system',
  zoom: 1,
  recordsFrames: false,
  opensLinks: undefined,
  canUndoReset: false,
  shownLanguage: 'en',
  dataFolder: '/data',
  transcriptLook: defaultTranscriptLook,
  chartsLook: defaultChartsLook,
  server: { kind: 'stopped' },
  capabilities: [],
  allowsLoopback: true,
  problems: [problem],
};

const newer: UpdateState = {
  kind: 'possible',
  url: 'https://updates.test/latest.yml',
  isAutomatic: false,
  checkedAt: null,
  step: {
    kind: 'available',
    update: { version: '2', url: 'https://updates.test/2', sizeBytes: 1, releaseDate: '', notes: '' },
  },
};

test('the app’s problems are shown until they are dismissed', async () => {
  const app = new AppModel(
    createClient(new ScriptedBridge({ 'app.state': () => state, 'updates.state': () => newer })),
  );
  app.start();
  await expect.poll(() => app.store.getState().problems).toEqual([problem]);
  expect(app.store.getState()).toMatchObject({ theme: 'dark', server: { kind: 'stopped' } });
  // A page that was loaded again has missed that there is one.
  await expect.poll(() => app.store.getState().hasUpdate).toBe(true);
  app.dismiss(problem);
  expect(app.store.getState().problems).toEqual([]);
});

test('the server is followed until the model is stopped', () => {
  const bridge = new ScriptedBridge({ 'app.state': () => state });
  const app = new AppModel(createClient(bridge));
  const stop = app.start();
  bridge.emit('server.changed', { kind: 'failed', error: problem });
  expect(app.store.getState().server).toEqual({ kind: 'failed', error: problem });
  stop();
  expect(bridge.listenerCount).toBe(0);
});

test('a server that does not start is shown as failed, with the reason', async () => {
  const bridge = new ScriptedBridge({
    'server.start': () => {
      throw failure('internal', 'no port');
    },
  });
  const app = new AppModel(createClient(bridge));
  await app.startServer();
  expect(app.store.getState().server).toMatchObject({ kind: 'failed', error: { message: 'no port' } });
});

test('copying says whether it worked', async () => {
  const bridge = new ScriptedBridge();
  const app = new AppModel(createClient(bridge));
  expect(await app.copy('text')).toBe(true);
  const broken = new AppModel(
    createClient(
      new ScriptedBridge({
        'clipboard.write': () => {
          throw failure('invalid-input', 'too long');
        },
      }),
    ),
  );
  expect(await broken.copy('text')).toBe(false);
  expect(broken.store.getState().problems).toHaveLength(1);
});
