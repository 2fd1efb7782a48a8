import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSource } from '../../contract/commands/command.ts';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import { ignorableResults, type IgnorableResult } from '../../contract/certificates.ts';
import type { CustomValidation, LookProblem, ServerLook, TrustState } from '../../contract/secure-connections.ts';
import type { AppModel } from './app-model.ts';
import { parseFingerprint } from './certificate-text.ts';
import type { Client } from './client.ts';
import { explainFault } from './explain-fault.ts';
import { checkAddress } from './server-address.ts';
import { words } from './words.ts';
import { errorText } from './error-text.ts';

export type ValidationKind = CustomValidation['kind'];

/** What was typed on the page and stays while it is left. */
export interface SecureDrafts {
  readonly address: string;
  /** Whether it keeps up with the built-in server's address. */
  readonly follows: boolean;
}

/** What has been taken out and can be put back. */
export interface Removed {
  readonly id: string;
  /** What it was, in words. */
  readonly what: string;
}

export interface SecureConnectionsState extends SecureDrafts {
  /** What is wrong with the address. */
  readonly addressFault: string | undefined;
  readonly isLooking: boolean;
  readonly look: ServerLook | undefined;
  /** Undefined until main has answered. */
  readonly trust: TrustState | undefined;
  /** The problem whose acceptance is being asked about. */
  readonly asking: LookProblem | undefined;
  readonly removed: Removed | undefined;
  readonly validation: { readonly kind: ValidationKind; readonly issuer: string; readonly pin: string };
  readonly validationFault: string | undefined;
  /** A command that failed. */
  readonly problem: ErrorInfo | undefined;
}

/** The page "Secure connections", without how it looks. Lives from entering the page to leaving it. */
export class SecureConnectionsPage {
  readonly store: StoreApi<SecureConnectionsState>;
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #unfollow: () => void;
  #hasLeft = false;

  /** @param drafts what was typed when the page was left before */
  constructor(client: Client, app: AppModel, drafts: SecureDrafts = { address: '', follows: true }) {
    this.#client = client;
    this.#app = app;
    this.store = createStore<SecureConnectionsState>()(() => ({
      address: drafts.address,
      follows: drafts.follows,
      addressFault: undefined,
      isLooking: false,
      look: undefined,
      trust: undefined,
      asking: undefined,
      removed: undefined,
      validation: { kind: 'none', issuer: '', pin: '' },
      validationFault: undefined,
      problem: undefined,
    }));
    this.#followServer();
    this.#unfollow = app.store.subscribe(() => this.#followServer());
  }

  get drafts(): SecureDrafts {
    const { address, follows } = this.store.getState();
    return { address, follows };
  }

