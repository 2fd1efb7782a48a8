import * as v from 'valibot';
import { languages, themes, zoomSchema, type AppSettings, type PageLanguage } from '../app-settings.ts';
import type { OpenedLink } from '../deep-link.ts';
import type { ErrorInfo } from '../errors.ts';
import { chartsLookSchema } from '../log-summary.ts';
import type { ServerState } from '../sessions.ts';
import { transcriptLookSchema } from '../transcript-look.ts';
import type { Licences } from '../updates.ts';
import { command, index, limits, nothing } from './command.ts';

/** What the page shows of the app itself. */
export interface AppState extends AppSettings {
  readonly version: string;
  /** The Electron version, and Node's and Chromium's with it. */
  readonly runtime: { readonly electron: string; readonly node: string; readonly chrome: string };
  readonly platform: string;
  /** The processor, as Node names it: `x64`, `arm64`. */
  readonly arch: string;
  readonly isPackaged: boolean;
  /** What the chosen language comes to. */
  readonly shownLanguage: PageLanguage;
  /** Where everything lies that the app keeps. */
  readonly dataFolder: string;
  readonly server: ServerState;
  /** Capabilities the manifest declares, as names. */
  readonly capabilities: readonly string[];
  readonly allowsLoopback: boolean;
  /** What went wrong at start and left the app running, e.g. a corrupt manifest. */
  readonly problems: readonly ErrorInfo[];
}

const memoryName = v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/));

/** The app itself: its state and settings, links, the clipboard, the built-in server, what the page keeps. */
export const appCommands = {
  'app.state': command<AppState>()(nothing),
  'app.setTheme': command<void>()(v.strictObject({ theme: v.picklist(themes) })),
  /** The page has to be loaded again where its words change: `shownLanguage` of the state says which it is to have. */
  'app.setLanguage': command<void>()(v.strictObject({ language: v.picklist(languages) })),
  'app.setZoom': command<void>()(v.strictObject({ zoom: zoomSchema })),
  /** Where {@link AppSettings.opensLinks} is not undefined. */
  'app.setOpensLinks': command<void>()(v.strictObject({ opensLinks: v.boolean() })),
  /** Gives every setting its default, but for the network's, the trusted servers' and the window's place. */
  'app.resetSettings': command<void>()(nothing),
  /** Brings back what was reset, as long as nothing was set since; else does nothing. */
  'app.undoReset': command<void>()(nothing),
  /** Opens the folder with the app's data in the system's file manager. */
  'app.revealData': command<void>()(nothing),
  'app.setTranscriptLook': command<void>()(v.strictObject({ look: transcriptLookSchema })),
  'app.setChartsLook': command<void>()(v.strictObject({ look: chartsLookSchema })),
  'app.licences': command<Licences>()(nothing),
  /** Links that were opened and wait for an answer, oldest first. */
  'link.waiting': command<readonly OpenedLink[]>()(nothing),
  /** The user has decided: the link waits no longer. */
  'link.answered': command<void>()(v.strictObject({ id: index })),
  'clipboard.write': command<void>()(v.strictObject({ text: v.pipe(v.string(), v.maxLength(limits.payloadBytes)) })),
  'server.start': command<ServerState>()(nothing),
  'server.stop': command<ServerState>()(nothing),
  /** What the page keeps of its own over a crash, as text; null: nothing, or what there was could not be used. */
  'memory.read': command<string | null>()(v.strictObject({ name: memoryName })),
  'memory.write': command<void>()(
    v.strictObject({ name: memoryName, text: v.pipe(v.string(), v.maxLength(limits.memoryBytes)) }),
  ),
} as const;
