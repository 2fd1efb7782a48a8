import { because } from '../../../contract/reason.ts';
import { unreadable } from '../unreadable.ts';

/** A command with what it reads from another one, as a shell would start it. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** The command whose output it reads. */
  readonly input: ShellCommand | undefined;
  /** What a shell does that is no part of a command, e.g. `> file`. */
  readonly leftOut: readonly string[];
}

/** What a shell's text is made of. */
export type ShellToken = { readonly kind: 'word' | 'operator'; readonly text: string };

/** Collects the tokens of one text. */
export class TokenList {
  readonly tokens: ShellToken[] = [];
  #word: string | undefined;

  /** Adds to the word that is being read; an empty text begins one. */
  add(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  get isInWord(): boolean {
    return this.#word !== undefined;
  }

  endWord(): void {
    if (this.#word !== undefined) this.tokens.push({ kind: 'word', text: this.#word });
    this.#word = undefined;
  }

  operator(text: string): void {
    this.endWord();
    this.tokens.push({ kind: 'operator', text });
  }
}

/** A variable of a shell in the place of which a variable of ours stands. */
export function asVariable(name: string): string {
  return `{{${name}}}`;
}

/** Puts tokens together: `|` joins commands, redirections are left out, all other operators begin a new one. */
export function commandsOf(tokens: readonly ShellToken[]): ShellCommand[] {
  const commands: ShellCommand[] = [];
  let input: ShellCommand | undefined;
  let words: string[] = [];
  let leftOut: string[] = [];
  let redirection: string | undefined;
  const end = (): ShellCommand | undefined => {
    if (redirection !== undefined) leftOut.push(redirection);
    redirection = undefined;
    const command = words.length > 0 ? { words, input, leftOut } : undefined;
    [words, leftOut, input] = [[], [], undefined];
    return command;
  };
  for (const { kind, text } of tokens) {
    if (kind === 'word' && redirection !== undefined) {
      leftOut.push(`${redirection} ${text}`);
      redirection = undefined;
    } else if (kind === 'word') {
      words.push(text);
    } else if (/[<>]/.test(text)) {
      // The number of what is redirected is a word of its own here.
      redirection = text;
    } else {
      const command = end();
      if (text === '|' || text === '|&') input = command;
      else if (command !== undefined) commands.push(command);
    }
  }
  const last = end();
  if (last !== undefined) commands.push(last);
  return commands;
}

/** @throws DuplexError `invalid-input`: no argument of a program has a NUL */
export function refuseNul(text: string): void {
  const nul = text.indexOf('\0');
  if (nul >= 0)
    throw unreadable(text, nul, 'there is a NUL character, which no command line can have', because('nulInCommand'));
}
