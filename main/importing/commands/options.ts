/** What an option takes: nothing, a value, or a value that may be missing. */
export type OptionKind = 'flag' | 'value' | 'optional';

/** The options of a program, by each of their names: `-H`, `--header`. */
export type OptionTable = Readonly<Record<string, readonly [name: string, kind: OptionKind]>>;

export interface GivenOption {
  /** As the table calls it. */
  readonly name: string;
  /** As it was written, without its value. */
  readonly written: string;
  readonly value: string | undefined;
}

export interface GivenArguments {
  readonly options: readonly GivenOption[];
  readonly positional: readonly string[];
  /** Options that the table does not know, as they were written. */
  readonly unknown: readonly string[];
  /** Options without the value they need. */
  readonly incomplete: readonly string[];
}

/** Reads arguments as getopt does: `-ab`, `-H value`, `-Hvalue`, `--header value`, `--header=value`, `--`. */
export function readArguments(words: readonly string[], table: OptionTable): GivenArguments {
  const options: GivenOption[] = [];
  const positional: string[] = [];
  const unknown: string[] = [];
  const incomplete: string[] = [];
  let at = 0;
  const take = (written: string, attached: string | undefined): void => {
    const [name, kind] = Object.hasOwn(table, written) ? (table[written] ?? []) : [];
    if (name === undefined) {
      unknown.push(written);
      return;
    }
    const next = words[at];
    const mayTakeNext = kind === 'value' ? next !== undefined : kind === 'optional' && next?.startsWith('-') === false;
    if (kind === 'flag' || attached !== undefined) options.push({ name, written, value: attached });
    else if (mayTakeNext) {
      at += 1;
      options.push({ name, written, value: next });
    } else if (kind === 'value') incomplete.push(written);
    else options.push({ name, written, value: undefined });
  };
  while (at < words.length) {
    const word = words[at] ?? '';
    at += 1;
    if (word === '--') {
      positional.push(...words.slice(at));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      if (equals < 0) take(word, undefined);
      else take(word.slice(0, equals), word.slice(equals + 1));
    } else if (word.startsWith('-') && word.length > 1) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const written = `-${word[letter]}`;
        const takesValue = Object.hasOwn(table, written) && table[written]?.[1] !== 'flag';
        const rest = word.slice(letter + 1);
        if (takesValue && rest !== '') {
          take(written, rest.replace(/^=/, ''));
          break;
        }
        take(written, undefined);
      }
    } else positional.push(word);
  }
  return { options, positional, unknown, incomplete };
}
