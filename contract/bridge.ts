import type { CommandInput, CommandName, CommandOutput, Reply } from './commands.ts';
import type { EventName, Events } from './events.ts';

/** The Electron channels between page and main: one each way. */
export const channels = { command: 'duplex:command', event: 'duplex:event' } as const;

/** `window.duplex`: all a page can reach. */
export interface Bridge {
  /** Sends one command to main. Never rejects for an expected failure: that is `{ ok: false, error }`. */
  invoke<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Reply<CommandOutput<Name>>>;
  /** Subscribes to an event; the returned function undoes it. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
  readonly platform: string;
}

declare global {
  interface Window {
    readonly duplex: Bridge;
  }
}
