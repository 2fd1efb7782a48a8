import { expect, test } from 'vitest';
import { addTab, closeTab, noTabs, putBeside } from './tabs.ts';
import { beginDocument, type OpenDocuments } from './document-tabs.ts';
import { newTab, readMemory, writeMemory } from './workbench-memory.ts';

const noDocuments: OpenDocuments = { list: [], shown: undefined };

test('tabs come back as they were, side by side, with drafts and closed ones', () => {
  const first = { ...newTab('ws://localhost/ÄÖ?q=%20 '), composer: { mode: 'message', text: 'a draft' } };
  const tabs = putBeside(
    closeTab(addTab(addTab(addTab(noTabs, first), newTab('ws://b')), newTab('ws://c')), 'none'),
    first.id,
  );
  expect(readMemory(writeMemory({ tabs, documents: noDocuments }))).toEqual({ tabs, documents: noDocuments });
});

test('folders and environments come back with what was not saved, and which of them was shown', () => {
  const folder = beginDocument('connections/Work', 'none', { kind: 'folder', document: { version: 1 } });
  const environment = {
    ...beginDocument('environments/Test', 'a1', {
      kind: 'environment',
      document: { version: 1, variables: { host: 'ä' } },
    }),
    isChanged: true,
  };
  const documents = { list: [folder, environment], shown: environment.path };
  const anyKey = expect.any(String) as string;
  expect(readMemory(writeMemory({ tabs: noTabs, documents }))?.documents).toEqual({
    ...documents,
    list: [
      { ...folder, key: anyKey },
      { ...environment, key: anyKey },
    ],
  });
});

test('a folder or environment that cannot be understood is left out, and what a version before wrote has none', () => {
  const content = { kind: 'environment', document: { version: 1 } };
  const good = { path: 'environments/A', revision: 'r', content, isChanged: true };
  const list = [
    null,
    good,
    good,
    { ...good, path: 7 },
    { ...good, path: 'b', content: { kind: 'connection', document: {} } },
    { ...good, path: 'c', content: { kind: 'folder', document: [] } },
  ];
  const read = readMemory(JSON.stringify({ version: 1, list: [], documents: { list, shown: 'b' } }));
  expect(read?.documents).toMatchObject({ list: [{ path: 'environments/A', isChanged: true }], shown: undefined });
  expect(readMemory('{"version":1,"list":[]}')?.documents).toEqual(noDocuments);
});

test.each(['', '{', 'null', '[]', '{"version":2,"list":[]}', '{"version":1}', '{"version":1,"list":7}'])(
  'what is nothing of ours is no tabs: %j',
  (text) => {
    expect(readMemory(text)).toBeUndefined();
  },
);

test('a tab that cannot be understood is left out, and the others stay', () => {
  const good = newTab('ws://good');
  const list = [7, null, {}, { ...good, id: '../../etc' }, { ...good, id: 'x', document: [] }, good, good];
  const text = JSON.stringify({ version: 1, list, left: 'gone', right: good.id, side: 'right' });
  const tabs = readMemory(text)?.tabs;
  expect(tabs?.list.map(({ document }) => document.address)).toEqual(['ws://good']);
  expect(tabs).toMatchObject({ left: good.id, right: undefined, side: 'left', closed: [] });
});
