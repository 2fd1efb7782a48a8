import { expect, test } from 'vitest';
import { unmask } from './unmask.ts';

test('every span, wherever it lies in memory and in the payload, is unmasked as byte by byte', () => {
  const key = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  for (let start = 0; start < 8; start += 1) {
    for (let length = 0; length < 20; length += 1) {
      for (let offset = 0; offset < 4; offset += 1) {
        const plain = Buffer.from(Array.from({ length }, (_, index) => (index * 37 + 11) & 0xff));
        const memory = Buffer.alloc(40, 0xaa);
        for (const [index, byte] of plain.entries()) memory[start + index] = byte ^ (key[(offset + index) & 3] ?? 0);
        unmask(memory.subarray(start, start + length), key, offset);
        expect(memory.subarray(start, start + length)).toEqual(plain);
        expect(memory.subarray(start + length).every((byte) => byte === 0xaa)).toBe(true);
      }
    }
  }
});
