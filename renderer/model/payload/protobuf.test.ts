import protobuf from 'protobufjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProtoSchema, ProtoSyntaxError } from './proto-schema.ts';
import { readProtobuf } from './protobuf.ts';
import { treeText } from './tree-value.ts';

const everything = `
syntax = "proto3";
package shop;
message Order {
  enum State { OPEN = 0; PAID = 1; LOST = -1; }
  message Line { string name = 1; repeated sint32 sizes = 2; Line inside = 3; }
  int64 id = 1;
  State state = 2;
  repeated Line lines = 3;
  map<string, double> prices = 4;
  bytes raw = 5;
  float weight = 6;
  fixed32 code = 7;
  sfixed64 moved = 8;
  bool is_new = 9;
  uint32 small = 10;
  int32 below = 11;
  sint64 zig = 12;
}
`;
const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const Order = protobuf.parse(everything, { keepCase: true }).root.lookupType('shop.Order');

test('without a schema fields are numbers, and what lies in them is guessed', () => {
  // The example of protobuf.dev: a = 150; then a text, a message with it, and bytes.
  expect(treeText(readProtobuf(bytesOf('089601')))).toBe('1: 150 <varint>');
  expect(treeText(readProtobuf(bytesOf('120774657374696e67')))).toBe('2: testing');
  expect(treeText(readProtobuf(bytesOf('1a03089601')))).toBe('3: {} 1 field\n  1: 150 <varint>');
  expect(treeText(readProtobuf(bytesOf('2202ff00')))).toBe('4: FF 00 <2 bytes>');
  expect(treeText(readProtobuf(bytesOf('08ffffffffffffffffff01')))).toBe('1: 18446744073709551615 (-1) <varint>');
  expect(treeText(readProtobuf(bytesOf('0d0000803f')))).toBe('1: 1065353216 (1) <32-bit>');
  expect(treeText(readProtobuf(bytesOf('0b10010c')))).toBe('1: {} 1 field <group>\n  2: 1 <varint>');
});

test('with a schema fields have names and types', async () => {
  const fields = (await readProtoSchema(everything)).get('shop.Order');
  const bytes = Order.encode(
    Order.fromObject({
      id: '-9007199254740993',
      state: 'PAID',
      lines: [{ name: 'a', sizes: [1, -2], inside: { name: 'b' } }],
      prices: { x: 0.1 },
      raw: Uint8Array.of(1, 2),
      weight: 0.1,
      code: 4_000_000_000,
      moved: '-5',
      is_new: true,
      small: 4_294_967_295,
      below: -7,
      zig: '-9223372036854775808',
    }),
  ).finish();
  const tree = readProtobuf(bytes, fields);
  expect(tree.fault).toBeUndefined();
  expect(treeText(tree)).toBe(`id (1): -9007199254740993 <int64>
state (2): PAID (1) <shop.Order.State>
lines (3): {} 3 fields <shop.Order.Line>
  name (1): a <string>
  sizes (2): [] 2 items <sint32>
    0: 1 <sint32>
    1: -2 <sint32>
  inside (3): {} 1 field <shop.Order.Line>
    name (1): b <string>
prices (4): {} 2 fields <map>
  key (1): x <string>
  value (2): 0.1 <double>
raw (5): 01 02 <bytes>
weight (6): 0.1 <float>
code (7): 4000000000 <fixed32>
moved (8): -5 <sfixed64>
is_new (9): true <bool>
small (10): 4294967295 <uint32>
below (11): -7 <int32>
zig (12): -9223372036854775808 <sint64>`);
});

test('a field whose wire type does not fit its definition is shown as without one', async () => {
  const fields = (await readProtoSchema('syntax = "proto3"; message M { string name = 1; }')).get('M');
  expect(treeText(readProtobuf(bytesOf('0805'), fields))).toBe('1: 5 <varint>');
});

