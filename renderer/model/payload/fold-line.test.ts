import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedLength, foldLine } from './fold-line.ts';

test('a long line is several, which together are the line, and no character is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '🌍'), maxLength: 3 * foldedLength }), (line) => {
      const parts = foldLine(line);
      expect(parts.join('')).toBe(line);
      expect(parts.every((part) => part.length <= foldedLength + 1 && !/\p{Surrogate}/u.test(part))).toBe(true);
    }),
  );
});
