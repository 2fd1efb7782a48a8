/** A line of the request-header editor. */
export interface HeaderLine {
  /** Tells lines apart while they are edited. */
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

/** What is wrong with a line: which one, counted from 0, and which half of it. */
export interface HeaderProblem {
  readonly line: number;
  readonly kind: 'nameMissing' | 'name' | 'value';
}

/** Lines with something in them: an empty one is one that was not filled in yet. */
export function filledLines(lines: readonly HeaderLine[]): readonly HeaderLine[] {
  return lines.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '');
}

/** RFC 9110, 5.1 and 5.5: a name is a token, a value has no control characters. */
export function checkHeaders(lines: readonly HeaderLine[]): HeaderProblem | undefined {
  for (const [line, { name, value }] of lines.entries()) {
    if (name.trim() === '' && value.trim() === '') continue;
    if (name.trim() === '') return { line, kind: 'nameMissing' };
    if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(name.trim())) return { line, kind: 'name' };
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) return { line, kind: 'value' };
  }
  return undefined;
}