test('whole numbers are exact, as the reference library writes them', async () => {
  const fields = (await readProtoSchema(everything)).get('shop.Order');
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.integer(), (id, below) => {
      const tree = readProtobuf(
        Order.encode(Order.fromObject({ id: String(id), below, zig: String(id) })).finish(),
        fields,
      );
      const shown = Array.from({ length: tree.nodes.length }, (_, node) => tree.describe(node).value);
      // A field that is 0 does not travel.
      expect(shown).toEqual([String(id), String(below), String(id)].filter((value) => value !== '0'));
    }),
  );
});

test('a float has as many digits as it needs, and no fewer', async () => {
  const fields = (await readProtoSchema(everything)).get('shop.Order');
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (weight) => {
      fc.pre(weight !== 0);
      const { value } = readProtobuf(Order.encode(Order.fromObject({ weight })).finish(), fields).describe(0);
      expect(Math.fround(Number(value))).toBe(weight);
    }),
  );
});

test('whatever comes is read to its end or its fault', async () => {
  const fields = (await readProtoSchema(everything)).get('shop.Order');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      treeText(readProtobuf(bytes));
      treeText(readProtobuf(bytes, fields));
    }),
    { numRuns: 5000 },
  );
});

test('faults have their places', () => {
  for (const [hex, at, reason] of [
    ['00', 0, 'unexpected'],
    ['0f', 0, 'unexpected'],
    ['0c', 0, 'unexpected'],
    ['08', 1, 'endsEarly'],
    ['0d0000', 1, 'endsEarly'],
    ['0aff', 2, 'endsEarly'],
    ['0affffffff0f', 6, 'endsEarly'],
    ['08ffffffffffffffffffff01', 1, 'unexpected'],
    ['0b0801', 3, 'endsEarly'],
    ['0b14', 1, 'unexpected'],
  ] as const) {
    expect([hex, readProtobuf(bytesOf(hex)).fault]).toEqual([hex, { at, reason }]);
  }
});

test('deep messages and groups are read without running over', async () => {
  // From the inside out: the field 1 in the innermost one, and a length before each.
  const backwards = [0x01, 0x08];
  for (let level = 0; level < 3000; level += 1) backwards.push(...varint(backwards.length).toReversed(), 0x1a);
  const bytes = Uint8Array.from(backwards.toReversed());
  // Guessed as far as the limit, followed by a schema to the end.
  const guessed = readProtobuf(bytes);
  expect(guessed.fault).toBeUndefined();
  expect(guessed.nodes.length).toBe(100);
  const fields = (await readProtoSchema('syntax = "proto3"; message M { M inside = 3; int32 end = 1; }')).get('M');
  const followed = readProtobuf(bytes, fields);
  expect(followed.nodes.length).toBe(3001);
  expect(followed.describe(3000)).toMatchObject({ label: 'end (1)', value: '1' });
  expect(readProtobuf(new Uint8Array(100_000).fill(0x0b)).nodes.length).toBe(100_000);
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

test('a schema with a fault says in which line', async () => {
  const faultOf = async (text: string): Promise<ProtoSyntaxError> => {
    const error: unknown = await readProtoSchema(text).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ProtoSyntaxError)) throw new Error(`no fault: ${String(error)}`);
    return error;
  };
  expect((await faultOf('syntax = "proto3"; message M {\n  string name = x;\n}')).line).toBe(2);
  expect((await faultOf('syntax = "proto3"; message M { Missing one = 1; }')).message).toContain('Missing');
  expect((await faultOf('message M {')).message).not.toBe('');
  expect((await faultOf('message M {'.repeat(100_000))).message).not.toBe('');
});

test('a schema lists its messages, also those in others, and no names that act', async () => {
  const schema = await readProtoSchema(
    'syntax = "proto3"; package p; message A { message __proto__ { int32 x = 1; } int32 constructor = 1; } message B {}',
  );
  expect([...schema.keys()]).toContain('p.A');
  expect([...schema.keys()]).toContain('p.B');
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
