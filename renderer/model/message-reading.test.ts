import { expect, test } from 'vitest';
import { MessageReading, schemaLimit } from './message-reading.ts';

test('a schema is kept, with its first message type chosen', async () => {
  const reading = new MessageReading();
  await reading.setSchema('syntax = "proto3"; package p; message A { int32 x = 1; } message B {}');
  expect(reading.store.getState().messageType).toBe('p.A');
  expect([...(reading.store.getState().schema?.keys() ?? [])]).toEqual(['p.A', 'p.B']);
  await reading.setSchema('');
  expect(reading.store.getState()).toMatchObject({ schema: undefined, schemaFault: undefined, messageType: '' });
});

test('a schema at fault says why, and takes the one before with it', async () => {
  const reading = new MessageReading();
  await reading.setSchema('syntax = "proto3"; message A {}');
  await reading.setSchema('syntax = "proto3";\nmessage A { int32 x = y; }');
  expect(reading.store.getState()).toMatchObject({ schema: undefined, schemaFault: { kind: 'syntax', line: 2 } });
  await reading.setSchema('syntax = "proto3"; enum E { ZERO = 0; }');
  expect(reading.store.getState().schemaFault).toEqual({ kind: 'empty' });
  await reading.setSchema(' '.repeat(schemaLimit + 1));
  expect(reading.store.getState()).toMatchObject({ schemaFault: { kind: 'tooLarge' }, schemaText: '' });
});

test('while a schema is typed the last text counts', async () => {
  const reading = new MessageReading();
  const first = reading.setSchema('syntax = "proto3"; message First {}');
  const second = reading.setSchema('syntax = "proto3"; message Second {}');
  await Promise.all([first, second]);
  expect(reading.store.getState().messageType).toBe('Second');
});
