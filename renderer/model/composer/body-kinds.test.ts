import { expect, test } from 'vitest';
import type { MessageSending } from '../../../contract/workbench/documents.ts';
import { changeKind, opcodeNote } from './body-kinds.ts';

const hello: MessageSending = { body: { kind: 'text', text: 'Hallö' }, opcode: 'text', fragments: [2] };

test('a text becomes its bytes and comes back, and the opcode goes along', () => {
  const hex = changeKind(hello, 'hex', undefined);
  expect(hex).toEqual({ body: { kind: 'hex', text: '48 61 6C 6C C3 B6' }, opcode: 'binary', fragments: [2] });
  const base64 = changeKind(hex, 'base64', undefined);
  expect(base64.body).toEqual({ kind: 'base64', text: 'SGFsbMO2' });
  expect(changeKind(base64, 'json', undefined)).toEqual({ ...hello, body: { kind: 'json', text: 'Hallö' } });
});

test('bytes are put into lines of sixteen, in two groups', () => {
  const text = changeKind({ body: { kind: 'text', text: 'abcdefghijklmnopq' }, opcode: 'text' }, 'hex', undefined).body;
  expect(text).toEqual({
    kind: 'hex',
    text: '61 62 63 64 65 66 67 68  69 6A 6B 6C 6D 6E 6F 70\n71',
  });
});

test('what cannot be read stays as it was typed', () => {
  const wrong: MessageSending = { body: { kind: 'hex', text: '4g' }, opcode: 'binary' };
  expect(changeKind(wrong, 'text', undefined).body).toEqual({ kind: 'text', text: '4g' });
  const noText: MessageSending = { body: { kind: 'hex', text: 'FF FE' }, opcode: 'binary' };
  expect(changeKind(noText, 'text', undefined).body).toEqual({ kind: 'text', text: 'FF FE' });
  const template: MessageSending = { body: { kind: 'text', text: '{{a}}' }, opcode: 'text' };
  expect(changeKind(template, 'hex', undefined).body).toEqual({ kind: 'hex', text: '{{a}}' });
});

test('from a generator there is a way back to what was written', () => {
  const made = changeKind(hello, 'generator', undefined);
  expect(made.body.kind).toBe('generator');
  expect(changeKind(made, 'text', hello.body)).toEqual(hello);
  expect(changeKind(made, 'text', undefined).body).toEqual({ kind: 'text', text: '' });
});

test('an opcode that does not go with the body is told', () => {
  const preview = (bytes: number[], sizeBytes = bytes.length) => ({
    bytes: Uint8Array.from(bytes),
    sizeBytes,
    problems: [],
    hasSecrets: false,
  });
  const hex: MessageSending = { body: { kind: 'hex', text: '' }, opcode: 'text' };
  expect(opcodeNote(hello, undefined)).toBeUndefined();
  expect(opcodeNote({ ...hello, opcode: 'binary' }, undefined)).toMatch(/binary message/);
  expect(opcodeNote(hex, preview([0x61]))).toMatch(/can be a text message/);
  expect(opcodeNote(hex, preview([0xff]))).toMatch(/are not UTF-8: .*1007/);
  expect(opcodeNote(hex, preview([0x61], 5000))).toMatch(/that are not UTF-8/);
});
