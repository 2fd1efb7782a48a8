import type { PageServices } from '../../features/page-context.ts';
import { AboutPage } from '../../model/about-page.ts';
import type { EnteredPage } from '../page-entry.ts';
import { AboutView } from './page.tsx';

export function enterAbout({ client, app }: PageServices): () => EnteredPage {
  return () => {
    const page = new AboutPage(client);
    void page.attach();
    return { render: () => <AboutView page={page} app={app} />, leave: () => page.leave() };
  };
}
