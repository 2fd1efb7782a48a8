import { languages, themes } from '../../../contract/app-settings.ts';
import type { AppModel } from '../../model/app-model.ts';
import { keysOf, windowKeys } from '../../model/key-map.ts';
import type { PaletteItem, PaletteSource } from '../../model/palette.ts';
import { settingIds, settingsHref } from '../../model/settings-list.ts';
import type { WindowCommand } from '../../model/window-keys.ts';
import { words } from '../../model/words.ts';
import { hrefOf, type Navigation } from '../navigation.ts';

interface SourceOptions {
  readonly navigation: Navigation;
  readonly app: AppModel;
  readonly isMac: boolean;
  readonly carryOut: (command: WindowCommand) => void;
}

/** What the palette offers of the window itself: its pages, its keys' commands, help, its settings and the built-in server. */
export function windowSources({ navigation, app, isMac, carryOut }: SourceOptions): readonly PaletteSource[] {
  const go = (href: string) => () => {
    window.location.hash = href;
  };
  const pages: PaletteSource = () =>
    navigation.pages.map((entry) => {
      const { id, title, number } = entry;
      const keys = number !== undefined && number < 10 ? keysFor('pages', String(number)) : undefined;
      return {
        id: `page.${id}`,
        title,
        group: words.palette.groups.pages,
        ...(keys && { keys }),
        run: go(hrefOf(entry)),
      };
    });
  const keysFor = (line: Parameters<typeof keysOf>[0], lastKey: string): readonly string[] => [
    ...keysOf(line, isMac).slice(0, -1),
    lastKey,
  ];
  const commands: PaletteSource = () =>
    windowKeys
      // The pages have their own; a palette need not open itself.
      .filter(({ id }) => id !== 'pages' && id !== 'palette' && id !== 'settings')
      .flatMap(({ id, presses: [press], commandOf }): PaletteItem[] =>
        press === undefined
          ? []
          : [
              {
                id: `window.${id}`,
                title: words.keys.lines[id],
                group: words.palette.groups.window,
                keys: keysOf(id, isMac),
                run: () => carryOut(commandOf(press)),
              },
            ],
      );
  const help: PaletteSource = () =>
    (['documentation', 'report'] as const).map((subject) => ({
      id: `help.${subject}`,
      title: words.help.titles[subject],
      group: words.palette.groups.window,
      run: () => carryOut({ kind: 'help', subject }),
    }));
  const choices: PaletteSource = () => [
    ...themes.map((theme) => ({
      id: `theme.${theme}`,
      title: words.palette.theme(words.theme[theme]),
      group: words.palette.groups.window,
      run: () => void app.setTheme(theme),
    })),
    ...languages
      .filter((language) => language !== 'pseudo')
      .map((language) => ({
        id: `language.${language}`,
        title: words.palette.language(words.settings.languages[language]),
        group: words.palette.groups.window,
        run: () => void app.setLanguage(language),
      })),
  ];
  const settings: PaletteSource = () =>
    settingIds.map((id) => ({
      id: `setting.${id}`,
      title: words.palette.setting(words.settings.items[id].label),
      group: words.palette.groups.settings,
      run: go(settingsHref(words.settings.items[id].label)),
    }));
  const server: PaletteSource = () => {
    const isOn = app.store.getState().server.kind === 'running';
    return [
      {
        id: isOn ? 'server.stop' : 'server.start',
        title: isOn ? words.server.stop : words.server.start,
        group: words.palette.groups.server,
        run: () => void (isOn ? app.stopServer() : app.startServer()),
      },
    ];
  };
  return [pages, commands, help, choices, server, settings];
}
