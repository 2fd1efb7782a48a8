import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { chartsLookSchema, defaultChartsLook } from '../../contract/log-summary.ts';
import { defaultLogSettings, logSettingsSchema } from '../../contract/log.ts';
import { defaultTranscriptLook, transcriptLookSchema } from '../../contract/transcript-look.ts';

const settingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  transcript: v.optional(v.fallback(transcriptLookSchema, defaultTranscriptLook), defaultTranscriptLook),
  charts: v.optional(v.fallback(chartsLookSchema, defaultChartsLook), defaultChartsLook),
  log: v.optional(v.fallback(logSettingsSchema, defaultLogSettings), defaultLogSettings),
  /** Whether a newer version is looked for without being asked. */
  checksForUpdates: v.optional(v.boolean(), false),
  window: v.optional(
    v.object({
      x: v.pipe(v.number(), v.safeInteger()),
      y: v.pipe(v.number(), v.safeInteger()),
      width: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      height: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      isMaximized: v.boolean(),
    }),
  ),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** What the app remembers between runs: one small JSON file, replaced whole. */
export class SettingsFile {
  readonly #path: string;
  /** Whether there was no file: the app is started for the first time. */
  readonly isFirstStart: boolean;
  #settings: Settings;

  /** @param path the file; where it is missing or not as it should be, everything has its default */
  constructor(path: string) {
    this.#path = path;
    this.isFirstStart = !existsSync(path);
    this.#settings = read(path);
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Changes some settings and writes the file. Synchronous, as the last change comes while the app is quitting. */
  update(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, JSON.stringify(this.#settings, null, 2), { mode: 0o600 });
    renameSync(temporary, this.#path);
  }
}

function read(path: string): Settings {
  try {
    return v.parse(settingsSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // The first start, or a damaged file: neither is worth more than the defaults, and the next change mends it.
    return v.parse(settingsSchema, {});
  }
}