  /** Asks main what is trusted. @param address what to look at, from a link; looked at at once */
  async attach(address?: string): Promise<void> {
    if (address !== undefined) this.typeAddress(address);
    await this.#act(async () => {
      const trust = await this.#client.invoke('trust.state', {});
      const { validation } = trust;
      this.store.setState((state) => ({
        trust,
        validation: {
          ...state.validation,
          kind: validation.kind,
          ...(validation.kind === 'issuer' && { issuer: validation.issuer }),
          ...(validation.kind === 'pin' && { pin: validation.sha256 }),
        },
      }));
    });
    if (address !== undefined && !this.#hasLeft) await this.look();
  }

  typeAddress(address: string): void {
    this.store.setState({ address, follows: false, addressFault: undefined });
  }

  /** Puts in the built-in server's address, and keeps up with it. */
  takeServerAddress(): void {
    this.store.setState({ follows: true, addressFault: undefined });
    this.#followServer();
  }

  /** Looks at the certificate of the server at the address. */
  async look(): Promise<void> {
    const { address, isLooking } = this.store.getState();
    if (isLooking) return;
    const addressFault = faultOf(address);
    this.store.setState({ addressFault, problem: undefined });
    if (addressFault !== undefined) return;
    const url = address.trim();
    // What is known of this server stays until there is something newer.
    this.store.setState(({ look }) => ({
      isLooking: true,
      look: look?.url === url ? look : undefined,
      asking: undefined,
    }));
    try {
      const look = await this.#client.invoke('trust.look', { url });
      this.store.setState(look.failure?.code === 'canceled' ? {} : { look });
    } catch (error) {
      const info = toErrorInfo(error);
      this.store.setState(info.field === 'url' ? { addressFault: errorText(info) } : { problem: info });
    } finally {
      this.store.setState({ isLooking: false });
    }
  }

  async cancelLook(): Promise<void> {
    if (!this.store.getState().isLooking) return;
    await this.#act(() => this.#client.invoke('trust.cancelLook', {}));
  }

  /** Asks whether a problem is to be accepted; undefined: no longer. */
  askAbout(problem: LookProblem | undefined): void {
    this.store.setState({ asking: problem });
  }

  /** Accepts the problem that was asked about, and looks again. */
  async accept(): Promise<void> {
    const { asking, look } = this.store.getState();
    const error = ignorable(asking);
    if (error === undefined || look === undefined) return;
    await this.#act(async () => {
      const trust = await this.#client.invoke('trust.accept', { look: look.look, error });
      this.store.setState({ trust, asking: undefined, removed: undefined });
      await this.#lookAgain();
    });
  }

  /** Pins a certificate of the chain, or its key, for the host. */
  async pin(certificateIndex: number, kind: 'certificate' | 'publicKey'): Promise<void> {
    const { look } = this.store.getState();
    if (look === undefined) return;
    await this.#act(async () => {
      const trust = await this.#client.invoke('trust.pin', { look: look.look, certificateIndex, kind });
      this.store.setState({ trust, removed: undefined });
      await this.#lookAgain();
    });
  }

  async addAuthority(source: FileSource = {}): Promise<void> {
    await this.#act(async () => {
      const trust = await this.#client.invoke('trust.addAuthority', source);
      if (trust === null) return;
      this.store.setState({ trust, removed: undefined });
      await this.#lookAgain();
    });
  }

  async addRevocationList(source: FileSource = {}): Promise<void> {
    await this.#act(async () => {
      const trust = await this.#client.invoke('trust.addRevocationList', source);
      if (trust === null) return;
      this.store.setState({ trust, removed: undefined });
      await this.#lookAgain();
    });
  }

  async setReplaceSystem(replaceSystem: boolean): Promise<void> {
    await this.#act(async () => {
      this.store.setState({ trust: await this.#client.invoke('trust.setReplaceSystem', { replaceSystem }) });
      await this.#lookAgain();
    });
  }

  /** @param what in words, for the way back */
  async remove(id: string, what: string): Promise<void> {
    await this.#act(async () => {
      this.store.setState({ trust: await this.#client.invoke('trust.remove', { id }), removed: { id, what } });
      await this.#lookAgain();
    });
  }

  /** Puts back what was removed last. */
  async undo(): Promise<void> {
    const { removed } = this.store.getState();
    if (removed === undefined) return;
    await this.#act(async () => {
      this.store.setState({
        trust: await this.#client.invoke('trust.restore', { id: removed.id }),
        removed: undefined,
      });
      await this.#lookAgain();
    });
  }

  forgetRemoved(): void {
    this.store.setState({ removed: undefined });
  }

  dismissProblem(): void {
    this.store.setState({ problem: undefined });
  }

  /** Fills in the choice. What needs no more than choosing holds at once. */
  async chooseValidation(change: Partial<SecureConnectionsState['validation']>): Promise<void> {
    this.store.setState(({ validation }) => ({
      validation: { ...validation, ...change },
      validationFault: undefined,
    }));
    if (change.kind === 'none' || change.kind === 'ask') await this.applyValidation();
  }

  /** Makes the choice hold for every connection from now on. */
  async applyValidation(): Promise<void> {
    const { validation } = this.store.getState();
    const chosen = toValidation(validation);
    if (chosen === undefined) {
      const { noIssuer, noPin } = words.certificates.validation;
      this.store.setState({ validationFault: validation.kind === 'issuer' ? noIssuer : noPin });
      return;
    }
    await this.#act(async () =>
      this.store.setState({ trust: await this.#client.invoke('trust.setValidation', { validation: chosen }) }),
    );
  }

  /** The page is left: what it was doing ends. */
  leave(): void {
    this.#hasLeft = true;
    this.#unfollow();
    void this.cancelLook();
  }

  /** What has been decided may change what a connection comes to; asking again is for the user to begin. */
  async #lookAgain(): Promise<void> {
    const { look, trust, address } = this.store.getState();
    if (look === undefined || look.url !== address.trim() || trust?.validation.kind === 'ask') return;
    await this.look();
  }

  async #act(work: () => Promise<void>): Promise<void> {
    this.store.setState({ problem: undefined });
    try {
      await work();
    } catch (error) {
      this.store.setState({ problem: toErrorInfo(error) });
    }
  }

  #followServer(): void {
    const { follows, address } = this.store.getState();
    const server = this.#app.store.getState().endpoints?.secureEcho;
    if (!follows || server === undefined || server === address) return;
    this.store.setState({ address: server });
  }
}

function faultOf(address: string): string | undefined {
  const problem = checkAddress(address);
  if (problem !== undefined) return explainFault({ field: 'address', problem });
  return /^\s*wss:/i.test(address) ? undefined : words.certificates.address.noCertificate;
}

function toValidation(draft: SecureConnectionsState['validation']): CustomValidation | undefined {
  switch (draft.kind) {
    case 'none':
    case 'ask':
      return { kind: draft.kind };
    case 'issuer': {
      const issuer = draft.issuer.trim();
      return issuer === '' ? undefined : { kind: 'issuer', issuer };
    }
    case 'pin': {
      const sha256 = parseFingerprint(draft.pin);
      return sha256 === undefined ? undefined : { kind: 'pin', sha256 };
    }
  }
}

/** Its error, where it is one that can be accepted. */
function ignorable(problem: LookProblem | undefined): IgnorableResult | undefined {
  return ignorableResults.find((result) => result === problem?.result);
}
