import * as v from 'valibot';
import { because, type Reason } from './reason.ts';

/** Why a check does not hold, by what it asks for. */
const whys = new WeakMap<object, (input: unknown) => Reason>();

/** A check of a schema that tells as a reason why it does not hold; its message says the same in English. */
export function holds<Input>(
  requirement: (input: Input) => boolean,
  why: (input: Input) => Reason,
  message: string | ((input: Input) => string),
): v.CheckAction<Input, (issue: v.CheckIssue<Input>) => string> {
  whys.set(requirement, why as (input: unknown) => Reason); // an issue of this check has what the check was given
  return v.check(requirement, ({ input }) => (typeof message === 'string' ? message : message(input)));
}

/** At most so many bytes. */
export function bytesUpTo(most: number, message: string) {
  return holds(
    ({ byteLength }: Uint8Array<ArrayBuffer>) => byteLength <= most,
    () => because('tooManyBytes', most),
    message,
  );
}

/** What a schema finds wrong, where it is one of a few things; undefined for what only its own message says. */
export function reasonOfIssue(issue: v.BaseIssue<unknown>): Reason | undefined {
  const { requirement } = issue;
  const isList = Array.isArray(issue.input);
  if (issue.kind === 'schema') {
    if (issue.expected === 'never') return because('unknownKey');
    if (issue.received === 'undefined') return because('missing');
    const isChoice = ['picklist', 'literal', 'variant', 'union', 'enum'].includes(issue.type);
    const expected = issue.expected ?? '';
    return isChoice ? because('notOneOf', expected.replaceAll(/[()]/g, '')) : because('wrongKind', expected);
  }
  if (issue.type === 'integer' || issue.type === 'safe_integer') return because('notWhole');
  if (typeof requirement === 'function') return whys.get(requirement)?.(issue.input);
  if (typeof requirement !== 'number') return undefined;
  switch (issue.type) {
    case 'min_length':
      if (requirement === 1) return because('empty');
      return because(isList ? 'tooFew' : 'tooShort', requirement);
    case 'max_length':
      return because(isList ? 'tooMany' : 'tooLong', requirement);
    case 'min_value':
      return because('tooSmall', requirement);
    case 'max_value':
      return because('tooLarge', requirement);
    default:
      return undefined;
  }
}
