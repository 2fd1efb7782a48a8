import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure } from '../../../contract/errors.ts';
import type { MessageSending } from '../../../contract/workbench/documents.ts';
import type { SendPreview, SendRun } from '../../../contract/workbench/sending.ts';
import { createClient } from '../client.ts';
import { ScriptedBridge } from '../scripted-bridge.ts';
import { MessagePreview } from './message-preview.ts';
import { fractionOf, runLine } from './run-text.ts';
import { lastRun, SendRuns } from './send-runs.ts';
import { SentHistory } from './sent-history.ts';

const scope = { connection: null, environment: null };
const text = (said: string): MessageSending => ({ body: { kind: 'text', text: said }, opcode: 'text' });
const preview = (sizeBytes: number): SendPreview => ({
  bytes: new Uint8Array(),
  sizeBytes,
  problems: [],
  hasSecrets: false,
});

function run(changes: Partial<SendRun> = {}): SendRun {
  return {
    run: 1,
    session: 7,
    kind: 'message',
    startedAt: 1000,
    messages: 0,
    bytes: 0,
    totalBytes: undefined,
    step: undefined,
    round: 0,
    rounds: 1,
    end: undefined,
    ...changes,
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('main is asked for a preview once typing rests, and an older answer is of no use', async () => {
  const answers: ((preview: SendPreview) => void)[] = [];
  const bridge = new ScriptedBridge({ 'send.preview': () => new Promise((resolve) => answers.push(resolve)) });
  const model = new MessagePreview(createClient(bridge));
  model.show(text('a'), scope);
  model.show(text('ab'), scope);
  await vi.advanceTimersByTimeAsync(150);
  expect(bridge.inputsOf('send.preview')).toEqual([{ message: text('ab'), scope }]);
  model.show(text('abc'), scope);
  await vi.advanceTimersByTimeAsync(150);
  answers[1]?.(preview(3));
  answers[0]?.(preview(2));
  await vi.advanceTimersByTimeAsync(0);
  expect(model.store.getState().preview?.sizeBytes).toBe(3);
});

test('runs are followed from their beginning to their end, those of before included', async () => {
  const bridge = new ScriptedBridge({ 'send.runs': () => [run({ run: 1 })], 'send.start': () => ({ run: 2 }) });
  const model = new SendRuns(createClient(bridge));
  const stop = model.start();
  await vi.advanceTimersByTimeAsync(0);
  bridge.emit('send.changed', run({ run: 2, session: 8 }));
  bridge.emit('send.changed', run({ run: 1, messages: 5, bytes: 10, end: { kind: 'done', at: 3000 } }));
  expect(model.store.getState().runs.map(({ run: { run, messages } }) => [run, messages])).toEqual([
    [1, 5],
    [2, 0],
  ]);
  expect(lastRun(model.store.getState().runs, 7)?.run.run).toBe(1);
  stop();
  expect(bridge.listenerCount).toBe(0);
});

test('what has ended goes with the next one, and late news does not bring it back', async () => {
  const bridge = new ScriptedBridge({ 'send.runs': () => [], 'send.start': () => ({ run: 2 }) });
  const model = new SendRuns(createClient(bridge));
  model.start();
  const ended = run({ end: { kind: 'done', at: 1001 } });
  bridge.emit('send.changed', ended);
  expect(await model.send(7, { kind: 'message', message: text('a') }, scope)).toBe(true);
  bridge.emit('send.changed', ended);
  expect(model.store.getState().runs).toEqual([]);
});

test('what main refuses is said, and a second one is not begun meanwhile', async () => {
  const bridge = new ScriptedBridge({
    'send.start': () => Promise.reject(failure('invalid-input', 'no such variable', { field: 'plan.message' })),
  });
  const model = new SendRuns(createClient(bridge));
  const first = model.send(7, { kind: 'message', message: text('a') }, scope);
  expect(await model.send(7, { kind: 'message', message: text('b') }, scope)).toBe(false);
  expect(await first).toBe(false);
  expect(bridge.inputsOf('send.start')).toHaveLength(1);
  expect(model.store.getState()).toMatchObject({ isStarting: false, problem: { code: 'invalid-input' } });
});

test('how far a run is, and how it ended, is a line', () => {
  const line = (changes: Partial<SendRun>, seconds?: number): string =>
    runLine({ run: run(changes), bytesPerSecond: 2048, secondsLeft: seconds });
  expect(line({ messages: 3, bytes: 30, round: 3, rounds: 10 }, 7)).toBe(
    '3 of 10 · 3 messages, 30 B · 2.0 KiB/s · about 7 s left',
  );
  expect(line({ messages: 3, bytes: 30, round: 3, rounds: 0 })).toBe('round 3 · 3 messages, 30 B · 2.0 KiB/s');
  expect(line({ messages: 1, bytes: 5, end: { kind: 'done', at: 1004 } })).toBe('Sent 1 message, 5 B in 4 ms.');
  expect(line({ messages: 2, bytes: 5, end: { kind: 'canceled', at: 3000 } })).toBe(
    'Stopped after 2.0 s: 2 messages, 5 B sent.',
  );
  const error = failure('timeout', 'nothing matched').info;
  expect(line({ kind: 'sequence', end: { kind: 'failed', at: 2000, error, step: 1 } })).toMatch(
    /^Failed at step 2, with 0 messages, 0 B sent: .*Nothing matched\.$/,
  );
  expect(fractionOf(run({ totalBytes: 10, bytes: 4 }))).toBe(0.4);
  expect(fractionOf(run({ rounds: 4, round: 1 }))).toBe(0.25);
  expect(fractionOf(run({ rounds: 0 }))).toBeUndefined();
});

test('the history is walked back and forth again to what was being written', async () => {
  const messages = ['new', 'old'].map((said, at) => ({ at, message: text(said) }));
  const bridge = new ScriptedBridge({ 'send.history': () => messages });
  const history = new SentHistory(createClient(bridge));
  await history.load('ws://a/');
  expect(history.walk('forth', text('written'))).toBeUndefined();
  expect(history.walk('back', text('written'))).toEqual(text('new'));
  expect(history.walk('back', text('new'))).toEqual(text('old'));
  expect(history.walk('back', text('old'))).toBeUndefined();
  expect(history.walk('forth', text('old'))).toEqual(text('new'));
  expect(history.walk('forth', text('new'))).toEqual(text('written'));
  await history.load('ws://b/');
  expect(history.walk('forth', text('x'))).toBeUndefined();
});
