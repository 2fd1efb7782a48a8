import type { PageServices } from '../../features/page-context.ts';
import { logsPage } from '../../model/logs-link.ts';
import { words } from '../../model/words.ts';
import { History20Regular } from '../../ui/icons.ts';
import { lazyEntry } from '../lazy-entry.tsx';
import type { PageEntry } from '../page-entry.ts';

/** The page "Logs". */
export function logsEntry(services: PageServices): PageEntry {
  return lazyEntry(
    { id: logsPage, number: 10, title: words.logs.title, icon: History20Regular, group: 'work' },
    async () => (await import('./enter.tsx')).enterLogs(services),
  );
}
