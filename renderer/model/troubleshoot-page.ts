import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Attempt } from '../../contract/attempt.ts';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import { attemptReport } from './attempt-report.ts';
import type { AppModel } from './app-model.ts';
import { attempt as tryCommand, type Client } from './client.ts';
import {
  draftsOf,
  emptyDrafts,
  readDrafts,
  type TrialDrafts,
  type TrialFault,
  type TrialField,
} from './trial-drafts.ts';
import { exampleAddress, type Example } from './trial-examples.ts';
import { errorText } from './error-text.ts';
import { asSentence } from './explain-error.ts';

export interface TroubleshootState {
  readonly drafts: TrialDrafts;
  readonly fault: TrialFault | undefined;
  /** What is shown. */
  readonly attempt: Attempt | null;
  /** Its address as it was typed; in the attempt credentials are masked. */
  readonly tried: string;
  /** Where it was made: here, or by the session that a link came from, which may not be kept any more. */
  readonly origin: 'here' | 'session' | 'gone';
  /** From the click until main knows of it. */
  readonly isStarting: boolean;
  /** A command failed. */
  readonly problem: ErrorInfo | undefined;
  /** The phases that are open, by position. */
  readonly open: ReadonlySet<number>;
  readonly isSettingsOpen: boolean;
}

/** What the page "Troubleshoot" knows and does. Lives from entering the page to leaving it. */
export class TroubleshootPage {
  readonly store: StoreApi<TroubleshootState>;
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #unfollow: () => void;
  #isReading = false;
  #isStale = false;
  /** Whether what main reports is what is shown. */
  #isFollowing = true;

  /** @param drafts what was filled in when the page was left before */
  constructor(client: Client, app: AppModel, drafts: TrialDrafts = emptyDrafts) {
    this.#client = client;
    this.#app = app;
    this.store = createStore<TroubleshootState>()(() => ({
      drafts,
      fault: undefined,
      attempt: null,
      tried: drafts.address,
      origin: 'here',
      isStarting: false,
      problem: undefined,
      open: new Set(),
      isSettingsOpen: false,
    }));
    this.#unfollow = client.on('troubleshoot.changed', () => void this.#read());
  }

  get isRunning(): boolean {
    const { isStarting, attempt } = this.store.getState();
    return isStarting || attempt?.outcome === 'running';
  }

  /** @param session whose attempt to show; undefined for what this page tried last */
  async attach(session: number | undefined): Promise<void> {
    if (session === undefined) {
      this.#isFollowing = true;
      this.store.setState({ origin: 'here', attempt: null, open: new Set() });
      return this.#read();
    }
    this.#isFollowing = false;
    try {
      const failed = await this.#client.invoke('session.attempt', { session });
      if (this.#isFollowing) return;
      if (failed === null) return this.store.setState({ origin: 'gone', attempt: null });
      const drafts = draftsOf(failed);
      this.#take(failed.attempt, { drafts, tried: drafts.address, origin: 'session', open: new Set() });
    } catch (error) {
      const info = toErrorInfo(error);
      if (info.code === 'not-found') this.store.setState({ origin: 'gone', attempt: null });
      else this.store.setState({ problem: info });
    }
  }

  edit(drafts: Partial<TrialDrafts>): void {
    this.store.setState((state) => ({ drafts: { ...state.drafts, ...drafts } }));
  }

  /** Takes the mark off a field that is being corrected. */
  clearFault(field: TrialField): void {
    if (this.store.getState().fault?.field === field) this.store.setState({ fault: undefined });
  }

  async start(): Promise<void> {
    if (this.isRunning) return;
    const trial = readDrafts(this.store.getState().drafts);
    if ('field' in trial) return this.#fault(trial);
    this.#isFollowing = true;
    this.store.setState({
      fault: undefined,
      problem: undefined,
      isStarting: true,
      origin: 'here',
      attempt: null,
      tried: trial.url,
      open: new Set(),
    });
    try {
      await this.#client.invoke('troubleshoot.start', trial);
      await this.#read();
    } catch (error) {
      this.#failed(toErrorInfo(error));
    } finally {
      this.store.setState({ isStarting: false });
    }
  }

  /** Fills in and tries. */
  async startWith(drafts: Partial<TrialDrafts>): Promise<void> {
    this.edit(drafts);
    await this.start();
  }

  async startExample(example: Example): Promise<void> {
    const address = exampleAddress(example, this.#app.store.getState().endpoints);
    if (address !== undefined) await this.startWith({ ...emptyDrafts, address });
  }

  async cancel(): Promise<void> {
    if (!this.isRunning) return;
    await tryCommand(
      () => this.#client.invoke('troubleshoot.cancel', {}),
      (problem) => this.store.setState({ problem }),
    );
  }

  toggle(index: number): void {
    const open = new Set(this.store.getState().open);
    if (!open.delete(index)) open.add(index);
    this.store.setState({ open });
  }

  /** Opens a phase. */
  show(index: number): void {
    this.store.setState(({ open }) => ({ open: new Set([...open, index]) }));
  }

  showSettings(isSettingsOpen: boolean): void {
    this.store.setState({ isSettingsOpen });
  }

  get report(): string {
    const { attempt } = this.store.getState();
    return attempt === null ? '' : attemptReport(attempt);
  }

  /** The page is left: what is under way is not waited for. */
  leave(): void {
    void this.cancel();
    this.#unfollow();
  }

  /** Asks for the attempt as it is; once more, where it changed meanwhile. */
  async #read(): Promise<void> {
    if (!this.#isFollowing) return;
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const attempt = await this.#client.invoke('troubleshoot.read', {});
        if (attempt !== null && this.#isFollowing) this.#take(attempt, {});
      }
    } catch (error) {
      this.store.setState({ problem: toErrorInfo(error) });
    } finally {
      this.#isReading = false;
    }
  }

  #take(attempt: Attempt, changes: Partial<TroubleshootState>): void {
    this.store.setState({ attempt, ...changes });
  }

  #failed(error: ErrorInfo): void {
    const [name] = (error.field ?? '').split('.');
    const field = fieldOf[name ?? ''];
    if (field === undefined) this.store.setState({ problem: error });
    else this.#fault({ field, sentence: asSentence(errorText(error)) });
  }

  #fault(fault: TrialFault): void {
    this.store.setState({ fault, ...(fault.field !== 'address' && { isSettingsOpen: true }) });
  }
}

const fieldOf: Readonly<Record<string, TrialField>> = {
  url: 'address',
  uri: 'address',
  headers: 'headers',
  supportedProtocols: 'subprotocols',
};
