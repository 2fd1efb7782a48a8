import fc from 'fast-check';
import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { fileFor, isPageUrl } from './page-files.ts';

const root = `${sep}app${sep}out${sep}renderer`;
const file = (url: string): string | undefined => fileFor(root, new URL(url));

test('a file of the page is found by its path, whatever the query', () => {
  expect(file('app://duplex/index.html')).toBe(`${root}${sep}index.html`);
  expect(file('app://duplex/assets/page.js?v=1#x')).toBe(`${root}${sep}assets${sep}page.js`);
});

test.each([
  'app://other/index.html',
  'app://duplex/',
  'app://duplex/assets',
  'app://duplex/package.json',
  'app://duplex/index.html%00.png',
  'app://duplex/%E0%A4%A.js',
  'app://duplex/..%2f..%2fmain%2findex.js',
  'app://duplex/..%5c..%5c..%5cmain.js'.replaceAll('%5c', sep === '\\' ? '%5c' : '%2f'),
])('%s is not served', (url) => {
  expect(file(url)).toBeUndefined();
});

test('dots that the URL parser resolves stay inside the folder', () => {
  expect(file('app://duplex/%2e%2e/%2e%2e/main/index.js')).toBe(`${root}${sep}main${sep}index.js`);
});

test('no URL whatever leads out of the folder', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('..', '%2e%2e', '/', '%2f', '\\', 'a', '.js', '%00')), (parts) => {
      const found = file(`app://duplex/${parts.join('')}.js`);
      expect(found === undefined || found.startsWith(root + sep)).toBe(true);
    }),
  );
});

test('an address is the page’s own by its beginning up to the path', () => {
  expect(isPageUrl('app://duplex/index.html')).toBe(true);
  for (const url of [
    'app://duplex.evil/index.html',
    'app://duplexx/',
    'https://duplex/',
    'app:duplex/',
    'about:blank',
  ]) {
    expect(isPageUrl(url)).toBe(false);
  }
});
