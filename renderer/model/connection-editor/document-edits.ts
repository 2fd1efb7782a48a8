/**
 * Documents are never built anew: what is edited is changed in place of what was there, and all else stays, also fields
 * that nobody here knows.
 *
 * @param value undefined takes the field out
 */
export function withField<Document extends object, Key extends keyof Document>(
  document: Document,
  key: Key,
  value: Document[Key] | undefined,
): Document {
  if (Object.is(document[key], value)) return document;
  const changed = { ...document, [key]: value };
  if (value === undefined) delete changed[key];
  return changed;
}

/** The same inside of a part, which goes with its last field. */
export function withinPart<Part extends object, Key extends keyof Part>(
  part: Part | undefined,
  key: Key,
  value: Part[Key] | undefined,
): Part | undefined {
  // A part of nothing but what can be left out.
  const changed = withField(part ?? ({} as Part), key, value);
  return Object.keys(changed).length === 0 ? undefined : changed;
}

/** A value with its name, as documents have them. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly enabled?: boolean;
}

/**
 * Changes a row; one past the end is added.
 *
 * @returns undefined for a list of nothing
 */
export function withRow<Row extends NamedValue>(
  rows: readonly Row[] | undefined,
  index: number,
  change: { readonly name?: string; readonly value?: string; readonly enabled?: boolean },
): readonly Row[] | undefined {
  const list = rows ?? [];
  const row = list[index];
  if (row === undefined) {
    if ((change.name ?? '') === '' && (change.value ?? '') === '') return rows;
    // A row has no other field that must be there.
    return [...list, { name: '', value: '', ...change } as Row];
  }
  const changed = { ...row, ...change };
  // On is how rows are when they say nothing.
  return list.with(index, change.enabled === true ? withField(changed, 'enabled', undefined) : changed);
}

export function withoutRow<Row>(rows: readonly Row[], index: number): readonly Row[] | undefined {
  return rows.length === 1 && index === 0 ? undefined : rows.toSpliced(index, 1);
}

export function withRowMoved<Row>(rows: readonly Row[], from: number, to: number): readonly Row[] {
  const row = rows[from];
  return row === undefined ? rows : rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** Puts rows where another one is. */
export function withRowsAt<Row>(
  rows: readonly Row[] | undefined,
  index: number,
  added: readonly Row[],
): readonly Row[] {
  return (rows ?? []).toSpliced(index, 0, ...added);
}

/** Variables by their names, in their order. */
export type Variables = Readonly<Record<string, string>>;

/** @returns undefined where another one has that name */
export function withVariableRenamed(variables: Variables, from: string, to: string): Variables | undefined {
  if (from === to) return variables;
  if (Object.hasOwn(variables, to)) return undefined;
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name === from ? to : name, value]));
}

export function withVariable(variables: Variables | undefined, name: string, value: string): Variables {
  return { ...variables, [name]: value };
}

/** Adds one at a place. */
export function withVariableAt(variables: Variables, at: number, name: string, value: string): Variables {
  return Object.fromEntries(Object.entries(variables).toSpliced(at, 0, [name, value]));
}

export function withoutVariable(variables: Variables, name: string): Variables | undefined {
  const left = Object.entries(variables).filter(([each]) => each !== name);
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
