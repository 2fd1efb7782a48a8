import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { languages, themes, zoomSchema, type AppSettings } from '../../contract/app-settings.ts';
import { chartsLookSchema, defaultChartsLook } from '../../contract/log-summary.ts';
import { defaultLogSettings, logSettingsSchema } from '../../contract/log.ts';
import { defaultTranscriptLook, transcriptLookSchema } from '../../contract/transcript-look.ts';

const settingsSchema = v.object({
  theme: v.optional(v.fallback(v.picklist(themes), 'system'), 'system'),
  language: v.optional(v.fallback(v.picklist(languages), 'system'), 'system'),
  zoom: v.optional(v.fallback(zoomSchema, 1), 1),
  transcript: v.optional(v.fallback(transcriptLookSchema, defaultTranscriptLook), defaultTranscriptLook),
  charts: v.optional(v.fallback(chartsLookSchema, defaultChartsLook), defaultChartsLook),
  log: v.optional(v.fallback(logSettingsSchema, defaultLogSettings), defaultLogSettings),
  /** Where the user's documents are; left out: in the app's data folder. */
  libraryFolder: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
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
  /** What there was before everything was reset, until something is set again. */
  #beforeReset: Settings | undefined;

  /** @param path the file; where it is missing or not as it should be, everything has its default */
  constructor(path: string) {
    this.#path = path;
    this.isFirstStart = !existsSync(path);
    this.#settings = read(path);
  }

  get current(): Settings {
    return this.#settings;
  }

  /** The part of them that the page shows. */
  get shown(): Omit<AppSettings, 'opensLinks'> {
    const { theme, language, zoom, transcript, charts, log } = this.#settings;
    return {
      theme,
      language,
      zoom,
      transcriptLook: transcript,
      chartsLook: charts,
      recordsFrames: log.recordsFrames,
      canUndoReset: this.#beforeReset !== undefined,
    };
  }

  /** Changes some settings and writes the file. Synchronous, as the last change comes while the app is quitting. */
  update(change: Partial<Settings>): void {
    if (change.window === undefined) this.#beforeReset = undefined;
    this.#write({ ...this.#settings, ...change });
  }

  /** Gives all of them their defaults; the window stays where it is. */
  reset(): void {
    this.#beforeReset ??= this.#settings;
    this.#write({ ...v.parse(settingsSchema, {}), window: this.#settings.window });
  }

  /** @returns whether there was something to bring back */
  undoReset(): boolean {
    if (this.#beforeReset === undefined) return false;
    this.#write({ ...this.#beforeReset, window: this.#settings.window });
    this.#beforeReset = undefined;
    return true;
  }

  #write(settings: Settings): void {
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, JSON.stringify(settings, null, 2), { mode: 0o600 });
    renameSync(temporary, this.#path);
    this.#settings = settings;
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
