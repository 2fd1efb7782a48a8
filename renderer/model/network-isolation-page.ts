import { createStore, type StoreApi } from 'zustand/vanilla';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { AddressAnswer, CutSession, IsolationState } from '../../contract/network-isolation.ts';
import type { CustomNetworkPolicy, PolicyPreset } from '../../contract/network-policy.ts';
import type { AppModel } from './app-model.ts';
import { attempt, type Client } from './client.ts';
import { isBadPolicyFile } from './explain-error.ts';
import {
  customDraftOf,
  draftOf,
  isSamePolicy,
  readDraft,
  withPreset,
  type CustomDraft,
  type PolicyDraft,
  type ReadDraft,
} from './policy-draft.ts';
import { errorText } from './error-text.ts';

/** What became of the last attempt to apply the draft. */
export type Applying =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  /** Live sessions would end, and nobody has said yet that they may. */
  | { readonly kind: 'asks'; readonly sessions: readonly CutSession[] }
  | { readonly kind: 'applied'; readonly endedCount: number }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** The question about an address, and what became of it. */
export type Asking =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'answered';
      readonly answer: AddressAnswer;
      /** The policy has been changed since, and asking again takes a look-up. */
      readonly isStale: boolean;
    }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** What is kept while the page is left. */
export interface IsolationDrafts {
  readonly address: string;
  readonly policy: PolicyDraft | undefined;
}

export interface IsolationPageState {
  /** Undefined until main has answered. */
  readonly isolation: IsolationState | undefined;
  /** Why main did not. */
  readonly problem: ErrorInfo | undefined;
  readonly draft: PolicyDraft | undefined;
  readonly applying: Applying;
  /** How often a whole policy was put into the draft. */
  readonly proposalCount: number;
  readonly address: string;
  readonly asking: Asking;
}

/** What the page "Network isolation" knows and does, but for the journal. */
export class NetworkIsolationPage {
  readonly store: StoreApi<IsolationPageState>;
  readonly #client: Client;
  readonly #app: AppModel;
  /** Number of the question that counts: an answer to an older one is dropped. */
  #question = 0;

  /** @param drafts what was filled in when the page was left before */
  constructor(client: Client, app: AppModel, drafts?: IsolationDrafts) {
    this.#client = client;
    this.#app = app;
    this.store = createStore<IsolationPageState>()(() => ({
      isolation: undefined,
      problem: undefined,
      draft: drafts?.policy,
      applying: { kind: 'none' },
      proposalCount: 0,
      address: drafts?.address ?? '',
      asking: { kind: 'none' },
    }));
  }

  /** What to give the next page of this kind. */
  get drafts(): IsolationDrafts {
    const { address, draft } = this.store.getState();
    return { address, policy: hasUnsavedChanges(this.store.getState()) ? draft : undefined };
  }

  /**
   * Asks main how things stand.
   *
   * @param address to ask about at once; without a look-up
   */
  async attach(address?: string): Promise<void> {
    if (address !== undefined) this.typeAddress(address);
    await attempt(
      async () => {
        const isolation = await this.#client.invoke('network.state', {});
        this.store.setState(({ draft }) => ({ isolation, draft: draft ?? draftOf(isolation.policy) }));
      },
      (problem) => this.store.setState({ problem }),
    );
    if (address !== undefined) await this.ask();
  }

  choosePreset(preset: PolicyPreset): void {
    this.#editDraft((draft) => withPreset(draft, preset));
  }

