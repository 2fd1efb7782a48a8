import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readXml } from './xml.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readXml(encode(text));

test('elements are indented, and those with text only stay on a line', () => {
  const { lines, fault } = read(
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><a b="1>2"><c> text &e; </c><d/><!-- n --><e><f></f></e><![CDATA[<g>]]></a>',
  );
  expect(fault).toBeUndefined();
  expect(lines).toEqual([
    '<?xml version="1.0"?>',
    '<!DOCTYPE a [<!ENTITY e "x">]>',
    '<a b="1>2">',
    '  <c>text &e;</c>',
    '  <d/>',
    '  <!-- n -->',
    '  <e>',
    '    <f></f>',
    '  </e>',
    '  <![CDATA[<g>]]>',
    '</a>',
  ]);
});

test('what is not well-formed says where', () => {
  for (const [text, at, reason] of [
    ['<a><b></a>', 6, 'unmatchedTag'],
    ['</a>', 0, 'unmatchedTag'],
    ['<a>', 3, 'endsEarly'],
    ['<a b="', 6, 'endsEarly'],
    ['<a><!--', 7, 'endsEarly'],
    ['<a b=1></a>', 0, 'unexpected'],
    ['<a></a><b/>', 7, 'trailing'],
    ['<ä/>x', 5, 'trailing'],
    ['', 0, 'endsEarly'],
    ['< a/>', 0, 'unexpected'],
  ] as const) {
    expect([text, read(text).fault]).toEqual([text, { at, reason }]);
  }
  expect(readXml(Uint8Array.of(0x3c, 0x61, 0xff)).fault).toEqual({ at: 2, reason: 'unexpected' });
});

test('what comes before a fault is shown', () => {
  expect(read('<a><b>1</b><c>2').lines).toEqual(['<a>', '  <b>1</b>', '  <c>', '    2']);
});

test('every tag and text comes through', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const { element } = fc.letrec<{ element: string; children: string[] }>((tie) => ({
    element: fc
      .tuple(name, fc.oneof({ maxDepth: 4 }, fc.constant(['text']), tie('children')))
      .map(([tag, children]) => `<${tag}>${children.join('')}</${tag}>`),
    children: fc.array(tie('element'), { maxLength: 3 }),
  }));
  fc.assert(
    fc.property(element, (text) => {
      const { lines, fault } = read(text);
      expect(fault).toBeUndefined();
      expect(lines.map((line) => line.trim()).join('')).toBe(text);
    }),
  );
});

test('whatever comes is read to its end or its fault', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    '"',
    '=',
    ' ',
    '!',
    '-',
    '?',
    '<a>',
    '</a>',
    '<![CDATA[',
    ']]>',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      read(pieces.join(''));
    }),
    { numRuns: 5000 },
  );
});

test('a hundred thousand levels, and a tag of a million attributes, are read in time', () => {
  const depth = 100_000;
  expect(read('<a>'.repeat(depth)).fault?.reason).toBe('endsEarly');
  expect(read('<a>'.repeat(depth) + '</a>'.repeat(depth)).fault).toBeUndefined();
  const started = performance.now();
  expect(read(`<a ${'b="c" '.repeat(1_000_000)}x></a>`).fault?.reason).toBe('unexpected');
  expect(read(`<a${' '.repeat(1_000_000)}=>`).fault?.reason).toBe('unexpected');
  expect(read(`<a b="${'c'.repeat(1_000_000)}"/>`).fault).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(5000);
});
