import type { PageServices } from '../../features/page-context.ts';
import { troubleshootPage } from '../../model/troubleshoot-link.ts';
import { words } from '../../model/words.ts';
import { Stethoscope20Regular } from '../../ui/icons.ts';
import { lazyEntry } from '../lazy-entry.tsx';
import type { PageEntry } from '../page-entry.ts';

/**
 * The page "Troubleshoot".
 *
 * @param hasPage whether the app has a page of this id, for what leads there
 */
export function troubleshootEntry(services: PageServices, hasPage: (id: string) => boolean): PageEntry {
  return lazyEntry(
    { id: troubleshootPage, number: 7, title: words.troubleshoot.title, icon: Stethoscope20Regular, group: 'explore' },
    async () => (await import('./enter.tsx')).enterTroubleshoot(services, hasPage),
  );
}
