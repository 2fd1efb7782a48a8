import { beforeEach, expect, test, vi } from 'vitest';
import { groupOf, Palette, type PaletteItem } from './palette.ts';

const stored = new Map<string, string>();
// The page's own storage, which Node has not.
vi.stubGlobal('localStorage', {
  getItem: (name: string) => stored.get(name) ?? null,
  setItem: (name: string, value: string) => stored.set(name, value),
});
beforeEach(() => stored.clear());

const item = (id: string, title: string, run = () => {}): PaletteItem => ({ id, title, group: 'Things', run });
const titles = (palette: Palette, query: string): string[] => palette.find(query).map((found) => found.item.title);

test('sources are asked each time, until they are taken away', () => {
  const palette = new Palette();
  const items = [item('a', 'Alpha')];
  const remove = palette.register(() => items);
  palette.register(() => [item('b', 'Beta')]);
  expect(titles(palette, '')).toEqual(['Alpha', 'Beta']);
  items.push(item('c', 'Gamma'));
  expect(titles(palette, 'gm')).toEqual(['Gamma']);
  remove();
  expect(titles(palette, '')).toEqual(['Beta']);
});

test('what was done lately comes first, and is remembered for the next window', () => {
  const done: string[] = [];
  const items = ['a', 'b', 'c'].map((id) => item(id, `Do ${id}`, () => done.push(id)));
  const [, second, third] = items;
  const palette = new Palette();
  palette.register(() => items);
  if (second !== undefined) palette.run(second);
  if (third !== undefined) palette.run(third);
  expect(done).toEqual(['b', 'c']);
  const later = new Palette();
  later.register(() => items);
  expect(titles(later, '')).toEqual(['Do c', 'Do b', 'Do a']);
  expect(later.find('').map((found) => groupOf(found, false))).toEqual(['Recent', 'Recent', 'Things']);
});

test('the group can be named, too, and what has it in the title goes before', () => {
  const palette = new Palette();
  palette.register(() => [item('a', 'Zoom'), item('b', 'Things to do')]);
  expect(titles(palette, 'things zoom')).toEqual(['Zoom']);
  expect(titles(palette, 'things')).toEqual(['Things to do', 'Zoom']);
});
