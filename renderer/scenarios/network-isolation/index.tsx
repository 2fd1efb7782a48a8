import type { PageServices } from '../../features/page-context.ts';
import { isolationPage } from '../../model/isolation-link.ts';
import { JournalView } from '../../model/journal-view.ts';
import { NetworkIsolationPage, type IsolationDrafts } from '../../model/network-isolation-page.ts';
import { ProxyForm } from '../../model/proxy-form.ts';
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
      const form = new ProxyForm(client, app, () => void page.askAgain());
      const begin = (asked: URLSearchParams): void => {
        void page.attach(asked.get('address') ?? undefined);
        void form.attach(asked.get('show') ?? undefined);
      };
      begin(parameters);
      return {
        render: () => <NetworkIsolationView page={page} journal={journal} form={form} />,
        arrive: (options) => begin(options.parameters),
        leave: () => {
          ({ drafts } = page);
          endJournal();
        },
      };
    },
  };
}
