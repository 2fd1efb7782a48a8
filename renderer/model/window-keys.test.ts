import { expect, test } from 'vitest';
import { commandOf, type Key } from './window-keys.ts';

const key = (name: string, modifiers: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});
const linux = { isMac: false, isTyping: false };
const mac = { isMac: true, isTyping: false };

test('Ctrl, or Cmd on macOS, goes to pages and to the address, and connects or sends', () => {
  expect(commandOf(key('3', { ctrlKey: true }), linux)).toEqual({ kind: 'page', number: 3 });
  expect(commandOf(key('l', { metaKey: true }), mac)).toEqual({ kind: 'address' });
  expect(commandOf(key('Enter', { ctrlKey: true }), linux)).toEqual({ kind: 'primary' });
  expect(commandOf(key('3', { metaKey: true }), linux)).toBeUndefined();
  expect(commandOf(key('3', { ctrlKey: true }), mac)).toBeUndefined();
});

test('a question mark shows the keys, unless it is typed into a field', () => {
  expect(commandOf(key('?', { shiftKey: true }), linux)).toEqual({ kind: 'keys' });
  expect(commandOf(key('?', { shiftKey: true }), { ...linux, isTyping: true })).toBeUndefined();
});

test('F6 goes round the regions, backwards with Shift, and Esc cancels', () => {
  expect(commandOf(key('F6'), linux)).toEqual({ kind: 'nextRegion', backwards: false });
  expect(commandOf(key('F6', { shiftKey: true }), linux)).toEqual({ kind: 'nextRegion', backwards: true });
  expect(commandOf(key('Escape'), { ...linux, isTyping: true })).toEqual({ kind: 'cancel' });
});

test('Ctrl + F searches, and F3 goes to the next hit, backwards with Shift', () => {
  expect(commandOf(key('f', { ctrlKey: true }), { ...linux, isTyping: true })).toEqual({ kind: 'find' });
  expect(commandOf(key('F3'), linux)).toEqual({ kind: 'hit', direction: 'next' });
  expect(commandOf(key('F3', { shiftKey: true }), linux)).toEqual({ kind: 'hit', direction: 'previous' });
});

test('plain characters and Alt combinations mean nothing to the window', () => {
  expect(commandOf(key('l'), linux)).toBeUndefined();
  expect(commandOf(key('1', { altKey: true, ctrlKey: true }), linux)).toBeUndefined();
});
