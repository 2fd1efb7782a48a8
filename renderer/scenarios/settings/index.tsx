import type { PageServices } from '../../features/page-context.ts';
import { SettingsPage } from '../../model/settings-page.ts';
import { settingsPage } from '../../model/settings-list.ts';
import { words } from '../../model/words.ts';
import { Settings20Regular } from '../../ui/icons.ts';
import type { EnterOptions, PageEntry } from '../page-entry.ts';
import { SettingsView } from './page.tsx';

/** The page "Settings". It has a key of its own instead of a number. */
export function settingsEntry({ client }: PageServices): PageEntry {
  return {
    id: settingsPage,
    title: words.settings.title,
    icon: Settings20Regular,
    group: 'app',
    enter: (options) => {
      const page = new SettingsPage(client);
      void page.load();
      const find = ({ parameters }: EnterOptions): void => page.find(parameters.get('find') ?? '');
      find(options);
      return { render: () => <SettingsView page={page} />, arrive: find, leave: () => undefined };
    },
  };
}
