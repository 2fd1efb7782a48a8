import { beforeEach, expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import type { FileTransfer, SessionTransfers } from '../../contract/sessions.ts';
import { createClient } from './client.ts';
import { PageFiles } from './page-files.ts';
import type { CurrentSession } from './page-sessions.ts';
import { ScriptedBridge, sessionState } from './scripted-bridge.ts';

const { transfers: none } = sessionState();
const transfer = (changes: Partial<FileTransfer> = {}): FileTransfer => ({
  name: 'a.bin',
  totalBytes: 100,
  bytes: 10,
  startedAt: 1,
  end: undefined,
  ...changes,
});

let bridge: ScriptedBridge;
let current: CurrentSession | undefined;
/** What was said on the page, in order. */
let said: string[];

beforeEach(() => {
  bridge = new ScriptedBridge();
  current = undefined;
  said = [];
});

function filesOfPage(): PageFiles {
  return new PageFiles(createClient(bridge), {
    current: () => current,
    done: (what) => said.push(what),
    failed: (error) => said.push(error.message),
    setFirstFile: (file) => said.push(`first file: ${file?.name ?? 'none'}`),
  });
}

function becomes(files: PageFiles, transfers: Partial<SessionTransfers>, changes: Partial<CurrentSession> = {}): void {
  current = { ...sessionState(), transfers: { ...none, ...transfers }, ...changes };
  files.sessionChanged(current);
}

test('a file is asked for and sent over the session there is', async () => {
  bridge = new ScriptedBridge({ 'file.chooseToSend': () => ({ handle: 7, name: 'a.bin', sizeBytes: 100 }) });
  const files = filesOfPage();
  becomes(files, {});
  await files.send();
  expect(bridge.inputsOf('session.sendFile')).toEqual([{ session: 1, file: 7 }]);
});

test('giving up the choice does nothing', async () => {
  bridge = new ScriptedBridge({ 'file.chooseToSend': () => null, 'file.chooseToSave': () => null });
  const files = filesOfPage();
  becomes(files, {});
  await files.send();
  await files.receive();
  expect(bridge.calls.map(({ name }) => name)).toEqual(['file.chooseToSend', 'file.chooseToSave']);
  expect(said).toEqual([]);
});

test('a file to receive into waits for the next connection when there is none, until it has taken something', async () => {
  bridge = new ScriptedBridge({ 'file.chooseToSave': () => ({ handle: 3, name: 'in.bin' }) });
  const files = filesOfPage();
  await files.receive();
  expect(said).toEqual(['first file: in.bin']);
  becomes(files, { receiving: transfer() });
  expect(said).toEqual(['first file: in.bin', 'first file: none']);
  await files.receive();
  expect(bridge.inputsOf('session.receiveIntoFile')).toEqual([{ session: 1, file: 3 }]);
});

test('the end of a file is said once, and only by a page that saw it under way', () => {
  const files = filesOfPage();
  const end = { kind: 'done', at: 5 } as const;
  becomes(files, { sending: transfer({ end }) });
  expect(said).toEqual([]);
  becomes(files, { sending: transfer({ startedAt: 2 }) });
  becomes(files, { sending: transfer({ startedAt: 2, end }) });
  becomes(files, { sending: transfer({ startedAt: 2, end }) });
  expect(said).toEqual(['fileSent']);
});

test('a file that failed is told, unless the connection was what failed', () => {
  const files = filesOfPage();
  const ended = (message: string, field?: string) =>
    transfer({
      end: {
        kind: 'failed',
        at: 5,
        keptAs: undefined,
        error: { code: 'transfer-failed', message, ...(field && { field }) },
      },
    });
  becomes(files, { sending: transfer(), receiving: transfer() });
  becomes(files, { sending: ended('no space', 'file'), receiving: ended('lost') });
  expect(said).toContain('no space');
  expect(said).not.toContain('lost');
});

test('the switch stays where it was put until main has told the same', async () => {
  const files = filesOfPage();
  becomes(files, {});
  const pausing = files.setPaused(true);
  expect(files.store.getState().isPaused).toBe(true);
  becomes(files, { isPaused: false, sending: transfer() });
  expect(files.store.getState().isPaused).toBe(true);
  await pausing;
  becomes(files, { isPaused: true });
  becomes(files, { isPaused: false });
  expect(files.store.getState().isPaused).toBe(false);
});

test('a switch that cannot be put goes back, and the page says why', async () => {
  bridge = new ScriptedBridge({
    'session.setPaused': () => {
      throw failure('illegal-call', 'not connected');
    },
  });
  const files = filesOfPage();
  becomes(files, {});
  await files.setPaused(true);
  expect(files.store.getState().isPaused).toBe(false);
  expect(said).toEqual(['not connected']);
});

test('figures are read while they can be seen, and once more after the end', async () => {
  const rates = { sent: Float64Array.of(1), received: Float64Array.of(2) };
  bridge = new ScriptedBridge({ 'session.rates': () => rates });
  const files = filesOfPage();
  becomes(files, {});
  files.watch(() => false)();
  expect(bridge.inputsOf('session.rates')).toEqual([]);
  files.watch(() => true)();
  await expect.poll(() => files.store.getState().rates).toEqual(rates);
  becomes(files, {}, { connection: { kind: 'closed', code: 1000, reason: '', by: 'local' } });
  files.watch(() => true)();
  await expect.poll(() => bridge.inputsOf('session.rates').length).toBe(2);
  // The reply has been taken once the store is asked again.
  await Promise.resolve();
  files.watch(() => true)();
  expect(bridge.inputsOf('session.rates')).toHaveLength(2);
  becomes(files, {}, { session: 2 });
  expect(files.store.getState().rates).toBeUndefined();
});
