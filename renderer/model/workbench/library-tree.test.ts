import { expect, test } from 'vitest';
import type { LibraryEntry } from '../../../contract/workbench/library.ts';
import { dropTarget, folderForNew, foldersFor, movedPath, moveStep, rowByLetter, treeRows } from './library-tree.ts';
import { nameOfPath } from './tabs.ts';

function entry(path: string, kind: LibraryEntry['kind']): LibraryEntry {
  return { path, name: nameOfPath(path), kind, revision: '1', problem: undefined, document: undefined };
}

const entries: readonly LibraryEntry[] = [
  entry('connections/Work', 'folder'),
  entry('connections/Work/Orders', 'connection'),
  entry('connections/Work/Prices', 'connection'),
  entry('connections/Echo', 'connection'),
  entry('connections/Test', 'connection'),
  entry('messages/Hello', 'message'),
  entry('environments/Local', 'environment'),
];
const open = new Set<string>();

test('every line knows how deep it stands and where among its siblings', () => {
  const rows = treeRows(entries, open, '');
  expect(rows.map(({ path, level }) => `${level} ${path}`)).toEqual([
    '1 connections',
    '2 connections/Work',
    '3 connections/Work/Orders',
    '3 connections/Work/Prices',
    '2 connections/Echo',
    '2 connections/Test',
    '1 messages',
    '2 messages/Hello',
    '1 environments',
    '2 environments/Local',
  ]);
  expect(rows[4]).toMatchObject({ position: 2, count: 3, isExpanded: undefined });
});

test('what is in a collapsed folder is not shown, unless it is searched for', () => {
  const collapsed = new Set(['connections/Work', 'messages']);
  expect(treeRows(entries, collapsed, '').map(({ name }) => name)).not.toContain('Orders');
  const found = treeRows(entries, collapsed, 'oRd').map(({ path }) => path);
  expect(found).toEqual(['connections', 'connections/Work', 'connections/Work/Orders', 'messages', 'environments']);
});

test('a search finds addresses of connections and the text of messages and sequences, in any letters and sign by sign', () => {
  const text = (body: string) => ({ body: { kind: 'json' as const, text: body }, opcode: 'text' as const });
  const documents: readonly LibraryEntry[] = [
    entry('connections/Team', 'folder'),
    {
      ...entry('connections/Team/One', 'connection'),
      kind: 'connection',
      document: { version: 1, address: 'wss://API.test/orders?x=(1)' },
    },
    { ...entry('messages/Two', 'message'), kind: 'message', document: { version: 1, ...text('{"Größe": 1}') } },
    {
      ...entry('messages/Three', 'message'),
      kind: 'message',
      document: {
        version: 1,
        steps: [
          { kind: 'delay', ms: 1 },
          { kind: 'send', ...text('log in, please') },
        ],
      },
    },
    {
      ...entry('messages/Four', 'message'),
      kind: 'message',
      document: { version: 1, body: { kind: 'generator', sizeBytes: 9, pattern: 'zeros' }, opcode: 'binary' },
    },
  ];
  const find = (search: string): readonly string[] =>
    treeRows(documents, open, search).flatMap((row) => (row.entry === undefined ? [] : row.path));
  expect(find('api.TEST')).toEqual(['connections/Team', 'connections/Team/One']);
  expect(find('x=(1)')).toEqual(['connections/Team', 'connections/Team/One']);
  expect(find('GRÖSSE')).toEqual([]);
  expect(find('GRÖß')).toEqual(['messages/Two']);
  expect(find('Please')).toEqual(['messages/Three']);
  expect(find('.')).toEqual(['connections/Team', 'connections/Team/One']);
});

test('a step up or down names what it is put before, and there is none at the ends', () => {
  expect(moveStep(entries, 'connections/Echo', 'up')).toEqual({ toFolder: 'connections', before: 'Work' });
  expect(moveStep(entries, 'connections/Echo', 'down')).toEqual({ toFolder: 'connections', before: null });
  expect(moveStep(entries, 'connections/Work', 'up')).toBeUndefined();
  expect(moveStep(entries, 'connections/Test', 'down')).toBeUndefined();
  expect(moveStep(entries, 'connections/None', 'down')).toBeUndefined();
});

test('what is dropped goes into folders and before documents, never into itself or another part', () => {
  expect(dropTarget(entries, 'connections/Echo', 'connections/Work')).toEqual({
    toFolder: 'connections/Work',
    before: null,
  });
  expect(dropTarget(entries, 'connections/Test', 'connections/Echo')).toEqual({
    toFolder: 'connections',
    before: 'Echo',
  });
  expect(dropTarget(entries, 'connections/Echo', 'connections/Test')).toEqual({
    toFolder: 'connections',
    before: null,
  });
  expect(dropTarget(entries, 'connections/Work', 'connections/Work/Orders')).toBeUndefined();
  expect(dropTarget(entries, 'connections/Echo', 'messages/Hello')).toBeUndefined();
  expect(dropTarget(entries, 'connections/Work/Orders', 'connections')).toEqual({
    toFolder: 'connections',
    before: null,
  });
});

test('folders to put something into are those it is not in', () => {
  expect(foldersFor(entries, 'connections/Echo')).toEqual(['connections/Work']);
  expect(foldersFor(entries, 'connections/Work')).toEqual([]);
  expect(foldersFor(entries, 'connections/Work/Orders')).toEqual(['connections']);
  expect(foldersFor(entries, 'environments/Local')).toEqual([]);
});

test('something new goes into the folder that is chosen, or beside the document', () => {
  expect(folderForNew(entries, 'connections/Work', 'connections')).toBe('connections/Work');
  expect(folderForNew(entries, 'connections/Work/Orders', 'connections')).toBe('connections/Work');
  expect(folderForNew(entries, 'messages/Hello', 'connections')).toBe('connections');
  expect(folderForNew(entries, undefined, 'messages')).toBe('messages');
});

test('what is open follows the folder it is in', () => {
  expect(movedPath('connections/Work/Orders', 'connections/Work', 'connections/Play')).toBe('connections/Play/Orders');
  expect(movedPath('connections/Workers', 'connections/Work', 'connections/Play')).toBe('connections/Workers');
});

test('a letter leads to the next line that begins with it, and round', () => {
  const rows = treeRows(entries, open, '');
  expect(rowByLetter(rows, 0, 'e')).toBe(4);
  expect(rowByLetter(rows, 4, 'e')).toBe(8);
  expect(rowByLetter(rows, 0, 'x')).toBeUndefined();
});
