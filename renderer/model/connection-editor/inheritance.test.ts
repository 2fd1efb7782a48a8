import { expect, test } from 'vitest';
import type { FolderDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import { foldersAround, inherited, inheritedRows, knownVariables } from './inheritance.ts';
import { plainSecrets, secretName } from './secret-fields.ts';
import { sectionCounts, sectionOf } from './sections.ts';
import { readNumber } from './number-fields.ts';

function folder(path: string, document: Omit<FolderDocument, 'version'>): LibraryState['entries'][number] {
  return {
    kind: 'folder',
    path,
    name: path.split('/').at(-1) ?? '',
    revision: '1',
    problem: undefined,
    document: { version: 1, ...document },
  };
}

const library: LibraryState = {
  folder: '/x',
  entries: [
    folder('connections', {
      auth: { kind: 'bearer', token: '{{t}}' },
      headers: [{ name: 'A', value: '1' }],
      variables: { a: 'outer', b: 'outer' },
    }),
    folder('connections/Work', {
      headers: [
        { name: 'A', value: '2' },
        { name: 'B', value: '3', enabled: false },
      ],
      variables: { b: 'inner', c: 'inner' },
    }),
    folder('connections/Workshop', { auth: { kind: 'none' } }),
    {
      kind: 'environment',
      path: 'environments/Staging',
      name: 'Staging',
      revision: '1',
      problem: undefined,
      document: { version: 1, variables: { d: 'staging' }, secrets: ['token'] },
    },
  ],
  problem: undefined,
  secrets: [],
  secretStorage: 'system',
  undo: [],
};
const path = 'connections/Work/Orders';

test('the nearest folder that says something wins, and lists are joined from the outside', () => {
  expect(foldersAround(path, library).map((each) => each.path)).toEqual(['connections/Work', 'connections']);
  expect(inherited('auth', path, library)).toEqual({
    path: 'connections',
    value: { kind: 'bearer', token: '{{t}}' },
  });
  expect(inherited('proxy', path, library)).toBeUndefined();
  expect(inheritedRows('headers', path, library)).toEqual([
    { path: 'connections', name: 'A', value: '1' },
    { path: 'connections/Work', name: 'A', value: '2' },
  ]);
  expect(inherited('auth', null, library)).toBeUndefined();
});

test('a variable is that of the environment, else of the connection, else of the nearest folder', () => {
  const known = knownVariables({ path, variables: { c: 'own', d: 'own' }, environment: 'Staging' }, library);
  expect(Object.fromEntries([...known].map(([name, { value }]) => [name, value]))).toEqual({
    a: 'outer',
    b: 'inner',
    c: 'own',
    d: 'staging',
    token: undefined,
  });
  expect(known.get('b')?.origin).toEqual({ kind: 'folder', path: 'connections/Work' });
  expect(known.get('token')?.origin).toEqual({ kind: 'environment', name: 'Staging' });
});

test('a secret that stands in a document as it is is found, and one that is named is none', () => {
  expect(
    plainSecrets({
      auth: { kind: 'basic', userName: 'a', password: 'p' },
      clientCertificate: { file: 'a.pfx', passphrase: '{{p}}' },
      proxy: { kind: 'http', host: 'h', port: 1, password: 'p' },
      headers: [
        { name: 'X', value: '1' },
        { name: 'Authorization', value: 'x' },
      ],
      cookies: [
        { name: 'sid', value: 'x' },
        { name: 'theme', value: 'dark' },
      ],
    }),
  ).toEqual(['auth.password', 'proxy.password', 'headers.1.value', 'cookies.0.value']);
});

test('a secret is named after its entry, with a number where that is taken', () => {
  expect(secretName('connections/My Orders (2)', 'token', new Set())).toBe('my_orders_2_token');
  expect(secretName(null, 'token', new Set(['token', 'token_2']))).toBe('token_3');
  expect(secretName('connections/42', 'token', new Set())).toBe('token');
});

test('every field has its section, and a badge counts what is sent', () => {
  expect(['headers.2.value', 'clientCertificate.file', 'redirects', 'nothing'].map(sectionOf)).toEqual([
    'headers',
    'certificates',
    'limits',
    undefined,
  ]);
  const counts = sectionCounts({
    address: 'ws://h?a&b',
    headers: [
      { name: 'A', value: '' },
      { name: 'B', value: '', enabled: false },
    ],
  });
  expect([counts.address, counts.headers, counts.auth]).toEqual([2, 1, 0]);
});

test('a number is a whole one of its range, nothing, or none', () => {
  expect(
    ['', ' 100 ', '99', '86400001', '1e3', '-1', '1.5'].map((text) => readNumber('keepAlive.everyMs', text)),
  ).toEqual([undefined, 100, null, null, null, null, null]);
});
