import { isSecretParameter } from '../../contract/masked-query.ts';
import type { ConnectionDocument } from '../../contract/workbench/documents.ts';

type Auth = NonNullable<ConnectionDocument['auth']>;

/** A value that the system keeps and no file has. */
export interface FoundSecret {
  readonly name: string;
  readonly value: string;
}

const anyVariable = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g;
const onlyVariables = /^(?:[A-Za-z][\w-]* +)?(?:\{\{[^{}]*\}\})+$/;
const parameter = /([?&])([^?#&=]+)=([^#&]*)/g;

/**
 * The credentials of what is imported: their values stay here, documents get `{{name}}`. Variables whose value nobody
 * has told are collected with them.
 */
export class FoundSecrets {
  readonly #taken: Set<string>;
  readonly #byName = new Map<string, string>();
  readonly #variables = new Set<string>();
  readonly #secretVariables = new Set<string>();

  /** @param taken names of secrets that have a value already and keep it */
  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** Keeps a value. @returns what stands for it in a document; a text of variables and nothing else stays as it is */
  keep(name: string, value: string): string {
    if (value === '') return value;
    if (onlyVariables.test(value)) {
      for (const [, variable = ''] of value.matchAll(anyVariable)) this.#secretVariables.add(variable);
      return value;
    }
    const wanted = variableName(name);
    let free = wanted;
    for (let count = 2; this.#taken.has(free) || (this.#byName.get(free) ?? value) !== value; count += 1) {
      free = `${wanted}${count}`;
    }
    this.#byName.set(free, value);
    return `{{${free}}}`;
  }

  /** Keeps a value under exactly this name. @returns false where another value has it */
  keepAs(name: string, value: string): boolean {
    if (this.#taken.has(name) || (this.#byName.get(name) ?? value) !== value) return false;
    this.#byName.set(name, value);
    return true;
  }

  /** A login with its secret kept. */
  keepInLogin(auth: Auth): Auth {
    switch (auth.kind) {
      case 'basic':
      case 'digest':
        return { ...auth, password: this.keep('password', auth.password) };
      case 'bearer':
        return { ...auth, token: this.keep('token', auth.token) };
      case 'apiKey':
        return { ...auth, value: this.keep(auth.name, auth.value) };
      case 'none':
        return auth;
    }
  }

  /** The address with the values of those parameters kept that are credentials by their name, and with its password kept. */
  keepInAddress(address: string): string {
    return address
      .replace(
        /^([a-z]+:\/\/)([^/?#@:]*):([^/?#@]+)@/i,
        (_all, scheme: string, user: string, password: string) =>
          `${scheme}${user}:${this.keep('password', password)}@`,
      )
      .replaceAll(parameter, (all, mark: string, name: string, value: string) =>
        isSecretParameter(name) && value !== '' ? `${mark}${name}=${this.keep(name, value)}` : all,
      );
  }

  /** Remembers the variables of a text, so that an environment can name them. @returns the text */
  noteVariables(text: string): string {
    for (const [, name = ''] of text.matchAll(anyVariable)) this.#variables.add(name);
    return text;
  }

  get all(): FoundSecret[] {
    return [...this.#byName].map(([name, value]) => ({ name, value }));
  }

  /** Names of variables without a value that stand where a credential is wanted. */
  get unknownSecrets(): string[] {
    return [...this.#secretVariables].filter((name) => !this.#byName.has(name));
  }

  /** Names of other variables without a value. */
  get unknownVariables(): string[] {
    return [...this.#variables].filter((name) => !this.#byName.has(name) && !this.#secretVariables.has(name));
  }
}

/** A name that can stand between `{{` and `}}`: `X-Api-Key` is `xApiKey`. */
function variableName(text: string): string {
  const [first = '', ...others] = text.split(/[^A-Za-z\d]+/).filter((part) => part !== '');
  const name =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    others.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return /^[A-Za-z]/.test(name) ? name.slice(0, 100) : `secret${name}`.slice(0, 100);
}
