import type { PageServices } from '../../features/page-context.ts';
import { JournalView } from '../../model/journal-view.ts';
import { NetworkIsolationPage, type IsolationDrafts } from '../../model/network-isolation-page.ts';
import { ProxyForm } from '../../model/proxy-form.ts';
import type { EnteredPage, EnterOptions } from '../page-entry.ts';
import { NetworkIsolationView } from './page.tsx';

/** What was typed on it and not applied stays while it is left. */
export function enterNetworkIsolation({ client, app }: PageServices): (options: EnterOptions) => EnteredPage {
  let drafts: IsolationDrafts | undefined;
  return ({ parameters }) => {
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
  };
}
