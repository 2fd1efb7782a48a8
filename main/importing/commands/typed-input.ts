import { omit, type Omission } from '../../../contract/workbench/omission.ts';
import type { ShellCommand } from './shell-text.ts';

/** What a command is given to read. */
export interface TypedInput {
  /** Undefined: nothing, or nothing that is known without running something. */
  readonly text: string | undefined;
  readonly leftOut: readonly Omission[];
}

/** What `echo` and `printf` write, as far as that is in the command; `base64 -d` behind them is carried out. */
export function typedInput(command: ShellCommand | undefined): TypedInput {
  if (command === undefined) return { text: undefined, leftOut: [] };
  const [program = '', ...words] = command.words;
  if (program === 'base64' && /^(?:-d|-D|--decode)$/.test(words.join(' '))) {
    const { text, leftOut } = typedInput(command.input);
    return { text: text === undefined ? undefined : decodedText(text), leftOut };
  }
  const text = program === 'echo' ? echoed(words) : program === 'printf' ? printed(words) : undefined;
  return text === undefined
    ? { text, leftOut: [omit('unknownInput', program)] }
    : { text, leftOut: command.leftOut.map((part) => omit('ofShell', part, program)) };
}

function echoed(words: readonly string[]): string | undefined {
  if (words[0] === '-n') return words.slice(1).join(' ');
  return words[0]?.startsWith('-') === true ? undefined : `${words.join(' ')}\n`;
}

function printed([format, ...values]: readonly string[]): string | undefined {
  if (format === '%s') return values.join('');
  if (format === '%s\\n') return values.map((value) => `${value}\n`).join('');
  return format !== undefined && values.length === 0 && !/[%\\]/.test(format) ? format : undefined;
}

function decodedText(base64: string): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.toString();
  // Bytes that are no text would not come back.
  return Buffer.from(text).equals(bytes) ? text : undefined;
}
