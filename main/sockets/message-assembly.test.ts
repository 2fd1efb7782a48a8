import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptBytes } from './kept-bytes.ts';
import { MessageAssembly } from './message-assembly.ts';

const parts = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 });

test('every message is put together whole, whatever is announced', () => {
  const assembly = new MessageAssembly();
  fc.assert(
    fc.property(parts, fc.nat(300_000), (spans, announced) => {
      for (const span of spans) assembly.append(Buffer.from(span), 0, span.length, announced);
      expect(Buffer.from(assembly.block.subarray(0, assembly.length))).toEqual(Buffer.concat(spans));
      assembly.clear();
    }),
  );
});

test('a length of gibibytes that is only announced takes a few mebibytes, and a large block is given back', () => {
  const assembly = new MessageAssembly();
  assembly.append(Buffer.from('x'), 0, 1, 16 * 1024 ** 3);
  expect(assembly.block.length).toBeLessThanOrEqual(5 * 1024 * 1024);
  assembly.append(Buffer.alloc(6 * 1024 * 1024), 0, 6 * 1024 * 1024, 0);
  assembly.clear();
  expect(assembly.block).toHaveLength(0);
});

test('what is kept stays as it was when its source and its neighbours change', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12_000 }), { maxLength: 40 }), (messages) => {
      const kept = new KeptBytes();
      const source = Buffer.alloc(12_000);
      const contents = messages.map((message) => {
        source.set(message);
        const content = kept.keep(source, 0, message.length, false);
        source.fill(0xee);
        return content;
      });
      expect(contents.map(({ bytes, start, end }) => Buffer.from(bytes.subarray(start, end)))).toEqual(
        messages.map((message) => Buffer.from(message)),
      );
    }),
    { numRuns: 50 },
  );
});
