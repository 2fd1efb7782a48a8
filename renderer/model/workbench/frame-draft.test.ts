import { expect, test } from 'vitest';
import { frameOf, type FrameDraft } from './frame-draft.ts';

const draft: FrameDraft = { fin: true, rsv: 5, opcode: 3, masked: false, payload: '', as: 'text', statedLength: '' };

test('text and hexadecimal pairs become bytes', () => {
  expect(frameOf({ ...draft, payload: 'ä' })).toMatchObject({
    frame: { payload: new Uint8Array([0xc3, 0xa4]), rsv: 5 },
  });
  expect(frameOf({ ...draft, as: 'hex', payload: ' 00 fF\n' })).toMatchObject({
    frame: { payload: new Uint8Array([0, 255]) },
  });
});

test('a length is stated only where one was typed', () => {
  expect(frameOf(draft)).not.toHaveProperty('frame.statedLength');
  expect(frameOf({ ...draft, statedLength: ' 70000 ' })).toHaveProperty('frame.statedLength', 70_000);
});

test.each(['0', 'zz', '0x00', '1 2 3'])('%j is no hexadecimal', (payload) => {
  expect(frameOf({ ...draft, as: 'hex', payload })).toEqual({ kind: 'fault', fault: 'badHex' });
});

test.each(['-1', '1.5', 'x', '1e3', '99999999999999999999'])('%j is no length', (statedLength) => {
  expect(frameOf({ ...draft, statedLength })).toEqual({ kind: 'fault', fault: 'badLength' });
});
