import type { PageServices } from '../../features/page-context.ts';
import type { TrialDrafts } from '../../model/trial-drafts.ts';
import { troubleshootPage } from '../../model/troubleshoot-link.ts';
import { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { Stethoscope20Regular } from '../../ui/icons.ts';
import { sessionIn, type PageEntry } from '../page-entry.ts';
import { TroubleshootView } from './page.tsx';

/**
 * The page "Troubleshoot". What was filled in stays while it is left.
 *
 * @param hasPage whether the app has a page of this id, for what leads there
 */
export function troubleshootEntry({ client, app }: PageServices, hasPage: (id: string) => boolean): PageEntry {
  let drafts: TrialDrafts | undefined;
  return {
    id: troubleshootPage,
    number: 7,
    title: words.troubleshoot.title,
    icon: Stethoscope20Regular,
    group: 'explore',
    enter: (options) => {
      const page = new TroubleshootPage(client, app, drafts);
      void page.attach(sessionIn(options));
      return {
        render: () => <TroubleshootView page={page} hasPage={hasPage} />,
        arrive: (again) => void page.attach(sessionIn(again)),
        leave: () => {
          ({ drafts } = page.store.getState());
          page.leave();
        },
      };
    },
  };
}
