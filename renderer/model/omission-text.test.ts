import { afterEach, beforeEach, expect, test } from 'vitest';
import { because } from '../../contract/reason.ts';
import { omissionTable, omit, type OmissionKind } from '../../contract/workbench/omission.ts';
import { omissionText } from './omission-text.ts';
import { chooseWords } from './words.ts';

beforeEach(() => chooseWords('de'));
afterEach(() => chooseWords('en'));

test('what was left out is told in the language of the page', () => {
  expect(omissionText(omit('otherRequests', 1))).toBe('1 Anforderung, die keine eines WebSockets ist');
  expect(omissionText(omit('cannotTell', 'redirects', 'duplexLink'))).toBe(
    'Wie vielen Umleitungen gefolgt wird: ein Link kennt keine Angabe dazu',
  );
  expect(omissionText({ ...omit('notOfDocument', 'Chat', 'limits.a'), reason: because('tooLarge', 5) })).toBe(
    'Chat: limits.a ist nicht, was ein Dokument haben kann: der Wert darf höchstens 5 sein',
  );
});

test('everything that can be left out has a line with all its values, another one in German than in English', async () => {
  const all = (): readonly (readonly [string, string])[] =>
    Object.entries(omissionTable).map(([kind, kinds]: [string, readonly string[]]) => {
      const values = kinds.map((wanted, index) => (wanted === 'text' ? `⟨${index}⟩` : 311 + index));
      return [kind, omissionText({ kind: kind as OmissionKind, values })] as const;
    });
  const german = all();
  await chooseWords('en');
  for (const [index, [kind, english]] of all().entries()) {
    const text = german[index]?.[1];
    expect(text, kind).not.toBe(english);
    for (const [marker] of english.matchAll(/⟨\d⟩|\b31\d\b/g)) expect(text, kind).toContain(marker);
    expect(english.match(/⟨\d⟩|\b31\d\b/g) ?? [], kind).toHaveLength(omissionTable[kind as OmissionKind].length);
  }
});
