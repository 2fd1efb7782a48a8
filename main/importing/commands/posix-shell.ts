import type { DuplexError } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import { unreadable } from '../unreadable.ts';
import { asVariable, TokenList, type ShellToken } from './shell-text.ts';

const operators = /\|\||&&|;;|\|&|>>|>&|&>|<<<|<<|<&|<>|[|&;<>()]/y;
const variable = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;
/** What this app writes for text with control characters. */
const ownBytes = /\$\(printf %s ([A-Za-z\d+/]*={0,2}) \| base64 -d\)/y;
const ansiEscape = /\\(?:([0-7]{1,3})|x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|([\s\S]))/giy;
const ansiLetters: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Splits a text as a POSIX shell does, with `$'…'` of bash. Variables become ours; nothing is computed.
 *
 * @throws DuplexError `invalid-input` with the place
 */
export function posixTokens(text: string): ShellToken[] {
  const list = new TokenList();
  let at = 0;
  const dollar = (): void => {
    const name = matchAt(variable, text, at);
    const bytes = matchAt(ownBytes, text, at);
    if (name !== undefined) {
      list.add(asVariable(name[1] ?? name[2] ?? ''));
      at += name[0].length;
    } else if (bytes !== undefined) {
      list.add(Buffer.from(bytes[1] ?? '', 'base64').toString());
      at += bytes[0].length;
    } else if (text[at + 1] === '(' || text[at + 1] === '{') {
      throw computed(text, at);
    } else {
      list.add('$');
      at += 1;
    }
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\\') {
      const next = text.startsWith('\\\r\n', at) ? '\n' : text[at + 1];
      if (next === '\n') at += text[at + 1] === '\r' ? 3 : 2;
      else {
        list.add(next ?? '\\');
        at += 2;
      }
    } else if (char === "'") {
      const end = closing(text, "'", at + 1, at);
      list.add(text.slice(at + 1, end));
      at = end + 1;
    } else if (text.startsWith("$'", at)) {
      const start = at;
      list.add('');
      at += 2;
      while (text[at] !== "'") {
        const escape = matchAt(ansiEscape, text, at);
        const plain = text[at];
        if (plain === undefined) throw notClosed(text, start);
        list.add(escape === undefined ? plain : ansiCharacter(escape));
        at += escape?.[0].length ?? 1;
      }
      at += 1;
    } else if (char === '"') {
      const start = at;
      list.add('');
      at += 1;
      while (text[at] !== '"') {
        const plain = text[at];
        if (plain === undefined) throw notClosed(text, start);
        if (plain === '$') dollar();
        else if (plain === '`') throw computed(text, at);
        else if (plain === '\\' && /["\\$`\n]/.test(text[at + 1] ?? '')) {
          if (text[at + 1] !== '\n') list.add(text[at + 1] ?? '');
          at += 2;
        } else {
          list.add(plain);
          at += 1;
        }
      }
      at += 1;
    } else if (char === '$') dollar();
    else if (char === '`') throw computed(text, at);
    else if (char === '#' && !list.isInWord) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '\n') {
      list.operator(';');
      at += 1;
    } else if (/\s/.test(char)) {
      list.endWord();
      at += 1;
    } else {
      const operator = matchAt(operators, text, at)?.[0];
      if (operator === undefined) list.add(char);
      else list.operator(operator);
      at += operator?.length ?? 1;
    }
  }
  list.endWord();
  return list.tokens;
}

function ansiCharacter([, octal, hex, short, long, letter = '']: readonly (string | undefined)[]): string {
  const number = octal === undefined ? parseInt(hex ?? short ?? long ?? '', 16) : parseInt(octal, 8);
  if (Number.isNaN(number)) return ansiLetters[letter] ?? letter;
  return number > 0x10ffff ? '\ufffd' : String.fromCodePoint(number);
}

function closing(text: string, quote: string, from: number, start: number): number {
  const end = text.indexOf(quote, from);
  if (end < 0) throw notClosed(text, start);
  return end;
}

function computed(text: string, at: number): DuplexError {
  return unreadable(text, at, 'what a shell would compute is not read: put its result there', because('shellComputes'));
}

export function notClosed(text: string, start: number): DuplexError {
  return unreadable(text, start, 'the quote that begins here is not closed', because('quoteOpen'));
}

/** @param pattern a sticky one */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
