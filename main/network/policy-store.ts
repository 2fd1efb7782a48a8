import * as v from 'valibot';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { reasonOfIssue } from '../../contract/reason-of-issue.ts';
import { defaultNetworkPolicy, networkPolicySchema, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { JsonFile } from '../files/json-file.ts';

export interface PolicyChange {
  readonly before: UserNetworkPolicy;
  readonly after: UserNetworkPolicy;
}

/** Everything that the schema takes has room in it. */
const sizeLimitBytes = 2 * 1024 * 1024;

/** Where the file holds no policy nothing may be reached but the app's own server. */
const nothingAllowed: UserNetworkPolicy = { version: 1, preset: 'offline' };

/** The user's network policy and its file. */
export class PolicyStore {
  readonly #file: JsonFile<UserNetworkPolicy>;
  readonly #listeners = new Set<(change: PolicyChange) => void>();
  #policy: UserNetworkPolicy;
  #problem: DuplexError | undefined;
  /** One save after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(file: JsonFile<UserNetworkPolicy>, policy: UserNetworkPolicy, problem: DuplexError | undefined) {
    this.#file = file;
    this.#policy = policy;
    this.#problem = problem;
  }

  /** Reads the policy. A file that is not there means the default; one that holds no policy allows nothing. */
  static async read(path: string): Promise<PolicyStore> {
    const file = new JsonFile<UserNetworkPolicy>(path, {
      schema: networkPolicySchema,
      sizeLimitBytes,
      meanwhile: 'until a policy is saved, nothing may be reached',
    });
    const reading = await file.read();
    switch (reading.kind) {
      case 'missing':
        return new PolicyStore(file, defaultNetworkPolicy, undefined);
      case 'value':
        return new PolicyStore(file, reading.value, undefined);
      case 'bad':
        return new PolicyStore(file, nothingAllowed, reading.problem);
    }
  }

  /** What holds now. */
  get policy(): UserNetworkPolicy {
    return this.#policy;
  }

  /** Why nothing is allowed, where the file could not be used; gone when a policy has been saved. */
  get problem(): DuplexError | undefined {
    return this.#problem;
  }

  /**
   * Saves a policy; it holds as soon as it is on disk. A file that could not be used is kept beside it.
   *
   * @throws DuplexError `invalid-input` for what is no policy, `bad-file` when it cannot be written; nothing has changed
   */
  async save(policy: UserNetworkPolicy): Promise<void> {
    const parsed = v.safeParse(networkPolicySchema, policy);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw failure('invalid-input', issue.message, {
        field: v.getDotPath(issue) ?? 'policy',
        reason: reasonOfIssue(issue),
      });
    }
    const saving = this.#queue.then(() => this.#replace(parsed.output));
    this.#queue = saving.catch(() => undefined);
    await saving;
  }

  /** Calls a listener after every change. @returns its undo */
  onChange(listener: (change: PolicyChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #replace(after: UserNetworkPolicy): Promise<void> {
    try {
      await this.#file.replace(after);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw failure('bad-file', `the network policy cannot be saved: ${why}`, {
        cause,
        reason: because('policyNotSaved'),
      });
    }
    const before = this.#policy;
    this.#policy = after;
    this.#problem = undefined;
    for (const listener of this.#listeners) listener({ before, after });
  }
}
