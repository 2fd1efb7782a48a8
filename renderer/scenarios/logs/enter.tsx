import type { PageServices } from '../../features/page-context.ts';
import { LogsPage } from '../../model/logs-page.ts';
import { sessionIn, type EnteredPage, type EnterOptions } from '../page-entry.ts';
import { LogsView } from './page.tsx';

export function enterLogs({ client, app }: PageServices): (options: EnterOptions) => EnteredPage {
  return (options) => {
    const page = new LogsPage(client, app);
    void page.attach(sessionIn(options));
    return {
      render: () => <LogsView page={page} />,
      arrive: (again) => void page.attach(sessionIn(again)),
      leave: () => page.leave(),
    };
  };
}
