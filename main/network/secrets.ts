import { DuplexError } from '../../contract/errors.ts';

/** What stands where something was left out. */
export const mask = '•••';

/** Shorter texts come up by chance. */
const shortest = 4;

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

  /** The text with every secret in it masked. */
  hide(text: string): string {
    let hidden = text;
    // Longer ones first: one can hold another.
    for (const secret of [...this.#texts].toSorted((a, b) => b.length - a.length)) {
      hidden = hidden.replaceAll(secret, mask);
    }
    return hidden;
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

/** Headers whose value is not for showing: by name, or by a word in it, as everybody invents their own. */
const secretHeader = /^(?:proxy-)?authorization$|cookie|token|secret|password|api-?key/i;

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
