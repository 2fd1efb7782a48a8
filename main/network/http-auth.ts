import { digestAnswer, digestStrength } from './http-digest.ts';
import type { Secrets } from './secrets.ts';

/** A user name and a password, such as a `PasswordCredential`. */
export interface Login {
  readonly userName: string;
  readonly password: string;
}

/** What a server wants to be convinced with (RFC 9110, section 11.3). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** By name in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** How often a server may call a nonce stale before it is not believed any more. */
const staleLimit = 2;

/**
 * Answers the challenges of one server or proxy: Basic (RFC 7617) and Digest (RFC 7616, `auth`), the strongest one there is.
 * A login that was refused is not tried again with a weaker scheme.
 */
export class HttpAuthenticator {
  readonly #login: Login;
  readonly #secrets: Secrets;
  #hasTried = false;
  #staleCount = 0;

  /** @param secrets is told what goes out */
  constructor(login: Login, secrets: Secrets) {
    this.#login = login;
    this.#secrets = secrets;
    secrets.add(login.password);
  }

  /**
   * @param headers the values of `WWW-Authenticate` or `Proxy-Authenticate`
   * @param method of the request
   * @param uri its target, as in the request line
   * @returns the value of `Authorization` or `Proxy-Authorization` for the next request; nothing when there is none to try
   */
  answer(headers: readonly string[], method: string, uri: string): string | undefined {
    const challenges = parseChallenges(headers);
    if (this.#hasTried && !this.#isStale(challenges)) return undefined;
    const best = challenges.toSorted((a, b) => strengthOf(b, this.#login) - strengthOf(a, this.#login))[0];
    if (best === undefined || strengthOf(best, this.#login) === 0) return undefined;
    this.#hasTried = true;
    const value =
      best.scheme === 'basic' ? basicAnswer(this.#login) : digestAnswer(best.parameters, this.#login, method, uri);
    this.#secrets.addHeader(value);
    return value;
  }

  #isStale(challenges: readonly Challenge[]): boolean {
    const isStale = challenges.some(
      ({ scheme, parameters }) => scheme === 'digest' && parameters.get('stale')?.toLowerCase() === 'true',
    );
    if (!isStale || this.#staleCount >= staleLimit) return false;
    this.#staleCount += 1;
    return true;
  }
}

/** 0 for what we cannot answer. */
function strengthOf({ scheme, parameters }: Challenge, login: Login): number {
  // RFC 7617, section 2: no colon, it ends the user name; and no control characters.
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (scheme === 'basic') return /[:\x00-\x1f\x7f]/.test(login.userName) ? 0 : 1;
  return scheme === 'digest' ? digestStrength(parameters) : 0;
}

function basicAnswer({ userName, password }: Login): string {
  return `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}

const token = "[!#$%&'*+\\-.^_`|~\\dA-Za-z]+";

/**
 * The challenges in the values of a header, in order. What cannot be read ends the list.
 *
 * @param headers a list of challenges each; the parameters of one are separated by commas, too
 */
export function parseChallenges(headers: readonly string[]): Challenge[] {
  return headers.flatMap((header) => {
    const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
    let at = 0;
    const match = (pattern: string): RegExpExecArray | null => {
      const expression = new RegExp(pattern, 'y');
      expression.lastIndex = at;
      const found = expression.exec(header);
      if (found !== null) at = expression.lastIndex;
      return found;
    };
    for (;;) {
      const hasComma = match('[ \\t,]*')?.[0].includes(',') === true;
      const last = challenges.at(-1);
      const parameter = match(`(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`);
      if (parameter !== null && last !== undefined) {
        const [, name = '', quoted, plain = ''] = parameter;
        last.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
      } else if (last !== undefined && !hasComma && match('[-._~+/\\dA-Za-z]+=*(?=[ \\t]*(?:,|$))') !== null) {
        // The token68 of Negotiate and the like, which nobody here reads.
        continue;
      } else {
        const scheme = match(`${token}(?=[ \\t,]|$)`);
        if (scheme === null) return challenges;
        challenges.push({ scheme: scheme[0].toLowerCase(), parameters: new Map() });
      }
    }
  });
}
