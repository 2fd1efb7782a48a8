import { expect, test } from 'vitest';
import { newTab } from './workbench-memory.ts';
import {
  activeOf,
  addTab,
  closeTab,
  noTabs,
  putBeside,
  reopenTab,
  selectTab,
  stepTab,
  unsplit,
  type Tabs,
} from './tabs.ts';

function tabsOf(...ids: string[]): Tabs {
  return ids.reduce((tabs, id) => addTab(tabs, { ...newTab(), id }), noTabs);
}

test('a new tab comes behind the active one and is shown', () => {
  const tabs = addTab(selectTab(tabsOf('a', 'b'), 'a'), { ...newTab(), id: 'c' });
  expect(tabs.list.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  expect(activeOf(tabs)?.id).toBe('c');
});

test('after the last tab comes the first, and before the first the last', () => {
  expect(activeOf(stepTab(tabsOf('a', 'b', 'c'), 1))?.id).toBe('a');
  expect(activeOf(stepTab(selectTab(tabsOf('a', 'b', 'c'), 'a'), -1))?.id).toBe('c');
  expect(stepTab(noTabs, 1)).toEqual(noTabs);
});

test('the neighbour takes the place of a tab that is closed, and the closed one comes back as it was', () => {
  const tabs = closeTab(selectTab(tabsOf('a', 'b', 'c'), 'b'), 'b');
  expect(activeOf(tabs)?.id).toBe('c');
  expect(activeOf(closeTab(tabs, 'c'))?.id).toBe('a');
  const again = reopenTab(tabs);
  expect(activeOf(again)?.id).toBe('b');
  expect(again.closed).toEqual([]);
});

test('the last tab that is closed leaves nothing', () => {
  expect(closeTab(tabsOf('a'), 'a')).toMatchObject({ list: [], left: undefined, right: undefined });
});

test('two tabs stand side by side, and a tab is chosen for the side that is acted on', () => {
  const tabs = putBeside(tabsOf('a', 'b', 'c'), 'a');
  expect([tabs.left, tabs.right, tabs.side]).toEqual(['c', 'a', 'right']);
  expect(selectTab(tabs, 'b')).toMatchObject({ left: 'c', right: 'b' });
  expect(selectTab(tabs, 'c')).toMatchObject({ left: 'c', right: 'a', side: 'left' });
});

test('when one of two tabs is closed the other has all the room', () => {
  const tabs = putBeside(tabsOf('a', 'b', 'c'), 'a');
  expect(closeTab(tabs, 'a')).toMatchObject({ left: 'c', right: undefined, side: 'left' });
  expect(closeTab(tabs, 'c')).toMatchObject({ left: 'a', right: undefined, side: 'left' });
  expect(unsplit(tabs)).toMatchObject({ left: 'a', right: undefined, side: 'left' });
});

test('a tab is not beside itself', () => {
  const tabs = tabsOf('a');
  expect(putBeside(tabs, 'a')).toBe(tabs);
});
