import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import type { NewDocument } from '../../contract/workbench/library.ts';
import { readDocument } from './read-document.ts';
import { writeDocument } from './write-document.ts';

const written = `# Orders of the shop
address: wss://shop.example/orders?x=%7e   # exactly so
version: 1
x-team: { owner: Ann, since: 0x7e8 } # not ours

headers:
  # who asks
  - name: X-Client
    value: 'duplex'
    x-why: they want it
  - { name: X-Trace, value: "on" } # for us
auth:
  kind: basic
  userName: ann
  password: "{{password}}"
  x-note: changes in May
`;

function connection(text: string): ConnectionDocument {
  const reading = readDocument('connection', text);
  if (reading.kind === 'problem') throw new Error(JSON.stringify(reading.problem));
  return reading.document as ConnectionDocument; // of this kind
}

function save(document: ConnectionDocument, before?: string): string {
  return writeDocument({ kind: 'connection', document }, before);
}

test('what is saved as it was is the same file, byte for byte', () => {
  expect(save(connection(written), written)).toBe(written);
});

test('a change leaves comments, order, ways of writing and unknown fields as they are', () => {
  const { headers: [first, second] = [], auth: _auth, ...rest } = connection(written);
  if (first === undefined || second === undefined) throw new Error('two headers were written');
  const text = save(
    {
      ...rest,
      // As a page that knows the schema only gives it, in another order, with one more.
      headers: [
        { name: 'X-Trace', value: 'off' },
        { name: 'New', value: 'n' },
        { name: 'X-Client', value: 'duplex' },
      ],
      auth: { kind: 'bearer', token: '{{token}}' },
    },
    written,
  );
  expect(text).toBe(`# Orders of the shop
address: wss://shop.example/orders?x=%7e # exactly so
version: 1
x-team: { owner: Ann, since: 0x7e8 } # not ours

headers:
  - { name: X-Trace, value: "off" } # for us
  - name: New
    value: n
  # who asks
  - name: X-Client
    value: 'duplex'
    x-why: they want it
auth:
  kind: bearer
  x-note: changes in May
  token: "{{token}}"
`);
});

test('a field that is taken out is gone, and lines end as they did', () => {
  const { headers: _headers, ...rest } = connection(written);
  const text = save(rest, written.replaceAll('\n', '\r\n'));
  expect(text).not.toContain('X-Client');
  expect(text.match(/(?<!\r)\n/)).toBeNull();
  expect(connection(text)).toEqual(rest);
});

test('a value with two places changes in one of them', () => {
  const before = 'version: 1\naddress: ws://a\nheaders: &all\n  - { name: A, value: x }\ncookies: *all\n';
  const document = connection(before);
  expect(save({ ...document, description: 'd' }, before)).toContain('cookies: *all');
  const changed = { ...document, headers: [{ name: 'A', value: 'y' }] };
  expect(connection(save(changed, before))).toEqual(changed);
});

const hostile: readonly (readonly [what: string, text: string, why: string, line: number, column: number])[] = [
  ['no YAML', 'version: 1\naddress: "x\n', 'it is not YAML', 3, 1],
  ['a wrong value', 'version: 1\naddress: ws://a\nsocket: udp\n', 'socket:', 3, 9],
  [
    'a wrong value deep inside',
    'version: 1\naddress: a\nheaders:\n  - name: x\n    value: 5\n',
    'headers.0.value:',
    5,
    12,
  ],
  ['a missing field', '# c\nversion: 1\n', 'address:', 2, 1],
  ['a newer version', 'address: a\nversion: 2\n', 'a newer version of the app', 2, 10],
  ['a key that is there twice', 'version: 1\naddress: a\naddress: b\n', '"address" is there twice', 3, 1],
  ['nothing', '', 'Invalid type', 1, 1],
  ['two documents', 'version: 1\naddress: a\n---\nversion: 1\n', 'it is not YAML', 3, 1],
  ['a depth nobody needs', `version: 1\naddress: ${'['.repeat(200_000)}`, 'it ', 1, 1],
  [
    'aliases of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}\n`,
    'alias',
    1,
    1,
  ],
  ['more pieces than can be read', `version: 1\naddress: a\nx: [${'1,'.repeat(2_000_000)}]`, 'more than', 1, 1],
];

