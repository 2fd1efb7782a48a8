import * as v from 'valibot';
import { expect, test } from 'vitest';
import { because } from './reason.ts';
import { holds, reasonOfIssue } from './reason-of-issue.ts';
import { reasonSchema } from './reason-schema.ts';

test('a reason of a file is one only with the values of its kind', () => {
  expect(v.is(reasonSchema, because('notBetween', 7, 0, 5))).toBe(true);
  expect(v.is(reasonSchema, because('leftInHandshake'))).toBe(true);
  expect(v.is(reasonSchema, { kind: 'notBetween', values: [7, 0] })).toBe(false);
  expect(v.is(reasonSchema, { kind: 'noAddress', values: [1] })).toBe(false);
  expect(v.is(reasonSchema, { kind: 'toString', values: [] })).toBe(false);
  expect(v.is(reasonSchema, { ...because('leftInHandshake'), more: 1 })).toBe(false);
});

const form = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(3)),
  code: v.pipe(v.string(), v.minLength(2)),
  count: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(4)),
  list: v.pipe(v.array(v.string()), v.maxLength(1)),
  side: v.picklist(['left', 'right']),
});
const filled = { name: 'abc', code: 'xy', count: 3, list: [], side: 'left' };

test.each([
  [{ name: undefined }, because('missing')],
  [{ name: 1 }, because('wrongKind', 'string')],
  [{ name: '' }, because('empty')],
  [{ code: 'x' }, because('tooShort', 2)],
  [{ name: 'abcd' }, because('tooLong', 3)],
  [{ count: 2.5 }, because('notWhole')],
  [{ count: 1 }, because('tooSmall', 2)],
  [{ count: 5 }, because('tooLarge', 4)],
  [{ list: ['a', 'b'] }, because('tooMany', 1)],
  [{ side: 'up' }, because('notOneOf', '"left" | "right"')],
  [{ other: 1 }, because('unknownKey')],
])('what a schema finds wrong with %j is a reason', (change, reason) => {
  const { issues } = v.safeParse(form, { ...filled, ...change }, { abortEarly: true });
  expect(issues?.[0] && reasonOfIssue(issues[0])).toEqual(reason);
});

test('a check tells as a reason why it does not hold', () => {
  const even = v.pipe(
    v.number(),
    holds(isEven, (value) => because('notOneOf', `not ${value}`), 'no even number'),
  );
  const { issues } = v.safeParse(even, 3);
  expect(issues?.[0].message).toBe('no even number');
  expect(issues?.[0] && reasonOfIssue(issues[0])).toEqual(because('notOneOf', 'not 3'));
});

function isEven(value: number): boolean {
  return value % 2 === 0;
}

test('what only its own message says is no reason', () => {
  const { issues } = v.safeParse(v.pipe(v.string(), v.regex(/^a$/, 'no a')), 'b');
  expect(issues?.[0] && reasonOfIssue(issues[0])).toBeUndefined();
});
