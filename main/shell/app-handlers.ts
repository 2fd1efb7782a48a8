import { app, clipboard, shell } from 'electron';
import type { HandlersOf } from '../../contract/commands.ts';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { LogSettings } from '../../contract/log.ts';
import type { Manifest } from '../network/manifest.ts';
import type { ServerSwitch } from '../server/server-switch.ts';
import type { Updates } from '../updates/updates.ts';
import type { DeepLinks } from './deep-link.ts';
import { readLicences } from './licences.ts';
import type { Preferences } from './preferences.ts';

export interface AppHandlersOptions {
  readonly preferences: Preferences;
  readonly links: DeepLinks;
  readonly server: ServerSwitch;
  readonly updates: Updates;
  readonly manifest: Manifest;
  readonly dataFolder: string;
  /** What went wrong at start and left the app running. */
  readonly problems: () => readonly (DuplexError | undefined)[];
  /** Log settings are obeyed, where all settings change. */
  readonly obeyLog: (settings: LogSettings) => Promise<void>;
}

/** How the page's commands for the app itself are carried out. */
export function appHandlers(
  options: AppHandlersOptions,
): HandlersOf<'app' | 'link' | 'clipboard' | 'server' | 'updates'> {
  const { preferences, links, server, updates, manifest, dataFolder } = options;
  const obeying = {
    log: options.obeyLog,
    updates: (isAutomatic: boolean) => updates.setAutomatic(isAutomatic),
  };
  return {
    'app.state': () => ({
      version: app.getVersion(),
      runtime: {
        electron: process.versions.electron,
        node: process.versions.node,
        chrome: process.versions.chrome,
      },
      platform: process.platform,
      arch: process.arch,
      isPackaged: app.isPackaged,
      ...preferences.shown,
      shownLanguage: preferences.shownLanguage,
      dataFolder,
      server: server.state,
      capabilities: [...manifest.policy.capabilities],
      allowsLoopback: manifest.policy.loopbackExempt,
      problems: options.problems().flatMap((problem) => problem?.info ?? []),
    }),
    'app.setTheme': ({ theme }) => preferences.update({ theme }),
    'app.setLanguage': ({ language }) => preferences.update({ language }),
    'app.setZoom': ({ zoom }) => preferences.update({ zoom }),
    'app.setTranscriptLook': ({ look }) => preferences.update({ transcript: look }),
    'app.setChartsLook': ({ look }) => preferences.update({ charts: look }),
    'app.setOpensLinks': ({ opensLinks }) => preferences.setOpensLinks(opensLinks),
    'app.resetSettings': () => preferences.reset(obeying),
    'app.undoReset': () => preferences.undoReset(obeying),
    'app.revealData': async () => {
      const problem = await shell.openPath(dataFolder);
      if (problem === '') return;
      throw failure('bad-file', `the folder cannot be opened: ${problem}`, {
        reason: because('folderNotOpened', problem),
      });
    },
    'app.licences': () => readLicences(),
    'link.waiting': () => links.waiting,
    'link.answered': ({ id }) => links.answered(id),
    'clipboard.write': ({ text }) => clipboard.writeText(text),
    'server.start': () => server.start(),
    'server.stop': () => server.stop(),
    'updates.state': () => updates.state(),
    'updates.check': () => void updates.check(),
    'updates.download': () => void updates.download(),
    'updates.install': () => void updates.install(),
    'updates.cancel': () => updates.cancel(),
    'updates.setAutomatic': ({ isAutomatic }) => {
      preferences.update({ checksForUpdates: isAutomatic });
      updates.setAutomatic(isAutomatic);
    },
  };
}
