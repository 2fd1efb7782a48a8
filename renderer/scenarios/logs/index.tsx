import type { PageServices } from '../../features/page-context.ts';
import { LogsPage } from '../../model/logs-page.ts';
import { logsPage } from '../../model/logs-link.ts';
import { words } from '../../model/words.ts';
import { History20Regular } from '../../ui/icons.ts';
import { sessionIn, type PageEntry } from '../page-entry.ts';
import { LogsView } from './page.tsx';

/** The page "Logs". */
export function logsEntry({ client, app }: PageServices): PageEntry {
  return {
    id: logsPage,
    number: 10,
    title: words.logs.title,
    icon: History20Regular,
    group: 'work',
    enter: (options) => {
      const page = new LogsPage(client, app);
      void page.attach(sessionIn(options));
      return {
        render: () => <LogsView page={page} />,
        arrive: (again) => void page.attach(sessionIn(again)),
        leave: () => page.leave(),
      };
    },
  };
}
