const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'ê',
  i: 'í',
  o: 'ö',
  u: 'ü',
  A: 'Â',
  E: 'É',
  O: 'Ø',
  U: 'Û',
};

/**
 * English made longer by a third, as other languages are, and marked at both ends: for tests of the layout. A text that is
 * shown without marks is not from the catalogue.
 */
export function pseudoText(text: string): string {
  if (text.trim() === '') return text;
  const accented = text.replaceAll(/[aeiouAEOU]/g, (vowel) => accents[vowel] ?? vowel);
  // In words, as no language has one that is longer than a line.
  const more = '~'.repeat(Math.ceil(text.length / 3)).replaceAll(/~{12}(?=~)/g, '$& ');
  return `⟦${accented}${more}⟧`;
}

/** The same for a whole catalogue: texts, and what functions answer with. */
export function pseudoWords<Value>(value: Value): Value {
  return changed(value) as Value;
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  if (Array.isArray(value)) return value.map(changed);
  if (typeof value === 'function') {
    // Words are made of values, without `this`.
    return (...values: unknown[]) => changed((value as (...values: unknown[]) => unknown)(...values));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changed(member)]));
}
