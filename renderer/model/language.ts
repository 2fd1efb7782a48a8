import type { PageLanguage } from '../../contract/app-settings.ts';

/** What a language is to the document, and to numbers. */
interface LanguageFacts {
  /** Its tag (BCP 47), for assistive technology. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly numbers: string;
}

const facts: Readonly<Record<PageLanguage, LanguageFacts>> = {
  en: { tag: 'en', direction: 'ltr', numbers: 'en' },
  de: { tag: 'de', direction: 'ltr', numbers: 'de' },
  // The usual tag of pseudo-languages that run from right to left.
  pseudo: { tag: 'ar-XB', direction: 'rtl', numbers: 'en' },
};

let shown: PageLanguage = 'en';
const formats = new Map<string, Intl.NumberFormat>();

/** The language that is shown. Its words are in words.ts. */
export function shownLanguage(): PageLanguage {
  return shown;
}

export function languageFacts(language: PageLanguage = shown): LanguageFacts {
  return facts[language];
}

/** From now on numbers and dates are written as in this language. */
export function setLanguage(language: PageLanguage): void {
  shown = language;
}

/** A number as the shown language writes it. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const { numbers } = facts[shown];
  const key = `${numbers} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(numbers, options);
    formats.set(key, format);
  }
  return format.format(value);
}
