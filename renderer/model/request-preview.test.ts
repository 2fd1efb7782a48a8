import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure } from '../../contract/errors.ts';
import type { ConnectionSource, EffectiveRequest } from '../../contract/workbench/effective-request.ts';
import { createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { headText, previewDelayMs, RequestPreview } from './request-preview.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const source = (address: string): ConnectionSource => ({
  path: null,
  document: { version: 1, address },
  environment: null,
});

const requestOf = (address: string): EffectiveRequest => ({
  address,
  head: [{ text: `GET ${address} HTTP/1.1`, origin: { kind: 'connection' }, variables: [], changes: false }],
  settings: [],
  problems: [],
});

test('main is asked once a person stops typing, and told last what stands there last', async () => {
  const bridge = new ScriptedBridge({ 'workbench.request': ({ document }) => requestOf(document.address) });
  const preview = new RequestPreview(createClient(bridge));
  preview.show(source('ws://a'));
  await vi.advanceTimersByTimeAsync(0);
  expect(preview.store.getState()).toEqual({ request: requestOf('ws://a'), isBusy: false, error: undefined });
  for (const address of ['ws://b', 'ws://bc', 'ws://bcd']) {
    preview.show(source(address));
    await vi.advanceTimersByTimeAsync(previewDelayMs - 1);
  }
  expect(preview.store.getState()).toMatchObject({ request: requestOf('ws://a'), isBusy: true });
  await vi.advanceTimersByTimeAsync(1);
  expect(preview.store.getState()).toMatchObject({ request: requestOf('ws://bcd'), isBusy: false });
  expect(bridge.inputsOf('workbench.request')).toHaveLength(2);
});

test('an answer that was overtaken is not shown, nor one after the end', async () => {
  const answers: ((request: EffectiveRequest) => void)[] = [];
  const bridge = new ScriptedBridge({
    'workbench.request': () => new Promise<EffectiveRequest>((resolve) => void answers.push(resolve)),
  });
  const preview = new RequestPreview(createClient(bridge));
  preview.show(source('ws://old'));
  await vi.advanceTimersByTimeAsync(0);
  preview.show(source('ws://new'));
  await vi.advanceTimersByTimeAsync(previewDelayMs);
  answers[1]?.(requestOf('ws://new'));
  await vi.advanceTimersByTimeAsync(0);
  answers[0]?.(requestOf('ws://old'));
  await vi.advanceTimersByTimeAsync(0);
  expect(preview.store.getState().request).toEqual(requestOf('ws://new'));
  preview.show(source('ws://never'));
  preview.stop();
  await vi.advanceTimersByTimeAsync(previewDelayMs);
  expect(answers).toHaveLength(2);
  expect(preview.store.getState().isBusy).toBe(false);
});

test('a failure leaves what was there, and the next answer takes it away', async () => {
  let isFailing = false;
  const bridge = new ScriptedBridge({
    'workbench.request': ({ document }) => {
      if (isFailing) throw failure('invalid-input', 'no', { field: 'address' });
      return requestOf(document.address);
    },
  });
  const preview = new RequestPreview(createClient(bridge));
  preview.show(source('ws://a'));
  await vi.advanceTimersByTimeAsync(0);
  isFailing = true;
  preview.show(source('ws://b'));
  await vi.advanceTimersByTimeAsync(previewDelayMs);
  expect(preview.store.getState()).toMatchObject({ request: requestOf('ws://a'), error: { message: 'no' } });
  isFailing = false;
  preview.show(source('ws://c'));
  await vi.advanceTimersByTimeAsync(previewDelayMs);
  expect(preview.store.getState()).toMatchObject({ request: requestOf('ws://c'), error: undefined });
});

test('the head is copied with the line ends that are sent', () => {
  expect(headText(requestOf('/x'))).toBe('GET /x HTTP/1.1\r\n\r\n');
});
