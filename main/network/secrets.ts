import { DuplexError } from '../../contract/errors.ts';

/** What stands where something was left out. */
export const mask = '•••';

/** Shorter texts come up by chance. */
const shortest = 4;
/** As much of the beginning of a secret is one, too. */
const recognisable = 12;

/** Texts that may be told to nobody but the server they are for, whoever repeats them. */
export class Secrets {
  readonly #texts = new Set<string>();

  add(...texts: readonly string[]): void {
    for (const text of texts) if (text.length >= shortest) this.#texts.add(text);
  }

  /** Adds a header's value, and what follows its scheme (`Basic …`, `Bearer …`). */
  addHeader(value: string): void {
    this.add(value, value.replace(/^\S+\s+/, ''));
  }

  /** Lets go of them all. */
  forget(): void {
    this.#texts.clear();
  }

  /** The text with every secret in it masked, also one that is cut off. */
  hide(text: string): string {
    let hidden = text;
    // Longer ones first: one can hold another.
    for (const secret of [...this.#texts].toSorted((a, b) => b.length - a.length)) hidden = without(hidden, secret);
    return hidden;
  }

  /** A value of plain data with {@link hide} done to every text in it. */
  hideAll<Value>(value: Value): Value {
    if (this.#texts.size === 0) return value;
    return hideEverywhere(value, (text) => this.hide(text)) as Value; // of the same shape
  }

  /** The error with every secret in it masked: a server can repeat what it was sent. */
  hideIn(error: unknown): unknown {
    if (!(error instanceof DuplexError)) return error;
    const { message, cause } = error.info;
    const hidden = { message: this.hide(message), ...(cause !== undefined && { cause: this.hide(cause) }) };
    if (hidden.message === message && hidden.cause === cause) return error;
    return new DuplexError({ ...error.info, ...hidden });
  }
}

function without(text: string, secret: string): string {
  const beginning = secret.slice(0, recognisable);
  let hidden = '';
  let at = 0;
  for (;;) {
    const found = text.indexOf(beginning, at);
    if (found < 0) return hidden + text.slice(at);
    hidden += text.slice(at, found) + mask;
    at = found;
    for (const char of secret) {
      if (!text.startsWith(char, at)) break;
      at += char.length;
    }
  }
}

function hideEverywhere(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((one) => hideEverywhere(one, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hideEverywhere(one, hide)]));
}

/** Headers whose value is not for showing: by name, or by a word in it, as everybody invents their own. */
const secretHeader =
  /^(?:proxy-)?authorization$|(?:^|-)auth(?:$|-)|cookie|token|secret|passw|credential|session|signature|(?:api|access|account|client|functions|private|subscription)-?key/i;

/** Whether a header's value is a credential, going by its name. */
export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name);
}

/**
 * A request or response head with the values of credentials and cookies masked. The scheme of an `Authorization` stays.
 *
 * @param head lines that end with CR LF
 */
export function maskHead(head: string): string {
  return head
    .split('\r\n')
    .map((line) => {
      const [, name, space, value] = /^([^:\s]+):([ \t]*)(.*)$/s.exec(line) ?? [];
      if (name === undefined || value === undefined || !isSecretHeader(name)) return line;
      const scheme = /authorization$/i.test(name) ? (/^[\w-]+ /.exec(value)?.[0] ?? '') : '';
      return `${name}:${space}${scheme}${mask}`;
    })
    .join('\r\n');
}
