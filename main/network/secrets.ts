import { headLimit } from '../../contract/attempt.ts';
import { DuplexError, quotedLength, type ErrorInfo } from '../../contract/errors.ts';
import { mask, maskQueries, secretValues } from '../../contract/masked-query.ts';

/** Shorter texts come up by chance. */
const shortest = 4;
/** A value of a query is any word; one that is shorter is masked where it stands, and nowhere else. */
const shortestInQuery = 8;
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

  /** Adds the credentials in the query of an address. */
  addQuery(address: string): void {
    this.add(...secretValues(address).filter((value) => value.length >= shortestInQuery));
  }

  /** Lets go of them all. */
  forget(): void {
    this.#texts.clear();
  }

  /** The text with every secret in it masked, also one that is cut off, and what its queries say is one. */
  hide(text: string): string {
    let hidden = maskQueries(text);
    // Longer ones first: one can hold another.
    for (const secret of [...this.#texts].toSorted((a, b) => b.length - a.length)) hidden = without(hidden, secret);
    return hidden;
  }

  /** A value of plain data with {@link hide} done to every text in it. */
  hideAll<Value>(value: Value): Value {
    return hideEverywhere(value, (text) => this.hide(text)) as Value; // of the same shape
  }

  /** The error with every secret in it masked: a server can repeat what it was sent. */
  hideIn(error: unknown): unknown {
    if (!(error instanceof DuplexError)) return error;
    const hidden = this.hideInfo(error.info);
    const { message, cause, received } = error.info;
    if (hidden.message === message && hidden.cause === cause && hidden.received === received) return error;
    return new DuplexError({ ...error.info, ...hidden });
  }

  /** The same for an error as plain data. */
  hideInfo(info: ErrorInfo): ErrorInfo {
    const { message, received } = info;
    if (received === undefined) return this.hideAll(info);
    const masked = maskHead(received);
    // The message quotes the beginning.
    const quoted = JSON.stringify(received.slice(0, quotedLength));
    const said = message.replace(quoted, () => JSON.stringify(masked.slice(0, quotedLength)));
    return this.hideAll({ ...info, message: said, received: masked });
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

/** A request head as evidence: masked, and no longer than {@link headLimit}. */
export function requestHeadEvidence(head: string): { requestHead: string; isRequestHeadCut?: true } {
  const masked = maskHead(head);
  return masked.length > headLimit
    ? { requestHead: masked.slice(0, headLimit), isRequestHeadCut: true }
    : { requestHead: masked };
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
      const [, name, colon, value] = /^([^:\s]+)([ \t]*:[ \t]*)(.*)$/s.exec(line) ?? [];
      if (name === undefined || value === undefined || !isSecretHeader(name)) return line;
      const scheme = /authorization$/i.test(name) ? (/^[\w-]+ /.exec(value)?.[0] ?? '') : '';
      return `${name}${colon}${scheme}${mask}`;
    })
    .join('\r\n');
}
