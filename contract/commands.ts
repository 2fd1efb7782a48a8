import type * as v from 'valibot';
import { appCommands } from './commands/app.ts';
import { fileCommands } from './commands/files.ts';
import { logCommands } from './commands/logs.ts';
import { networkCommands } from './commands/network.ts';
import { sessionCommands } from './commands/sessions.ts';
import { troubleshootCommands } from './commands/troubleshooting.ts';
import { trustCommands } from './commands/trust.ts';
import { updateCommands } from './commands/updates.ts';
import { workbenchCommands } from './commands/workbench.ts';
import type { ErrorInfo } from './errors.ts';

/** Every command of the page, by name. A new one is added to the table of its subject and to the handlers, nowhere else. */
export const commands = {
  ...appCommands,
  ...fileCommands,
  ...sessionCommands,
  ...troubleshootCommands,
  ...workbenchCommands,
  ...logCommands,
  ...trustCommands,
  ...networkCommands,
  ...updateCommands,
} as const;

export type CommandName = keyof typeof commands;
export type CommandInput<Name extends CommandName> = v.InferOutput<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = ReturnType<NonNullable<(typeof commands)[Name]['output']>>;
export type ConnectTrial = CommandInput<'troubleshoot.start'>;
export type OpenSession = CommandInput<'session.open'>;
export type Payload = CommandInput<'session.send'>['payload'];

/** The handlers of all commands; a missing one is a compile error. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (input: CommandInput<Name>) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

/** The handlers of some areas: a command's area is what its name begins with. */
export type HandlersOf<Area extends string> = Pick<CommandHandlers, Extract<CommandName, `${Area}.${string}`>>;

/** Every reply is a value, as Electron drops all but the message of a thrown error. */
export type Reply<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly error: ErrorInfo };

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name);
}
