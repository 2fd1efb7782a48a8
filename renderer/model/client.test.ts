import { expect, test } from 'vitest';
import { DuplexError, failure } from '../../contract/errors.ts';
import { attempt, createClient } from './client.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

test('a reply with a value is that value', async () => {
  const client = createClient(new ScriptedBridge({ 'session.open': () => ({ session: 7 }) }));
  const request = {
    socket: 'message',
    page: 'p',
    url: 'ws://h',
    messageType: 'utf8',
    receiveMode: 'fullMessage',
  } as const;
  const opened = await client.invoke('session.open', {
    ...request,
    supportedProtocols: [],
    headers: [],
    ignorableServerCertificateErrors: [],
  });
  expect(opened).toEqual({ session: 7 });
});

test('a reply with an error is thrown with everything main said of it', async () => {
  const bridge = new ScriptedBridge({
    'session.close': () => {
      throw failure('not-found', 'there is no session 3', { field: 'session' });
    },
  });
  const closing = createClient(bridge).invoke('session.close', { session: 3, code: 1000, reason: '' });
  await expect(closing).rejects.toBeInstanceOf(DuplexError);
  await expect(closing).rejects.toMatchObject({ info: { code: 'not-found', field: 'session' } });
});

test('attempt hands a failure on as data and never rejects', async () => {
  const failures: unknown[] = [];
  await attempt(
    async () => {
      throw new Error('a defect');
    },
    (error) => failures.push(error),
  );
  expect(failures).toEqual([{ code: 'internal', message: 'a defect' }]);
});
