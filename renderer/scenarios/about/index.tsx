import type { PageServices } from '../../features/page-context.ts';
import { AboutPage } from '../../model/about-page.ts';
import { words } from '../../model/words.ts';
import { Info20Regular } from '../../ui/icons.ts';
import type { PageEntry } from '../page-entry.ts';
import { AboutView } from './page.tsx';

/** The page "About and updates". */
export function aboutEntry({ client, app }: PageServices): PageEntry {
  return {
    id: 'about',
    number: 11,
    title: words.about.title,
    icon: Info20Regular,
    group: 'app',
    enter: () => {
      const page = new AboutPage(client);
      void page.attach();
      return { render: () => <AboutView page={page} app={app} />, leave: () => page.leave() };
    },
  };
}