test.each(hostile)('%s is a problem with its place', (_what, text, why, line, column) => {
  const began = performance.now();
  const reading = readDocument('connection', text);
  expect(reading).toMatchObject({ kind: 'problem', problem: { message: expect.stringContaining(why) as string } });
  if (reading.kind === 'problem' && line > 1) expect(reading.problem).toMatchObject({ line, column });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('half of a character comes back as it was', () => {
  const document = { version: 1 as const, address: 'ws://\ud800' };
  const text = Buffer.from(save(document)).toString();
  expect(connection(text)).toEqual(document);
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    'true',
    '1',
    '~',
    '- a',
    'a: b',
    '#',
    '|',
    '\r\n',
    'x\n\n',
    '{{a}}',
    '"',
    "'",
    '\t',
    '\u0085',
    '\ufeff',
  ),
);
const unknown = fc.dictionary(
  text.map((name) => `x-${name}`),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 3 },
);
const named = fc.tuple(text, text, unknown).map(([name, value, more]) => Object.assign({}, more, { name, value }));
const document = fc
  .record(
    {
      address: text,
      headers: fc.array(named, { maxLength: 4 }),
      variables: fc.dictionary(text, text, { maxKeys: 4 }),
      auth: fc.oneof(
        fc.record({ kind: fc.constant('bearer' as const), token: text }),
        fc.record({ kind: fc.constant('basic' as const), userName: text, password: text }),
      ),
      description: text,
    },
    { requiredKeys: ['address'] },
  )
  .chain((known) => unknown.map((more) => Object.assign({}, more, known, { version: 1 as const })));

test('documents with unknown fields come back, and what a page does not know is kept', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(document, document, (one, other) => {
      // As they come from the page.
      const [first, second] = structuredClone([one, other] as const);
      const before = save(first);
      const read = connection(before);
      const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
      // valibot leaves out what would change a prototype; the file keeps it.
      expect(plain(read)).toEqual(plain(connection(before)));
      expect(save(read, before)).toBe(before);
      const after = connection(save(second, before));
      const kept = Object.fromEntries(
        Object.entries(read).filter(([name]) => name.startsWith('x-') && !(name in second)),
      );
      expect(after).toMatchObject({
        ...kept,
        ...Object.fromEntries(
          Object.entries(second).filter(([name]) => !name.startsWith('x-') && !['headers', 'auth'].includes(name)),
        ),
      });
      expect(after.headers?.map(({ name, value }) => [name, value])).toEqual(
        second.headers?.map(({ name, value }) => [name, value]),
      );
    }),
    { numRuns: 100 },
  );
});

test('any content of any kind is written so that it is read as the same', () => {
  const messages: readonly NewDocument[] = [
    { kind: 'message', document: { version: 1, body: { kind: 'json', text: '{\n  "a": 1\n}\n' }, opcode: 'text' } },
    { kind: 'message', document: { version: 1, steps: [{ kind: 'delay', ms: 5 }] } },
    { kind: 'folder', document: { version: 1, order: ['b', 'a'] } },
    { kind: 'environment', document: { version: 1, variables: { a: 'b', constructor: 'c' }, secrets: ['token'] } },
  ];
  for (const content of messages) {
    expect(readDocument(content.kind, writeDocument(content, undefined))).toMatchObject({ kind: 'document' });
  }
  const large = 'x'.repeat(1000).concat('\n').repeat(16_000);
  const content: NewDocument = {
    kind: 'message',
    document: { version: 1, body: { kind: 'text', text: large }, opcode: 'text' },
  };
  expect(readDocument('message', writeDocument(content, undefined))).toEqual({
    kind: 'document',
    document: content.document,
  });
});
