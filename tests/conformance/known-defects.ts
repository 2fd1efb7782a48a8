/** A case the client does not meet yet. */
export interface KnownDefect {
  /** What it does instead. */
  readonly instead: string;
  /** Where only some ways of running it go wrong: how their names begin. Default: all do. */
  readonly way?: string;
}

/**
 * By the id of the case. They are run all the same: one that passes after all fails the suite until its line here is
 * gone.
 */
export const knownDefects: ReadonlyMap<string, KnownDefect> = new Map();
