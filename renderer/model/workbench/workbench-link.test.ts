import { expect, test } from 'vitest';
import { importHref, newConnectionHref, reopenTabHref, wishIn, workbenchHref } from './workbench-link.ts';

const parametersOf = (href: string): URLSearchParams => new URLSearchParams(href.split('?', 2)[1]);

test('an address comes through a link as it was typed', () => {
  const address = 'ws://10.0.0.5:81/A%2fb?x=1&y=a+b #ä';
  expect(wishIn(parametersOf(workbenchHref(address)))).toEqual({ kind: 'open', address });
});

test('a link asks for a new tab, for one that was closed, for the import, or for nothing but the page', () => {
  expect(wishIn(parametersOf(newConnectionHref()))).toEqual({ kind: 'new' });
  expect(wishIn(parametersOf(reopenTabHref()))).toEqual({ kind: 'reopen' });
  expect(wishIn(parametersOf(importHref()))).toEqual({ kind: 'import' });
  expect(wishIn(parametersOf('#/workbench'))).toBeUndefined();
});