  editCustom(change: Partial<CustomDraft>): void {
    this.#editDraft((draft) =>
      draft.custom === undefined ? draft : { ...draft, custom: { ...draft.custom, ...change } },
    );
  }

  /** Puts a whole policy into the draft; nothing is applied yet. */
  propose(policy: CustomNetworkPolicy): void {
    this.#editDraft(() => ({ preset: 'custom', custom: customDraftOf(policy) }));
    this.store.setState(({ proposalCount }) => ({ proposalCount: proposalCount + 1 }));
  }

  discard(): void {
    this.#editDraft((draft) => {
      const { isolation } = this.store.getState();
      return isolation === undefined ? draft : draftOf(isolation.policy);
    });
  }

  /** @param endsSessions whether live sessions that the policy does not allow may be ended */
  async apply(endsSessions = false): Promise<void> {
    const { draft, applying } = this.store.getState();
    if (draft === undefined || applying.kind === 'busy') return;
    const read = readDraft(draft);
    if (read.kind === 'faults') return;
    this.store.setState({ applying: { kind: 'busy' } });
    await attempt(
      async () => {
        const saving = await this.#client.invoke('network.savePolicy', { policy: read.policy, endsSessions });
        if (saving.kind === 'wouldEnd') {
          this.store.setState({ applying: { kind: 'asks', sessions: saving.sessions } });
          return;
        }
        this.store.setState({
          isolation: saving.state,
          draft: { ...draftOf(saving.state.policy), custom: draft.custom },
          applying: { kind: 'applied', endedCount: saving.ended.length },
        });
        this.#forgetProblem();
        await this.askAgain();
      },
      (error) => this.store.setState({ applying: { kind: 'failed', error } }),
    );
  }

  /** The answer no to the question whether sessions may end. */
  keepSessions(): void {
    if (this.store.getState().applying.kind === 'asks') this.store.setState({ applying: { kind: 'none' } });
  }

  typeAddress(address: string): void {
    this.#question += 1;
    this.store.setState({ address, asking: { kind: 'none' } });
  }

  /**
   * Asks whether the address that was typed would be allowed.
   *
   * @param looksUp whether the resolver may be asked for a name
   */
  async ask(looksUp = false): Promise<void> {
    const { address } = this.store.getState();
    const question = (this.#question += 1);
    this.store.setState({ asking: { kind: 'busy' } });
    const answered = (asking: Asking): void => {
      if (question === this.#question) this.store.setState({ asking });
    };
    try {
      const answer = await this.#client.invoke('network.decide', { address, looksUp });
      answered({ kind: 'answered', answer, isStale: false });
    } catch (thrown) {
      const error = toErrorInfo(thrown);
      answered(
        error.code === 'invalid-input' ? { kind: 'invalid', message: errorText(error) } : { kind: 'failed', error },
      );
    }
  }

  /** A new policy, or other proxies, may answer the question on screen in another way. A name is looked up when somebody asks for it. */
  async askAgain(): Promise<void> {
    const { asking } = this.store.getState();
    if (asking.kind !== 'answered') return;
    if (isFromLookUp(asking.answer)) this.store.setState({ asking: { ...asking, isStale: true } });
    else await this.ask();
  }

  #editDraft(edit: (draft: PolicyDraft) => PolicyDraft): void {
    this.store.setState(({ draft }) => ({
      draft: draft === undefined ? undefined : edit(draft),
      applying: { kind: 'none' },
    }));
  }

  /** A policy has been saved, so that the file is one again. */
  #forgetProblem(): void {
    for (const problem of this.#app.store.getState().problems) {
      if (isBadPolicyFile(problem)) this.#app.dismiss(problem);
    }
  }
}

/** Whether there is something to apply. */
export function hasUnsavedChanges({ isolation, draft }: Pick<IsolationPageState, 'isolation' | 'draft'>): boolean {
  if (isolation === undefined || draft === undefined) return false;
  const read: ReadDraft = readDraft(draft);
  return read.kind === 'faults' || !isSamePolicy(read.policy, isolation.policy);
}

function isFromLookUp(answer: AddressAnswer): boolean {
  if (answer.kind === 'notResolved') return true;
  if (answer.kind === 'proxied') {
    return answer.ways.some((way) => isFromLookUp(way.kind === 'direct' ? way.answer : way.own));
  }
  // A literal has itself as its one address, and localhost is known without asking anybody.
  return (
    answer.kind === 'decided' &&
    !/(?:^|\.)localhost$/.test(answer.host) &&
    answer.decisions.some(({ address }) => address !== answer.host)
  );
}
