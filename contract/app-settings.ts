import * as v from 'valibot';
import type { ChartsLook } from './log-summary.ts';
import type { TranscriptLook } from './transcript-look.ts';

/** The themes a person can choose; `system` follows the desktop. */
export const themes = ['system', 'light', 'dark', 'highContrast'] as const;
export type Theme = (typeof themes)[number];

/** The languages of the page. `pseudo` is English made longer, from right to left: for tests of the layout. */
export const pageLanguages = ['en', 'de', 'pseudo'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** The language a person can choose; `system` is the first of the desktop's that there is. */
export const languages = ['system', ...pageLanguages] as const;
export type Language = (typeof languages)[number];

/** How large everything is, in steps, as browsers have them. 1 is as designed. */
export const zoomSteps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
export const zoomSchema = v.picklist(zoomSteps);
export type Zoom = (typeof zoomSteps)[number];

/** @param direction a step larger, or smaller; `reset` is 1 */
export function zoomAfter(zoom: Zoom, direction: 'in' | 'out' | 'reset'): Zoom {
  if (direction === 'reset') return 1;
  const step = zoomSteps.indexOf(zoom) + (direction === 'in' ? 1 : -1);
  return zoomSteps[Math.min(Math.max(step, 0), zoomSteps.length - 1)] ?? 1;
}

/** What a person has set, and the page shows or changes. */
export interface AppSettings {
  readonly theme: Theme;
  readonly language: Language;
  readonly zoom: Zoom;
  readonly transcriptLook: TranscriptLook;
  readonly chartsLook: ChartsLook;
  /** Whether new sessions record every frame; the rest of the log's settings is asked for with `log.settings`. */
  readonly recordsFrames: boolean;
  /** Whether `duplex:` links open this app; undefined where that is not the app's to change. */
  readonly opensLinks: boolean | undefined;
  /** Whether the settings were all reset, and nothing was set since. */
  readonly canUndoReset: boolean;
}
