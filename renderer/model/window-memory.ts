/** What the window remembers of its own shape, such as where panes are divided, from one start to the next. */
const prefix = 'duplex.window.';

/** @returns undefined where nothing was remembered */
export function recallNumber(name: string): number | undefined {
  const text = localStorage.getItem(prefix + name);
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function rememberNumber(name: string, value: number): void {
  localStorage.setItem(prefix + name, String(value));
}

/** @returns none where nothing was remembered */
export function recallTexts(name: string): readonly string[] {
  const text = localStorage.getItem(prefix + name);
  return text === null || text === '' ? [] : text.split('\n');
}

/** @param texts without line breaks */
export function rememberTexts(name: string, texts: readonly string[]): void {
  localStorage.setItem(prefix + name, texts.join('\n'));
}
