import type { PageServices } from '../../features/page-context.ts';
import { SecureConnectionsPage, type SecureDrafts } from '../../model/secure-connections-page.ts';
import { securePage } from '../../model/secure-link.ts';
import { words } from '../../model/words.ts';
import { ShieldLock20Regular } from '../../ui/icons.ts';
import type { PageEntry } from '../page-entry.ts';
import { SecureConnectionsView } from './page.tsx';

/** The page "Secure connections". The address that was typed stays while it is left. */
export function secureConnectionsEntry({ client, app }: PageServices): PageEntry {
  let drafts: SecureDrafts | undefined;
  return {
    id: securePage,
    number: 6,
    title: words.certificates.title,
    icon: ShieldLock20Regular,
    group: 'explore',
    enter: ({ parameters }) => {
      const page = new SecureConnectionsPage(client, app, drafts);
      void page.attach(parameters.get('address') ?? undefined);
      return {
        render: () => <SecureConnectionsView page={page} />,
        arrive: (options) => void page.attach(options.parameters.get('address') ?? undefined),
        leave: () => {
          ({ drafts } = page);
          page.leave();
        },
      };
    },
  };
}
