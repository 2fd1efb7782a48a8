import type { reasonTable, ValuesOf } from './reason-table.ts';

export type ReasonKind = keyof typeof reasonTable;

/** What the values of a reason are, in turn. */
export type ReasonValues<Kind extends ReasonKind> = ValuesOf<(typeof reasonTable)[Kind]>;

/** What exactly is wrong, for a sentence in any language. */
export interface Reason {
  readonly kind: ReasonKind;
  /** As many, and such, as {@link reasonTable} lists. */
  readonly values: readonly (string | number)[];
}

/** The one maker of reasons: values that do not belong to the kind do not compile. */
export function because<Kind extends ReasonKind>(kind: Kind, ...values: ReasonValues<Kind>): Reason {
  return { kind, values };
}
