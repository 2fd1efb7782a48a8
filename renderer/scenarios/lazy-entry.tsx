import { use, type ReactNode } from 'react';
import type { EnteredPage, EnterOptions, PageEntry } from './page-entry.ts';

type Enter = PageEntry['enter'];

/**
 * A page whose code is loaded when it is entered for the first time, so that the app starts without it.
 *
 * @param load answers how the page is entered
 */
export function lazyEntry(about: Omit<PageEntry, 'enter'>, load: () => Promise<Enter>): PageEntry {
  let enter: Enter | undefined;
  return {
    ...about,
    enter: (options) => {
      if (enter !== undefined) return enter(options);
      return enterLater(
        load().then((loaded) => (enter = loaded)),
        options,
      );
    },
  };
}

/** A page that is entered when it can be, with what it was asked for last, unless it has been left by then. */
function enterLater(loading: Promise<Enter>, options: EnterOptions): EnteredPage {
  let asked = options;
  let isLeft = false;
  let page: EnteredPage | undefined;
  const entering = loading.then((enter) => {
    if (!isLeft) page = enter(asked);
    return page;
  });
  return {
    render: () => <Entered entering={entering} />,
    arrive: (again) => {
      asked = again;
      page?.arrive?.(again);
    },
    leave: () => {
      isLeft = true;
      page?.leave();
    },
  };
}

function Entered({ entering }: { readonly entering: Promise<EnteredPage | undefined> }): ReactNode {
  return use(entering)?.render() ?? null;
}
