import { expect, test } from 'vitest';
import {
  withField,
  withinPart,
  withoutRow,
  withoutVariable,
  withRow,
  withRowMoved,
  withRowsAt,
  withVariable,
  withVariableAt,
  withVariableRenamed,
} from './document-edits.ts';

interface Limits {
  readonly handshakeMs?: number;
  readonly idleMs?: number;
}
const document: { readonly version: 1; readonly address: string; readonly limits?: Limits; readonly 'x-team': object } =
  {
    version: 1,
    address: 'ws://h',
    limits: { idleMs: 5 },
    'x-team': { owner: 'ann' },
  };

test('a field is changed and every other one is the very same, also one nobody knows', () => {
  const changed = withField(document, 'address', 'ws://i');
  expect(changed).toEqual({ ...document, address: 'ws://i' });
  expect(changed['x-team']).toBe(document['x-team']);
  expect(Object.keys(changed)).toEqual(Object.keys(document));
});

test('a field that is set to what it is leaves the very document', () => {
  expect(withField(document, 'address', 'ws://h')).toBe(document);
});

test('a part goes with its last field, and not while it has another that nobody knows', () => {
  expect(withinPart(document.limits, 'idleMs', undefined)).toBeUndefined();
  const odd: Limits = Object.assign({ idleMs: 5 }, { later: true });
  expect(withinPart(odd, 'idleMs', undefined)).toEqual({ later: true });
  expect(withinPart<Limits, 'idleMs'>(undefined, 'idleMs', 7)).toEqual({ idleMs: 7 });
});

test('a row keeps its unknown fields, and loses `enabled` when it is on again', () => {
  const rows = [
    { name: 'a', value: '1', note: 'x' },
    { name: 'a', value: '2', note: 'y' },
  ];
  const off = withRow(rows, 0, { enabled: false });
  expect(off).toEqual([{ name: 'a', value: '1', note: 'x', enabled: false }, rows[1]]);
  expect(withRow(off, 0, { enabled: true })).toEqual(rows);
  expect(withRow(rows, 1, { value: '3' })?.[0]).toBe(rows[0]);
});

test('the row past the end is added once there is something in it', () => {
  expect(withRow(undefined, 0, { name: '' })).toBeUndefined();
  expect(withRow(undefined, 0, { name: 'a' })).toEqual([{ name: 'a', value: '' }]);
  expect(withoutRow([{ name: 'a', value: '' }], 0)).toBeUndefined();
});

test('rows are moved and put in', () => {
  expect(withRowMoved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(withRowMoved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(withRowsAt(['a', 'b'], 1, ['x', 'y'])).toEqual(['a', 'x', 'y', 'b']);
});

test('a variable keeps its place when it is renamed, and takes no other one’s name', () => {
  expect(Object.keys(withVariableRenamed({ a: '1', b: '2', c: '3' }, 'b', 'x') ?? {})).toEqual(['a', 'x', 'c']);
  expect(withVariableRenamed({ a: '1', b: '2' }, 'b', 'a')).toBeUndefined();
  expect(withVariable(undefined, 'a', '')).toEqual({ a: '' });
  expect(Object.entries(withVariableAt({ a: '1', c: '3' }, 1, 'b', '2'))).toEqual([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);
  expect(withoutVariable({ a: '1', b: '2' }, 'a')).toEqual({ b: '2' });
  expect(withoutVariable({ a: '1' }, 'a')).toBeUndefined();
});
