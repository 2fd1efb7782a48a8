import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { failure, toErrorInfo } from '../../contract/errors.ts';
import type { NoUpdates, OfferedUpdate, UpdateState, UpdateStep } from '../../contract/updates.ts';
import { installationOf, type Installation, type InstallationFacts } from './installation.ts';
import { readUpdateKey } from './signature.ts';
import type { UpdateSource } from './update-source.ts';
import type { Updating, UpdatingOptions } from './updating.ts';

export interface UpdatesOptions
  extends InstallationFacts, Pick<UpdatingOptions, 'door' | 'app' | 'arch' | 'authorities'> {
  /** Whether it runs from its package. */
  readonly isPackaged: boolean;
  /** The public key in the package, as PEM; may be missing. */
  readonly keyFile: string;
  /** Whether checks are made without being asked. */
  readonly isAutomatic: boolean;
  /** Called after every change of the state. */
  readonly changed: () => void;
}

/** What is known of the installation when it has been looked at. */
type Means =
  | { readonly kind: 'impossible'; readonly reason: NoUpdates }
  | {
      readonly kind: 'possible';
      readonly installation: Exclude<Installation, 'byHand'>;
      readonly source: UpdateSource;
      readonly key: KeyObject;
    };

const dayMs = 24 * 60 * 60 * 1000;

/** Updates of the app. Nothing is fetched, or even loaded, before somebody asks for it or has allowed it. */
export class Updates {
  readonly #options: UpdatesOptions;
  #means: Promise<Means> | undefined;
  #updating: Promise<Updating> | undefined;
  #step: UpdateStep = { kind: 'idle' };
  #checkedAt: number | null = null;
  #isAutomatic: boolean;
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    this.#isAutomatic = options.isAutomatic;
  }

  async state(): Promise<UpdateState> {
    const means = await (this.#means ??= this.#look());
    if (means.kind === 'impossible') return means;
    return {
      kind: 'possible',
      url: means.source.description.href,
      isAutomatic: this.#isAutomatic,
      checkedAt: this.#checkedAt,
      step: this.#step,
    };
  }

  /** To be called when the app has started: checks, and goes on checking once a day, where the user has allowed it. */
  begin(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!this.#isAutomatic) return;
    this.#timer = setInterval(() => void this.#checkUnasked(), dayMs);
    this.#timer.unref();
    void this.#checkUnasked();
  }

  setAutomatic(isAutomatic: boolean): void {
    if (isAutomatic === this.#isAutomatic) return;
    this.#isAutomatic = isAutomatic;
    this.begin();
    this.#options.changed();
  }

  /** Asks which version is the newest. How it ends is in the state. */
  async check(): Promise<void> {
    if (this.#running !== undefined) return;
    await this.#run('checking', { kind: 'checking' }, { kind: 'idle' }, async (updating, signal) => {
      const found = await updating.check(signal);
      this.#checkedAt = Date.now();
      return found;
    });
  }

  /** Fetches the version that is available. How it ends is in the state. */
  async download(): Promise<void> {
    const before = this.#step;
    if (this.#running !== undefined || before.kind !== 'available') return;
    const { update } = before;
    const begun: UpdateStep = { kind: 'downloading', update, receivedBytes: 0 };
    await this.#run('downloading', begun, before, async (updating, signal) => {
      await updating.download((receivedBytes) => this.#progress(update, receivedBytes), signal);
      return { kind: 'ready', update };
    });
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#running?.abort(failure('canceled', 'the update was canceled', { hresult: 'ERROR_CANCELLED' }));
  }

  /** Installs what was downloaded, and has the app quit. */
  async install(): Promise<void> {
    const before = this.#step;
    if (this.#running !== undefined || before.kind !== 'ready') return;
    const installing: UpdateStep = { kind: 'installing', update: before.update };
    await this.#run('installing', installing, before, async (updating) => {
      await updating.install();
      return installing;
    });
  }

  async #checkUnasked(): Promise<void> {
    // What the user is about to do stays as it is.
    if (!['idle', 'newest', 'failed'].includes(this.#step.kind)) return;
    await this.check();
  }

  async #run(
    during: 'checking' | 'downloading' | 'installing',
    begun: UpdateStep,
    canceled: UpdateStep,
    work: (updating: Updating, signal: AbortSignal) => Promise<UpdateStep>,
  ): Promise<void> {
    const means = await (this.#means ??= this.#look());
    if (means.kind === 'impossible' || this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    this.#take(begun);
    let end: UpdateStep;
    try {
      const updating = await (this.#updating ??= this.#start(means));
      running.signal.throwIfAborted();
      end = await work(updating, running.signal);
    } catch (error) {
      end = running.signal.aborted ? canceled : { kind: 'failed', during, error: toErrorInfo(error) };
    }
    this.#running = undefined;
    this.#take(end);
  }

  #take(step: UpdateStep): void {
    this.#step = step;
    this.#options.changed();
  }

  #progress(update: OfferedUpdate, receivedBytes: number): void {
    if (this.#step.kind === 'downloading') this.#take({ kind: 'downloading', update, receivedBytes });
  }

  async #look(): Promise<Means> {
    const { isPackaged, app, keyFile, platform, arch } = this.#options;
    if (!isPackaged) return impossible('development');
    const text = await readFile(app.appUpdateConfigPath, 'utf8').catch(() => undefined);
    if (text === undefined) return impossible('noSource');
    const installation = await installationOf(this.#options);
    if (installation === 'byHand') return impossible('byHand');
    const { readSource } = await import('./update-source.ts');
    let source: UpdateSource;
    try {
      source = readSource(text, { platform, arch });
    } catch {
      // The page says that it cannot be used; it is the package's, and nobody can put it right from here.
      return impossible('badSource');
    }
    try {
      return { kind: 'possible', installation, source, key: readUpdateKey(await readFile(keyFile, 'utf8')) };
    } catch {
      // Missing or useless: either way nothing can be verified.
      return impossible('noKey');
    }
  }

  async #start(means: Extract<Means, { kind: 'possible' }>): Promise<Updating> {
    const { Updating } = await import('./updating.ts');
    return new Updating({ ...this.#options, ...means });
  }
}

function impossible(reason: NoUpdates): Means {
  return { kind: 'impossible', reason };
}
