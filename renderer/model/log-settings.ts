import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { LogSettings } from '../../contract/log.ts';
import { attempt, type Client } from './client.ts';
import { formatCount } from './format.ts';
import { words } from './words.ts';
import { errorText } from './error-text.ts';

const mebibyte = 1024 * 1024;

/** The settings that are typed, and what each of them may be; limits in MiB. */
export const logNumbers = {
  sessionLimitBytes: { unitBytes: mebibyte, least: 16, most: 4096 * 1024 },
  totalLimitBytes: { unitBytes: mebibyte, least: 16, most: 4096 * 1024 },
  keepDays: { unitBytes: 1, least: 1, most: 3650 },
} as const;
export type LogNumber = keyof typeof logNumbers;

/** What cannot be typed wrongly. */
export type LogChoices = Pick<LogSettings, 'whenFull' | 'isPrivate' | 'recordsFrames'>;

export interface LogSettingsState {
  /** As they are saved; undefined until main has answered. */
  readonly settings: LogSettings | undefined;
  /** What is typed and not saved. */
  readonly drafts: Partial<Record<LogNumber, string>>;
  readonly faults: Partial<Record<LogNumber, string>>;
  readonly problem: ErrorInfo | undefined;
}

/** The settings of the log; each change is saved at once. */
export class LogSettingsModel {
  readonly store: StoreApi<LogSettingsState>;
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<LogSettingsState>()(() => ({
      settings: undefined,
      drafts: {},
      faults: {},
      problem: undefined,
    }));
  }

  async load(): Promise<void> {
    await attempt(
      async () => this.store.setState({ settings: await this.#client.invoke('log.settings', {}) }),
      (problem) => this.store.setState({ problem }),
    );
  }

  /** What a field shows. */
  textOf(field: LogNumber): string {
    const { settings, drafts } = this.store.getState();
    return drafts[field] ?? (settings === undefined ? '' : String(settings[field] / logNumbers[field].unitBytes));
  }

  type(field: LogNumber, text: string): void {
    this.store.setState(({ drafts, faults }) => ({
      drafts: { ...drafts, [field]: text },
      faults: { ...faults, [field]: undefined },
    }));
  }

  /** Saves what was typed into a field, or says under it why it cannot be. */
  async commit(field: LogNumber): Promise<void> {
    const { drafts } = this.store.getState();
    const text = drafts[field]?.trim();
    if (text === undefined) return;
    const { unitBytes, least, most } = logNumbers[field];
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) {
      const fault = words.logSettings.fault(nameOf(field), formatCount(least), formatCount(most));
      this.store.setState(({ faults }) => ({ faults: { ...faults, [field]: fault } }));
      return;
    }
    await this.#save({ [field]: number * unitBytes });
  }

  async choose(change: Partial<LogChoices>): Promise<void> {
    await this.#save(change);
  }

  async #save(change: Partial<LogSettings>): Promise<void> {
    const before = this.store.getState().settings;
    if (before === undefined) return;
    const settings = { ...before, ...change };
    const saved = Object.keys(change);
    // Shown at once; put back where main does not take it.
    this.store.setState({ settings, problem: undefined });
    await attempt(
      async () => {
        await this.#client.invoke('log.saveSettings', { settings });
        this.store.setState(({ drafts }) => ({
          drafts: Object.fromEntries(Object.entries(drafts).filter(([field]) => !saved.includes(field))),
        }));
      },
      (error) => {
        const field = Object.keys(logNumbers).find((name) => error.field === `settings.${name}`);
        this.store.setState(({ faults }) => ({
          settings: before,
          ...(field === undefined ? { problem: error } : { faults: { ...faults, [field]: errorText(error) } }),
        }));
      },
    );
  }
}

/** What a field is called. */
export function nameOf(field: LogNumber): string {
  const { sessionLimit, totalLimit, keepDays } = words.settings.items;
  return { sessionLimitBytes: sessionLimit, totalLimitBytes: totalLimit, keepDays }[field].label;
}
