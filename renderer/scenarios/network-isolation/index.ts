import type { PageServices } from '../../features/page-context.ts';
import { isolationPage } from '../../model/isolation-link.ts';
import { words } from '../../model/words.ts';
import { ShieldGlobe20Regular } from '../../ui/icons.ts';
import { lazyEntry } from '../lazy-entry.tsx';
import type { PageEntry } from '../page-entry.ts';

/** The page "Network isolation". */
export function networkIsolationEntry(services: PageServices): PageEntry {
  return lazyEntry(
    { id: isolationPage, number: 5, title: words.isolation.title, icon: ShieldGlobe20Regular, group: 'explore' },
    async () => (await import('./enter.tsx')).enterNetworkIsolation(services),
  );
}
