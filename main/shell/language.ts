import type { Language, PageLanguage } from '../../contract/app-settings.ts';

/**
 * What a chosen language comes to.
 *
 * @param preferred the desktop's languages as tags (`de-CH`), the first one wanted most
 */
export function shownLanguage(chosen: Language, preferred: readonly string[]): PageLanguage {
  if (chosen !== 'system') return chosen;
  for (const tag of preferred) {
    const [name] = tag.toLowerCase().split('-');
    if (name === 'de' || name === 'en') return name;
  }
  return 'en';
}
