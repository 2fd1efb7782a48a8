import type { PageServices } from '../../features/page-context.ts';
import { aboutPage } from '../../model/about-page.ts';
import { words } from '../../model/words.ts';
import { Info20Regular } from '../../ui/icons.ts';
import { lazyEntry } from '../lazy-entry.tsx';
import type { PageEntry } from '../page-entry.ts';

/** The page "About and updates". */
export function aboutEntry(services: PageServices): PageEntry {
  return lazyEntry(
    { id: aboutPage, number: 11, title: words.about.title, icon: Info20Regular, group: 'app' },
    async () => (await import('./enter.tsx')).enterAbout(services),
  );
}
