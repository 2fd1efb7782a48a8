import type { PageServices } from '../../features/page-context.ts';
import { isolationPage } from '../../model/isolation-link.ts';
import { JournalView } from '../../model/journal-view.ts';
import { NetworkIsolationPage, type IsolationDrafts } from '../../model/network-isolation-page.ts';
import { words } from '../../model/words.ts';
import { ShieldGlobe20Regular } from '../../ui/icons.ts';
import type { PageEntry } from '../page-entry.ts';
import { NetworkIsolationView } from './page.tsx';

/** The page "Network isolation". What was typed on it and not applied stays while it is left. */
export function networkIsolationEntry({ client, app }: PageServices): PageEntry {
  let drafts: IsolationDrafts | undefined;
  return {
    id: isolationPage,
    number: 5,
    title: words.isolation.title,
    icon: ShieldGlobe20Regular,
    group: 'explore',
    enter: ({ parameters }) => {
      const page = new NetworkIsolationPage(client, app, drafts);
      const journal = new JournalView(client);
      const endJournal = journal.start();
      const ask = (address: string | null): void => void page.attach(address ?? undefined);
      ask(parameters.get('address'));
      return {
        render: () => <NetworkIsolationView page={page} journal={journal} />,
        arrive: (options) => ask(options.parameters.get('address')),
        leave: () => {
          ({ drafts } = page);
          endJournal();
        },
      };
    },
  };
}
