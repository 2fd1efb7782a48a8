import { lazy, Suspense } from 'react';
import type { PageServices } from '../../features/page-context.ts';
import { Workbench } from '../../model/workbench/workbench.ts';
import { words } from '../../model/words.ts';
import { WindowWrench20Regular } from '../../ui/icons.ts';
import type { PageEntry } from '../page-entry.ts';
import { workbenchPage } from '../../model/workbench/workbench-link.ts';

// Its editors are large: the window is there before them.
const WorkbenchView = lazy(async () => ({ default: (await import('./page.tsx')).WorkbenchView }));

/** The page "Workbench". Leaving it closes nothing. */
export function workbenchEntry({ client, app }: PageServices): PageEntry {
  let workbench: Workbench | undefined;
  return {
    id: workbenchPage,
    number: 9,
    title: words.workbench.title,
    icon: WindowWrench20Regular,
    group: 'work',
    enter: ({ parameters }) => {
      workbench ??= new Workbench(client, app);
      const entered = workbench;
      const show = (asked: URLSearchParams): void => {
        const address = asked.get('address');
        if (address !== null) entered.open(address);
      };
      show(parameters);
      void entered.start();
      return {
        render: () => (
          <Suspense>
            <WorkbenchView workbench={entered} />
          </Suspense>
        ),
        arrive: (again) => show(again.parameters),
        // Its connections go on.
        leave: () => undefined,
      };
    },
  };
}
