import * as v from 'valibot';
import {
  commands,
  isCommandName,
  type CommandHandlers,
  type CommandName,
  type Reply,
} from '../../contract/commands.ts';
import { failure, toErrorInfo } from '../../contract/errors.ts';
import { reasonOfIssue } from '../../contract/reason-of-issue.ts';

export type Dispatch = (name: unknown, input: unknown) => Promise<Reply<unknown>>;

/**
 * Makes the one way from a command to its handler: name looked up, input parsed, failure turned into a coded reply.
 * Never rejects.
 *
 * @param handlers one for every command
 * @param unexpected told of every error that no handler expected; the page sees it as `internal`
 */
export function createDispatch(handlers: CommandHandlers, unexpected: (error: unknown) => void): Dispatch {
  return (name, input) =>
    replyOf(() => {
      if (!isCommandName(name)) throw failure('unknown-command', `there is no command ${describeName(name)}`);
      return run(handlers, name, input);
    }, unexpected);
}

/** What some work comes to, as a reply. Never rejects. */
export async function replyOf<Value>(
  work: () => Value | Promise<Value>,
  unexpected: (error: unknown) => void,
): Promise<Reply<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const info = toErrorInfo(error);
    if (info.code === 'internal') unexpected(error);
    return { ok: false, error: info };
  }
}

function run(handlers: CommandHandlers, name: CommandName, input: unknown): unknown {
  const parsed = v.safeParse(commands[name].input, input, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = v.getDotPath(issue) ?? '';
    throw failure('invalid-input', `${name}: ${field === '' ? '' : `${field}: `}${issue.message}`, {
      field,
      reason: reasonOfIssue(issue),
    });
  }
  // The table's type ties each handler to its own schema; TypeScript cannot follow that through a variable name.
  const handler = handlers[name] as (input: unknown) => unknown;
  return handler(parsed.output);
}

function describeName(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 64)) : `with a name of type ${typeof name}`;
}
