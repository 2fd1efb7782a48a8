import { expect, test } from 'vitest';
import { addTab, closeTab, noTabs, putBeside } from './tabs.ts';
import { newTab, readMemory, writeMemory } from './workbench-memory.ts';

test('tabs come back as they were, side by side, with drafts and closed ones', () => {
  const first = { ...newTab('ws://localhost/ÄÖ?q=%20 '), composer: { mode: 'message', text: 'a draft' } };
  const tabs = putBeside(
    closeTab(addTab(addTab(addTab(noTabs, first), newTab('ws://b')), newTab('ws://c')), 'none'),
    first.id,
  );
  expect(readMemory(writeMemory(tabs))).toEqual(tabs);
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
  const tabs = readMemory(JSON.stringify({ version: 1, list, left: 'gone', right: good.id, side: 'right' }));
  expect(tabs?.list.map(({ document }) => document.address)).toEqual(['ws://good']);
  expect(tabs).toMatchObject({ left: good.id, right: undefined, side: 'left', closed: [] });
});
