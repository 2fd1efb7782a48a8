import { lazy, Suspense } from 'react';
import type { PageServices } from '../../features/page-context.ts';
import { Workbench } from '../../model/workbench/workbench.ts';
import { wishIn, workbenchPage } from '../../model/workbench/workbench-link.ts';
import { words } from '../../model/words.ts';
import { WindowWrench20Regular } from '../../ui/icons.ts';
import type { EnterOptions, PageEntry } from '../page-entry.ts';
import { workbenchSource } from './palette-source.ts';

// Its editors are large: the window is there before them.
const WorkbenchView = lazy(async () => ({ default: (await import('./page.tsx')).WorkbenchView }));

/** The page "Workbench". Leaving it closes nothing. */
export function workbenchEntry({ client, app, palette }: PageServices): PageEntry {
  let workbench: Workbench | undefined;
  const begin = (): Workbench => {
    workbench ??= new Workbench(client, app);
    void workbench.start();
    return workbench;
  };
  palette.register(workbenchSource(begin));
  return {
    id: workbenchPage,
    number: 9,
    title: words.workbench.title,
    icon: WindowWrench20Regular,
    group: 'work',
    enter: (options) => {
      const entered = begin();
      fulfilOnce(entered, options);
      return {
        render: () => (
          <Suspense>
            <WorkbenchView workbench={entered} />
          </Suspense>
        ),
        arrive: (again) => fulfilOnce(entered, again),
        // Its connections go on.
        leave: () => undefined,
      };
    },
  };
}

/** Does what the document's address asks for, and takes it out of there: neither a reload nor a way back asks again. */
function fulfilOnce(workbench: Workbench, { parameters }: EnterOptions): void {
  const wish = wishIn(parameters);
  if (wish === undefined) return;
  history.replaceState(null, '', `#/${workbenchPage}`);
  workbench.fulfil(wish);
}
