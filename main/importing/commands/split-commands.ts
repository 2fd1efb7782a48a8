import { posixTokens } from './posix-shell.ts';
import { commandsOf, refuseNul, type ShellCommand } from './shell-text.ts';
import { cmdTokens, powerShellTokens } from './windows-shells.ts';

/**
 * The commands of a text, by the rules of the shell it was written for: a caret at the end of a line or before a quote is
 * of Windows' cmd, a backtick at the end of a line of PowerShell.
 *
 * @throws DuplexError `invalid-input` with the place that cannot be read
 */
export function splitCommands(text: string): ShellCommand[] {
  refuseNul(text);
  if (/\^\r?\n|\^"/.test(text)) return commandsOf(cmdTokens(text));
  if (/`\r?\n|\$env:/i.test(text)) return commandsOf(powerShellTokens(text));
  return commandsOf(posixTokens(text));
}
