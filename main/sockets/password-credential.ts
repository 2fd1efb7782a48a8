import { inspect } from 'node:util';
import { invalidArgument } from './misuse.ts';

/**
 * `Windows.Security.Credentials.PasswordCredential`, a value.
 *
 * The password is told to whoever asks for `password` and to nobody else: it is not in `toString()`, JSON, a copy of the
 * properties, or what a console and a debugger print.
 */
export class PasswordCredential {
  /** What the credential is for, such as a host name; may be empty. */
  readonly resource: string;
  readonly userName: string;
  readonly #password: string;

  /** @throws DuplexError `invalid-input` (E_INVALIDARG) for an empty user name or password */
  constructor(resource: string, userName: string, password: string) {
    if (userName === '') throw invalidArgument('userName', 'the user name is empty');
    if (password === '') throw invalidArgument('password', 'the password is empty');
    this.resource = resource;
    this.userName = userName;
    this.#password = password;
  }

  get password(): string {
    return this.#password;
  }

  toString(): string {
    return `PasswordCredential of ${this.userName} for "${this.resource}"`;
  }

  toJSON(): { resource: string; userName: string } {
    return { resource: this.resource, userName: this.userName };
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
