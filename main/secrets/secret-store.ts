import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { undoForgettingMs, type LibraryState } from '../../contract/workbench/library.ts';
import { JsonFile } from '../files/json-file.ts';

/** What the system does for secrets: Electron's safeStorage. */
export interface Sealing {
  /** Whether what is sealed can be read by nobody but this user. */
  readonly isAvailable: () => boolean;
  readonly seal: (text: string) => Buffer;
  /** @throws Error for what was not sealed here */
  readonly open: (sealed: Buffer) => string;
}

const fileSchema = v.strictObject({
  version: v.literal(1),
  /** By name: sealed, in base64. */
  secrets: v.record(v.pipe(v.string(), v.maxLength(256)), v.pipe(v.string(), v.maxLength(256 * 1024))),
});
type SecretsFile = v.InferOutput<typeof fileSchema>;

interface Forgotten {
  readonly value: string;
  readonly timer: NodeJS.Timeout;
}

const sizeLimitBytes = 16 * 1024 * 1024;

/**
 * The values of secrets, by name: sealed by the system in a file of the app's own, or in memory until the app ends where
 * the system seals nothing. No value is ever part of an error.
 */
export class SecretStore {
  readonly #file: JsonFile<SecretsFile>;
  readonly #sealing: Sealing;
  readonly #values = new Map<string, string>();
  /** What could not be opened, as another user's: it stays in the file until there is a new value. */
  readonly #closed = new Map<string, string>();
  /** What was forgotten and can come back, by its name: in memory only, and no longer than {@link undoForgettingMs}. */
  readonly #forgotten = new Map<string, Forgotten>();
  #problem: DuplexError | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(file: JsonFile<SecretsFile>, sealing: Sealing) {
    this.#file = file;
    this.#sealing = sealing;
  }

  /** Reads the file. What is wrong with it is in {@link problem}; nothing is changed by that. */
  static async read(path: string, sealing: Sealing): Promise<SecretStore> {
    const file = new JsonFile(path, {
      schema: fileSchema,
      sizeLimitBytes,
      meanwhile: 'until a secret is saved, none has a value; the file is kept beside the new one then',
    });
    const store = new SecretStore(file, sealing);
    if (!sealing.isAvailable()) return store;
    const reading = await file.read();
    if (reading.kind === 'bad') store.#problem = reading.problem;
    if (reading.kind === 'value') store.#openAll(reading.value);
    return store;
  }

  /** Why some secrets have no value. */
  get problem(): DuplexError | undefined {
    return this.#problem;
  }

  /** What the page may know. */
  get state(): Pick<LibraryState, 'secrets' | 'secretStorage'> {
    return {
      secrets: [...this.#values.keys()].toSorted(),
      secretStorage: this.#sealing.isAvailable() ? 'system' : 'memory',
    };
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** Sets a value. @throws DuplexError `storage-failed`, and nothing has changed */
  async set(name: string, value: string): Promise<void> {
    await this.#inTurn(async () => {
      await this.#replace(name, value);
      this.#dropForgotten(name);
    });
  }

  /** Forgets a value; {@link restore} brings it back. @throws DuplexError `storage-failed`, and nothing has changed */
  async forget(name: string): Promise<void> {
    await this.#inTurn(async () => {
      const value = this.#values.get(name);
      await this.#replace(name, undefined);
      if (value === undefined) return;
      this.#dropForgotten(name);
      const timer = setTimeout(() => this.#forgotten.delete(name), undoForgettingMs);
      timer.unref();
      this.#forgotten.set(name, { value, timer });
    });
  }

  /**
   * Brings back what was forgotten.
   *
   * @throws DuplexError `not-found` where it is too late or there is another value, `storage-failed` where it is not kept
   */
  async restore(name: string): Promise<void> {
    await this.#inTurn(async () => {
      const forgotten = this.#forgotten.get(name);
      if (forgotten === undefined) {
        throw failure('not-found', `the value of ${name} cannot be brought back any more`, { field: 'name' });
      }
      await this.#replace(name, forgotten.value);
      this.#dropForgotten(name);
    });
  }

  /** One change after the other. */
  async #inTurn(change: () => Promise<void>): Promise<void> {
    const changing = this.#queue.then(change);
    this.#queue = changing.catch(() => undefined);
    await changing;
  }

  /** It cannot be brought back any more. */
  #dropForgotten(name: string): void {
    clearTimeout(this.#forgotten.get(name)?.timer);
    this.#forgotten.delete(name);
  }

  async #replace(name: string, value: string | undefined): Promise<void> {
    const values = new Map(this.#values);
    const closed = new Map(this.#closed);
    closed.delete(name);
    if (value === undefined) values.delete(name);
    else values.set(name, value);
    if (this.#sealing.isAvailable()) await this.#save(values, closed);
    if (value === undefined) this.#values.delete(name);
    else this.#values.set(name, value);
    this.#closed.delete(name);
  }

  async #save(values: ReadonlyMap<string, string>, closed: ReadonlyMap<string, string>): Promise<void> {
    try {
      const sealed = [...values].map(([name, value]) => [name, this.#sealing.seal(value).toString('base64')] as const);
      await this.#file.replace({ version: 1, secrets: Object.fromEntries([...closed, ...sealed]) });
      if (closed.size === 0) this.#problem = undefined;
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
      throw failure('storage-failed', `the secrets cannot be saved: ${code ?? 'the system did not seal it'}`, {
        // Never the error: its message may have the secret in it.
        ...(code !== undefined && { cause: code }),
        reason: because('secretsNotSaved'),
      });
    }
  }

  #openAll({ secrets }: SecretsFile): void {
    for (const [name, sealed] of Object.entries(secrets)) {
      try {
        this.#values.set(name, this.#sealing.open(Buffer.from(sealed, 'base64')));
      } catch {
        // Another user's, or of another computer; which ones is told below.
        this.#closed.set(name, sealed);
      }
    }
    if (this.#closed.size === 0) return;
    const names = [...this.#closed.keys()].join(', ').slice(0, 200);
    this.#problem = failure(
      'bad-file',
      `the system cannot read these secrets any more; give them a new value: ${names}`,
      { reason: because('secretsNotReadable', names) },
    );
  }
}
