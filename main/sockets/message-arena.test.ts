import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageArena } from './message-arena.ts';

const message = fc.record({
  announced: fc.option(fc.nat(300_000)),
  parts: fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 }),
});

test('every message is whole, and stays as it was when others follow', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
      const arena = new MessageArena();
      const kept = messages.map(({ announced, parts }) => {
        if (announced !== null) arena.expect(announced);
        for (const part of parts) arena.append(Buffer.from(part), 0, part.length);
        const view = arena.block.subarray(arena.start, arena.end);
        arena.next();
        return view;
      });
      expect(kept.map((view) => Buffer.from(view))).toEqual(messages.map(({ parts }) => Buffer.concat(parts)));
    }),
  );
});

test('a length of gibibytes that is only announced takes a few mebibytes', () => {
  const arena = new MessageArena();
  arena.expect(16 * 1024 ** 3);
  expect(arena.block.length).toBeLessThanOrEqual(4 * 1024 * 1024);
});
