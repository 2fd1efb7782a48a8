import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, compareLimit, type Difference } from './difference.ts';
import { hexLines } from './hex.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const shown = ({ lines }: Difference): string[] =>
  lines.map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`);

test('JSON is compared by its values, however it is written', async () => {
  const difference = await compare(
    encode('{"a":1,"b":12345678901234567890}'),
    encode('{ "a": 1,\n"b":12345678901234567891 }'),
  );
  expect(difference.as).toBe('json');
  expect(shown(difference)).toEqual([
    ' {',
    '   "a": 1,',
    '-  "b": 12345678901234567890',
    '+  "b": 12345678901234567891',
    ' }',
  ]);
});

test('text is compared by lines, everything else as hex', async () => {
  expect(shown(await compare(encode('a\nb'), encode('a\r\nc')))).toEqual([' a', '-b', '+c']);
  const binary = await compare(Uint8Array.of(0, 1), encode('a'));
  expect(binary.as).toBe('hex');
  expect(binary.lines.map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

test('either side can be put together from the difference', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), async (before, after) => {
      const zero = (bytes: Uint8Array): Uint8Array => Uint8Array.from([0, ...bytes]);
      const { lines } = await compare(zero(before), zero(after));
      const side = (other: string): string[] => lines.filter(({ kind }) => kind !== other).map(({ text }) => text);
      expect(side('added')).toEqual(hexLines(zero(before)));
      expect(side('removed')).toEqual(hexLines(zero(after)));
    }),
  );
});

test('two messages without a common line are given up, in time', async () => {
  const lines = (sign: string): Uint8Array => encode(`${sign}\n`.repeat(compareLimit / 2));
  const started = performance.now();
  const difference = await compare(lines('a'), lines('b'));
  expect(performance.now() - started).toBeLessThan(5000);
  expect(difference.isGivenUp).toBe(true);
  expect(difference.lines).toHaveLength(compareLimit + 2);
});
