import type { PageLanguage } from '../../contract/app-settings.ts';
import { english } from './english.ts';
import { setLanguage } from './language.ts';

/** The shape of a catalogue: a language is a file of it, and one that lacks a word does not compile. */
export type Words = InAnyLanguage<typeof english>;

/** What a member of the English catalogue is in all of them: the same names and functions, with any texts. */
export type InAnyLanguage<Value> = Value extends string
  ? string
  : Value extends (...values: infer Given) => infer Answer
    ? (...values: Given) => InAnyLanguage<Answer>
    : Value extends object
      ? { readonly [Name in keyof Value]: InAnyLanguage<Value[Name]> }
      : Value;

/**
 * Every word of the page, in the language that is shown. Chosen before the first page is made, so it is read where a word
 * is needed, and never kept in a constant of a module (module-words.test.ts finds those).
 */
export let words: Words = english;

/** Takes the words and numbers of a language. The page has to be made after it. */
export async function chooseWords(language: PageLanguage): Promise<void> {
  words = await catalogueOf(language);
  setLanguage(language);
}

/** Those that are not English are loaded when they are wanted. */
async function catalogueOf(language: PageLanguage): Promise<Words> {
  switch (language) {
    case 'en':
      return english;
    case 'de':
      return (await import('./german.ts')).german;
    case 'pseudo':
      return (await import('./pseudo-language.ts')).pseudoWords(english);
  }
}
