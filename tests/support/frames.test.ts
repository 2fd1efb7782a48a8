import { describe, expect, test } from 'vitest';
import { closePayload, frame, readFrame } from './frames.ts';

describe('frame', () => {
  // RFC 6455, section 5.7.
  test.each([
    ['a text message', frame({ payload: 'Hello' }), '810548656c6c6f'],
    ['its first fragment', frame({ payload: 'Hel', fin: false }), '010348656c'],
    ['its last fragment', frame({ opcode: 0, payload: 'lo' }), '80026c6f'],
    ['a ping', frame({ opcode: 9, payload: 'Hello' }), '890548656c6c6f'],
    ['256 bytes', frame({ opcode: 2, payload: Buffer.alloc(256) }).subarray(0, 4), '827e0100'],
    ['65536 bytes', frame({ opcode: 2, payload: Buffer.alloc(65_536) }).subarray(0, 10), '827f0000000000010000'],
    ['reserved bits', frame({ opcode: 11, rsv1: true, rsv2: true, rsv3: true }), 'fb00'],
    ['a longer length than needed', frame({ payload: 'a', lengthForm: 16 }), '817e000161'],
    ['the longest length than needed', frame({ payload: 'a', lengthForm: 64 }), '817f000000000000000161'],
    ['a length of its own', frame({ payload: 'a', declaredLength: 2n ** 63n }), '817f800000000000000061'],
    ['a close frame', frame({ opcode: 8, payload: closePayload(1000, 'x') }), '880303e878'],
  ])('%s', (_, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex);
  });
});

test.each([0, 1, 125, 126, 65_535, 65_536])('a frame of %i bytes is read as it was made, masked or not', (length) => {
  const payload = Buffer.from(Array.from({ length }, (_, index) => index & 0xff));
  for (const masked of [false, true]) {
    const bytes = frame({ opcode: 2, payload, masked, fin: false, rsv2: true });
    const read = readFrame(Buffer.concat([bytes, Buffer.from('next')]));
    expect(read).toEqual({ size: bytes.length, frame: { opcode: 2, fin: false, rsv: 2, masked, payload } });
    const cut = readFrame(bytes.subarray(0, -1));
    expect('wanted' in cut && cut.wanted).toBe(bytes.length);
  }
});

test('the RFC’s masked Hello is unmasked', () => {
  const read = readFrame(Buffer.from('818537fa213d7f9f4d5158', 'hex'));
  expect('frame' in read && read.frame.payload.toString()).toBe('Hello');
});
