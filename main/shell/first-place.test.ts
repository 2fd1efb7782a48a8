import { expect, test } from 'vitest';
import { placeOf } from './first-place.ts';

test('a menu without a window opens one for what begins something, and for nothing that needs a page', () => {
  expect((['newTab', 'newConnection', 'reopenTab', 'import', 'settings'] as const).map(placeOf)).toEqual([
    '#/workbench?new=',
    '#/workbench?new=',
    '#/workbench?reopen=',
    '#/workbench?import=',
    '#/settings',
  ]);
  expect((['closeTab', 'save', 'saveAs', 'find', 'page.3'] as const).map(placeOf)).toEqual(Array(5).fill(undefined));
});
