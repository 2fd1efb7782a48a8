import type { PageServices } from '../../features/page-context.ts';
import { securePage } from '../../model/secure-link.ts';
import { words } from '../../model/words.ts';
import { ShieldLock20Regular } from '../../ui/icons.ts';
import { lazyEntry } from '../lazy-entry.tsx';
import type { PageEntry } from '../page-entry.ts';

/** The page "Secure connections". */
export function secureConnectionsEntry(services: PageServices): PageEntry {
  return lazyEntry(
    { id: securePage, number: 6, title: words.certificates.title, icon: ShieldLock20Regular, group: 'explore' },
    async () => (await import('./enter.tsx')).enterSecureConnections(services),
  );
}
