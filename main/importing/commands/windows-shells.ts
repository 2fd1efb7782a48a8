import { matchAt, notClosed } from './posix-shell.ts';
import { asVariable, TokenList, type ShellToken } from './shell-text.ts';

const percentVariable = /%([A-Za-z_]\w*)%/y;
const dollarVariable = /\$(?:env:)?([A-Za-z_]\w*)|\$\{(?:env:)?([A-Za-z_]\w*)\}/iy;
const powerLetters: Readonly<Record<string, string>> = {
  '0': '',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Splits a text as Windows' cmd and the program's own reading of its command line do. A caret takes the meaning of what is
 * behind it; what is in quotes has none for cmd.
 *
 * @throws DuplexError `invalid-input` with the place
 */
export function cmdTokens(text: string): ShellToken[] {
  const list = new TokenList();
  /** Where the quotes opened that the program sees. */
  let quote = -1;
  /** Whether they are quotes for cmd, too: `^"` is not. */
  let isQuotedForCmd = false;
  let at = 0;
  while (at < text.length) {
    let char = text[at] ?? '';
    let isEscaped = false;
    if (char === '^' && !isQuotedForCmd) {
      at += 1;
      if (text[at] === '\r') at += 1;
      if (text[at] === '\n') {
        at += 1;
        // The character behind the end of the line is escaped: `^`, two line ends, is one line end in the argument.
        if (!/^\r?\n/.test(text.slice(at, at + 2))) continue;
        if (text[at] === '\r') at += 1;
      }
      char = text[at] ?? '';
      isEscaped = true;
    }
    const backslashes = char === '\\' ? (/^\\+/.exec(text.slice(at, at + 4096))?.[0].length ?? 1) : 0;
    const behind = text.slice(at + backslashes, at + backslashes + 2);
    const variable = isEscaped ? undefined : matchAt(percentVariable, text, at);
    if (backslashes > 0 && (behind.startsWith('"') || behind === '^"')) {
      // Before a quote two backslashes are one; one too many takes the quote's meaning.
      list.add('\\'.repeat(Math.floor(backslashes / 2)));
      at += backslashes;
      if (backslashes % 2 === 1) {
        list.add('"');
        at += behind.startsWith('"') ? 1 : 2;
      }
    } else if (variable !== undefined) {
      list.add(asVariable(variable[1] ?? ''));
      at += variable[0].length;
    } else if (char === '"') {
      if (quote >= 0 && text[at + 1] === '"' && !isEscaped) {
        list.add('"');
        at += 2;
        continue;
      }
      list.add('');
      if (quote < 0) isQuotedForCmd = !isEscaped;
      else isQuotedForCmd = false;
      quote = quote < 0 ? at : -1;
      at += 1;
    } else if (quote >= 0 || isEscaped) {
      list.add(char);
      at += 1;
    } else if (char === '\n') {
      list.operator(';');
      at += 1;
    } else if (/\s/.test(char)) {
      list.endWord();
      at += 1;
    } else if (/[|&<>]/.test(char)) {
      list.operator(char === '&' ? ';' : char);
      at += 1;
    } else {
      list.add(char);
      at += 1;
    }
  }
  if (quote >= 0) throw notClosed(text, quote);
  list.endWord();
  return list.tokens;
}

/**
 * Splits a text as PowerShell does. Variables become ours; nothing is computed.
 *
 * @throws DuplexError `invalid-input` with the place
 */
export function powerShellTokens(text: string): ShellToken[] {
  const list = new TokenList();
  let at = 0;
  let quote: { readonly mark: string; readonly at: number } | undefined;
  while (at < text.length) {
    const char = text[at] ?? '';
    const variable = quote?.mark === "'" ? undefined : matchAt(dollarVariable, text, at);
    if (char === '`' && quote?.mark !== "'") {
      const end = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0];
      const next = text[at + 1] ?? '';
      if (end === undefined || quote !== undefined) list.add(end ?? powerLetters[next] ?? next);
      at += 1 + (end?.length ?? 1);
    } else if (variable !== undefined) {
      list.add(asVariable(variable[1] ?? variable[2] ?? ''));
      at += variable[0].length;
    } else if (quote !== undefined) {
      if (char === quote.mark && text[at + 1] === char) {
        list.add(char);
        at += 2;
      } else {
        if (char === quote.mark) quote = undefined;
        else list.add(char);
        at += 1;
      }
    } else if (char === '"' || char === "'") {
      list.add('');
      quote = { mark: char, at };
      at += 1;
    } else if (char === '#' && !list.isInWord) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '\n' || char === ';' || char === '|' || char === '<' || char === '>') {
      list.operator(char === '\n' ? ';' : char);
      at += 1;
    } else if (/\s/.test(char)) {
      list.endWord();
      at += 1;
    } else {
      list.add(char);
      at += 1;
    }
  }
  if (quote !== undefined) throw notClosed(text, quote.at);
  list.endWord();
  return list.tokens;
}
