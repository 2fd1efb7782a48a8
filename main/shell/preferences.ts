import { app, nativeTheme, type BrowserWindow } from 'electron';
import { zoomAfter, type AppSettings, type PageLanguage } from '../../contract/app-settings.ts';
import type { LogSettings } from '../../contract/log.ts';
import { opensLinks, setOpensLinks } from './link-client.ts';
import { shownLanguage } from './language.ts';
import { setShellLanguage } from './menu-words.ts';
import type { Settings, SettingsFile } from './settings.ts';

export interface PreferencesOptions {
  readonly settings: SettingsFile;
  readonly window: () => BrowserWindow | undefined;
  readonly changed: (change: { readonly settings: AppSettings; readonly shownLanguage: PageLanguage }) => void;
  /** The native menus have other words. */
  readonly languageChanged: () => void;
}

/** What else obeys the settings, when all of them change. */
interface Obeying {
  readonly log: (settings: LogSettings) => Promise<void>;
  readonly updates: (isAutomatic: boolean) => void;
}

/** The settings of the app itself: saved, obeyed at once and told to the page. */
export class Preferences {
  readonly #options: PreferencesOptions;
  #language: PageLanguage;

  constructor(options: PreferencesOptions) {
    this.#options = options;
    this.#language = this.#chosenLanguage();
    setShellLanguage(this.#language);
    this.#obeyTheme();
  }

  get shownLanguage(): PageLanguage {
    return this.#language;
  }

  /** What the page shows of them. */
  get shown(): AppSettings {
    return { ...this.#options.settings.shown, opensLinks: opensLinks() };
  }

  /** It is the system that keeps this one. @throws DuplexError `illegal-call` where it does not take it */
  setOpensLinks(isOn: boolean): void {
    setOpensLinks(isOn);
    this.#obey();
  }

  update(change: Partial<Settings>): void {
    this.#options.settings.update(change);
    this.#obey();
  }

  zoom(direction: 'in' | 'out' | 'reset'): void {
    this.update({ zoom: zoomAfter(this.#options.settings.current.zoom, direction) });
  }

  async reset(obeying: Obeying): Promise<void> {
    this.#options.settings.reset();
    await this.#obeyAll(obeying);
  }

  async undoReset(obeying: Obeying): Promise<void> {
    if (this.#options.settings.undoReset()) await this.#obeyAll(obeying);
  }

  async #obeyAll({ log, updates }: Obeying): Promise<void> {
    const { current } = this.#options.settings;
    this.#obey();
    updates(current.checksForUpdates);
    await log(current.log);
  }

  #obey(): void {
    const { settings, window, changed, languageChanged } = this.#options;
    this.#obeyTheme();
    const shown = window();
    if (shown?.isDestroyed() === false) shown.webContents.setZoomFactor(settings.current.zoom);
    const language = this.#chosenLanguage();
    if (language !== this.#language) {
      this.#language = language;
      setShellLanguage(language);
      languageChanged();
    }
    changed({ settings: this.shown, shownLanguage: language });
  }

  /** High contrast is the page's own theme; what the system draws goes with its dark one. */
  #obeyTheme(): void {
    const { theme } = this.#options.settings.current;
    nativeTheme.themeSource = theme === 'highContrast' ? 'dark' : theme;
  }

  #chosenLanguage(): PageLanguage {
    return shownLanguage(this.#options.settings.current.language, app.getPreferredSystemLanguages());
  }
}
