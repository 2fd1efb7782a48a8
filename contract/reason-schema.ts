import * as v from 'valibot';
import type { ReasonKind } from './reason.ts';
import { reasonTable, type ValueKind } from './reason-table.ts';

/** A reason that comes from a file. */
export const reasonSchema = v.pipe(
  v.strictObject({ kind: v.string(), values: v.array(v.union([v.string(), v.number()])) }),
  v.check(({ kind, values }) => {
    if (!Object.hasOwn(reasonTable, kind)) return false;
    const kinds: readonly ValueKind[] = reasonTable[kind as ReasonKind]; // one of its own names
    return kinds.length === values.length && kinds.every((wanted, index) => isOf(wanted, values[index]));
  }, 'no such reason'),
);

function isOf(wanted: ValueKind, value: string | number | undefined): boolean {
  return wanted === 'text' ? typeof value === 'string' : typeof value === 'number';
}
