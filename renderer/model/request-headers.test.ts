import { expect, test } from 'vitest';
import { checkHeaders, filledLines } from './request-headers.ts';

const line = (id: number, name: string, value: string) => ({ id, name, value });

test('empty lines are not sent and are no problem', () => {
  const lines = [line(1, '', ' '), line(2, 'X-One', '1'), line(3, '', '')];
  expect(filledLines(lines).map(({ id }) => id)).toEqual([2]);
  expect(checkHeaders(lines)).toBeUndefined();
});

test('a value without a name, a name that is no token, and a control character in a value are found on their line', () => {
  expect(checkHeaders([line(1, 'A', '1'), line(2, '', 'x')])).toEqual({ line: 1, kind: 'nameMissing' });
  expect(checkHeaders([line(1, 'X Y', '1')])).toEqual({ line: 0, kind: 'name' });
  expect(checkHeaders([line(1, 'A', 'x\r\nB: y')])).toEqual({ line: 0, kind: 'value' });
});
