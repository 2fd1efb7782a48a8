import type { CommandInput, CommandName, CommandOutput, Reply } from './commands.ts';
import type { DroppedFile } from './commands/files.ts';
import type { EventName, Events } from './events.ts';

/** The Electron channels between page and main: one each way, and one for what only the preload can say. */
export const channels = { command: 'duplex:command', event: 'duplex:event', drop: 'duplex:drop' } as const;

/** `window.duplex`: all a page can reach. */
export interface Bridge {
  /** Sends one command to main. Never rejects for an expected failure: that is `{ ok: false, error }`. */
  invoke<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Reply<CommandOutput<Name>>>;
  /** Subscribes to an event; the returned function undoes it. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
  /**
   * Takes a file that was dropped on the page. The preload finds its path: a page that makes a file up has none to give.
   * What it is used for is what a command does with it that takes a {@link FileSource}.
   */
  drop(file: File): Promise<Reply<DroppedFile>>;
  readonly platform: string;
}

declare global {
  interface Window {
    readonly duplex: Bridge;
  }
}
