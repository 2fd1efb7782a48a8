import type { Bridge } from '../../contract/bridge.ts';
import type { CommandInput, CommandName, CommandOutput, Reply } from '../../contract/commands.ts';
import type { DroppedFile } from '../../contract/commands/files.ts';
import { DuplexError, toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { EventName, Events } from '../../contract/events.ts';

/** The way to main, for everything in `model/`. */
export interface Client {
  readonly platform: string;
  /** @throws DuplexError for every failure that main answers with */
  invoke<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>;
  /** Takes a file that was dropped on the page. @throws DuplexError `bad-file` for what is no file */
  drop(file: File): Promise<DroppedFile>;
  /** Subscribes; the returned function undoes it. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
}

export function createClient(bridge: Bridge): Client {
  return {
    platform: bridge.platform,
    on: (name, listener) => bridge.on(name, listener),
    invoke: async (name, input) => valueOf(await bridge.invoke(name, input)),
    drop: async (file) => valueOf(await bridge.drop(file)),
  };
}

function valueOf<Output>(reply: Reply<Output>): Output {
  if (reply.ok) return reply.value;
  throw new DuplexError(reply.error);
}

/** Runs a command that may fail in an expected way, and hands the failure on as data. */
export async function attempt<Value>(work: () => Promise<Value>, failed: (error: ErrorInfo) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed(toErrorInfo(error));
  }
}
