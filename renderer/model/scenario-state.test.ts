import { expect, test } from 'vitest';
import type { ConnectionState } from '../../contract/sessions.ts';
import { scenarioState } from './scenario-state.ts';

const open: ConnectionState = { kind: 'open', connectMs: 1, protocol: '', localAddress: '', remoteAddress: '' };
const closed: ConnectionState = { kind: 'closed', code: 1000, reason: '', by: 'local' };

test('a command under way is busy, whatever the connection', () => {
  expect(scenarioState(true, undefined)).toBe('busy');
  expect(scenarioState(true, open)).toBe('busy');
});

test('connecting and closing are busy, open is connected, and the rest is disconnected', () => {
  expect(scenarioState(false, { kind: 'connecting' })).toBe('busy');
  expect(scenarioState(false, { kind: 'closing' })).toBe('busy');
  expect(scenarioState(false, open)).toBe('connected');
  expect(scenarioState(false, closed)).toBe('disconnected');
  expect(scenarioState(false, { kind: 'failed', error: { code: 'timeout', message: '' } })).toBe('disconnected');
  expect(scenarioState(false, undefined)).toBe('disconnected');
});
