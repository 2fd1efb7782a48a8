import type { PageServices } from '../../features/page-context.ts';
import type { TrialDrafts } from '../../model/trial-drafts.ts';
import { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { sessionIn, type EnteredPage, type EnterOptions } from '../page-entry.ts';
import { TroubleshootView } from './page.tsx';

/**
 * What was filled in stays while it is left.
 *
 * @param hasPage whether the app has a page of this id, for what leads there
 */
export function enterTroubleshoot(
  { client, app }: PageServices,
  hasPage: (id: string) => boolean,
): (options: EnterOptions) => EnteredPage {
  let drafts: TrialDrafts | undefined;
  return (options) => {
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
  };
}
