import { expect, test } from 'vitest';
import type { RawFrame } from '../../contract/workbench/control-frames.ts';
import { encodeRawFrame, faultsOf } from './raw-frame.ts';

const text: RawFrame = { fin: true, rsv: 0, opcode: 1, masked: true, payload: Buffer.from('hi') };
const alone = { isCompressed: false, isMessageOpen: false };

const exact: readonly (readonly [string, RawFrame, string])[] = [
  ['a masked text', text, '818200000000 6869'],
  ['one without a mask', { ...text, masked: false }, '8102 6869'],
  ['every bit', { ...text, fin: false, rsv: 7, opcode: 15 }, '7f8200000000 6869'],
  ['a length of 16 bits that is not there', { ...text, statedLength: 300 }, '81fe012c00000000 6869'],
  ['a length of 64 bits that is not there', { ...text, statedLength: 2 ** 53 - 1 }, '81ff001fffffffffffff00000000 6869'],
  ['a length that is too short', { ...text, masked: false, statedLength: 1 }, '8101 6869'],
  ['a ping of 126 bytes', { ...text, opcode: 9, masked: false, payload: Buffer.alloc(126) }, `897e007e${'00'.repeat(126)}`],
];

test.each(exact)('%s is on the wire as it is described', (_, frame, hex) => {
  expect(encodeRawFrame(frame, 0).toString('hex')).toBe(hex.replaceAll(' ', ''));
});

const close = (payload: readonly number[]): RawFrame => ({ ...text, opcode: 8, payload: Uint8Array.from(payload) });

const legal: readonly (readonly [string, RawFrame, typeof alone])[] = [
  ['a text', text, alone],
  ['the beginning of a text, cut inside a character', { ...text, fin: false, payload: Buffer.from([0xc3]) }, alone],
  ['a continuation', { ...text, opcode: 0 }, { ...alone, isMessageOpen: true }],
  ['a ping inside a message', { ...text, opcode: 9 }, { ...alone, isMessageOpen: true }],
  ['RSV1 where compression was agreed on', { ...text, rsv: 4 }, { ...alone, isCompressed: true }],
  ['an empty close', close([]), alone],
  ['a close with 1000', close([3, 232]), alone],
];

test.each(legal)('%s is legal', (_, frame, surroundings) => {
  expect(faultsOf(frame, surroundings)).toEqual([]);
});

const illegal: readonly (readonly [string, RawFrame, typeof alone, RegExp])[] = [
  ['no mask', { ...text, masked: false }, alone, /not masked/],
  ['a reserved bit', { ...text, rsv: 1 }, alone, /reserved bits are 1/],
  ['RSV1 without an extension', { ...text, rsv: 4 }, alone, /reserved bits/],
  ['RSV1 in a continuation', { ...text, opcode: 0, rsv: 4 }, { isCompressed: true, isMessageOpen: true }, /reserved bits/],
  ...[3, 7, 11, 15].map((opcode) => [`opcode ${opcode}`, { ...text, opcode }, alone, /opcode \d+ is reserved/] as const),
  ['a wrong length', { ...text, statedLength: 3 }, alone, /says 3 bytes and has 2/],
  ['a fragmented ping', { ...text, opcode: 9, fin: false }, alone, /fragmented/],
  ['a ping of 126 bytes', { ...text, opcode: 9, payload: Buffer.alloc(126) }, alone, /more than 125/],
  ['a continuation of nothing', { ...text, opcode: 0 }, alone, /continues no message/],
  ['a message inside another', text, { ...alone, isMessageOpen: true }, /inside another/],
  ['a text that is not UTF-8', { ...text, payload: Buffer.from([0xff]) }, alone, /not UTF-8/],
  ['half a close code', close([3]), alone, /half a close code/],
  ...[999, 1004, 1005, 1006, 1015, 2000, 5000].map(
    (code) => [`a close with ${code}`, close([code >> 8, code & 255]), alone, /may not be sent/] as const,
  ),
  ['a close reason that is not UTF-8', close([3, 232, 0xff]), alone, /reason is not UTF-8/],
];

test.each(illegal)('%s is illegal, and is named', (_, frame, surroundings, fault) => {
  expect(faultsOf(frame, surroundings).join()).toMatch(fault);
});
