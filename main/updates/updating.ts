import type { CustomPublishOptions } from 'builder-util-runtime';
import {
  AppImageUpdater,
  CancellationToken,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  RpmUpdater,
  type AppUpdater,
  type BaseUpdater,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { OfferedUpdate } from '../../contract/updates.ts';
import { httpsGet } from '../network/https-get.ts';
import { readDescription, type Description } from './description.ts';
import { DoorExecutor, type DoorGet } from './door-executor.ts';
import type { Installation } from './installation.ts';
import { verifyDescription } from './signature.ts';
import type { UpdateSource } from './update-source.ts';

/** The app, as electron-updater wants to know it. */
export type AppAdapter = NonNullable<ConstructorParameters<typeof AppImageUpdater>[1]>;

export interface UpdatingOptions extends Pick<DoorGet, 'door'> {
  /** PEM, in place of the well-known authorities; as things stand when something is fetched. */
  readonly authorities: () => readonly string[] | undefined;
  readonly installation: Exclude<Installation, 'byHand'>;
  readonly arch: string;
  readonly source: UpdateSource;
  readonly key: KeyObject;
  readonly app: AppAdapter;
}

/** What a check found. */
export type Found =
  | { readonly kind: 'newest'; readonly offered: string }
  | { readonly kind: 'available'; readonly update: OfferedUpdate };

/** A description is some kilobytes long. */
const descriptionLimit = 64 * 1024;
const signatureLimit = 1024;
/** Both of them, with their redirects. */
const descriptionMs = 60_000;

/**
 * Updates by electron-updater's classes: they say which version is newer, keep the file that is fetched, and install it as
 * their system wants it. What they believe comes from us, over the door and verified.
 */
export class Updating {
  readonly #options: UpdatingOptions;
  readonly #updater: AppUpdater;
  readonly #executor = new DoorExecutor();
  /** What is offered, by the check before. */
  #description: Description | undefined;
  #file: string | undefined;
  #look: () => Promise<Description> = () => Promise.reject(new Error('nobody has asked'));

  constructor(options: UpdatingOptions) {
    this.#options = options;
    this.#updater = makeUpdater(options);
    // Its own goes past the door. It is theirs, and not in their types.
    (this.#updater as unknown as { httpExecutor: DoorExecutor }).httpExecutor = this.#executor;
    this.#updater.setFeedURL({
      provider: 'custom',
      updateProvider: providerOf(
        async () => toUpdateInfo(await this.#look()),
        (version, name) => options.source.file(version, name),
      ),
    });
  }

  /** @throws DuplexError what {@link httpsGet} throws, `update-refused` */
  async check(signal: AbortSignal): Promise<Found> {
    this.#forget();
    this.#look = () => this.#fetchDescription(signal);
    const result = await this.#updater.checkForUpdates();
    if (result === null) throw new Error('electron-updater does not take this for an installed app');
    const { version } = result.updateInfo;
    const description = this.#description;
    if (!result.isUpdateAvailable || description === undefined) return { kind: 'newest', offered: version };
    const { file, releaseDate, notes } = description;
    const url = this.#options.source.file(version, file.name).href;
    return { kind: 'available', update: { version, url, sizeBytes: file.sizeBytes, releaseDate, notes } };
  }

  /**
   * Fetches the file that was found.
   *
   * @throws DuplexError what {@link httpsGet} throws, `update-refused`, `transfer-failed`
   */
  async download(received: (receivedBytes: number) => void, signal: AbortSignal): Promise<void> {
    const description = this.#description;
    if (description === undefined) throw failure('illegal-call', 'there is no update that was found');
    const { file, version } = description;
    this.#executor.next = { ...this.#get(`Update: version ${version}`), sizeBytes: file.sizeBytes, received, signal };
    try {
      const files = await this.#updater.downloadUpdate(new CancellationToken());
      this.#file = files[0];
      await this.#verifyFile();
    } catch (error) {
      this.#file = undefined;
      throw asFailure(error);
    } finally {
      this.#executor.next = undefined;
    }
  }

  /**
   * Installs what was downloaded, after another look at it, and has the app quit.
   *
   * @throws DuplexError `update-refused`, `illegal-call`
   */
  async install(): Promise<void> {
    await this.#verifyFile();
    if (this.#options.installation === 'mac') {
      this.#updater.quitAndInstall();
      return;
    }
    let problem: Error | undefined;
    const note = (error: Error): void => {
      problem = error;
    };
    this.#updater.on('error', note);
    try {
      // All but the one for macOS have it. `quitAndInstall` does the same, and needs Electron to tell others.
      const isInstalled = (this.#updater as BaseUpdater).install(false, true);
      if (!isInstalled) throw problem ?? new Error('electron-updater gave no reason');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw failure('transfer-failed', `the update could not be installed: ${why}`, {
        cause: error,
        reason: because('updateNotInstalled', why),
      });
    } finally {
      this.#updater.off('error', note);
    }
    this.#options.app.quit();
  }

  #forget(): void {
    this.#description = undefined;
    this.#file = undefined;
  }

  async #fetchDescription(signal: AbortSignal): Promise<Description> {
    const { source, key, installation, arch } = this.#options;
    const get = { ...this.#get('Update: which version is the newest'), signal, limitMs: descriptionMs };
    const signatureUrl = new URL(`${source.description.href}.sig`);
    const description = await httpsGet({ ...get, url: source.description, limitBytes: descriptionLimit }, wholeBody);
    const signature = await httpsGet({ ...get, url: signatureUrl, limitBytes: signatureLimit }, wholeBody);
    const name = source.description.pathname.split('/').at(-1) ?? '';
    verifyDescription({ name, description, signature: signature.toString('latin1') }, key);
    this.#description = readDescription(description.toString('utf8'), { installation, arch });
    return this.#description;
  }

  #get(purpose: string): DoorGet {
    const { door, authorities } = this.#options;
    return { door, authorities: authorities(), purpose };
  }

  /** Between the download and now, somebody could have changed it. */
  async #verifyFile(): Promise<void> {
    const description = this.#description;
    if (this.#file === undefined || description === undefined) {
      throw failure('illegal-call', 'there is no update that was downloaded');
    }
    const hash = createHash('sha512');
    try {
      await pipeline(createReadStream(this.#file), hash);
    } catch (cause) {
      throw failure('transfer-failed', 'the update that was downloaded cannot be read', {
        hresult: 'ERROR_READ_FAULT',
        reason: because('updateNotRead'),
        cause,
      });
    }
    if (hash.digest('base64') === description.file.sha512) return;
    throw failure(
      'update-refused',
      'the file that was downloaded is not the one that was signed: its SHA-512 differs',
      {
        cause: 'SHA512',
      },
    );
  }
}

/** A place of updates, as electron-updater wants one made. */
function providerOf(look: () => Promise<UpdateInfo>, urlOf: UpdateSource['file']) {
  return class extends Provider<UpdateInfo> {
    constructor(_options: CustomPublishOptions, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    getLatestVersion(): Promise<UpdateInfo> {
      return look();
    }

    resolveFiles({ version, files }: UpdateInfo): ResolvedUpdateFileInfo[] {
      return files.map((info) => ({ url: urlOf(version, info.url), info }));
    }
  };
}

async function wholeBody(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function makeUpdater({ installation, app }: UpdatingOptions): AppUpdater {
  const updater = new updaters[installation](undefined, app);
  updater.logger = null;
  // Nothing happens by itself.
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  // Pieces of the file would be asked for one by one, by a list that nobody has signed.
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  return updater;
}

const updaters = {
  nsis: NsisUpdater,
  mac: MacUpdater,
  appImage: AppImageUpdater,
  deb: DebUpdater,
  rpm: RpmUpdater,
} as const;

function toUpdateInfo({ version, file, releaseDate }: Description): UpdateInfo {
  const { name, sha512, sizeBytes, isAdminRightsRequired } = file;
  // `path` and `sha512` are the fields of old, which nothing here reads.
  return {
    version,
    files: [{ url: name, sha512, size: sizeBytes, isAdminRightsRequired }],
    path: name,
    sha512,
    releaseDate,
  };
}

function asFailure(error: unknown): unknown {
  if (error instanceof DuplexError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') {
    return failure('update-refused', error.message, { cause: 'CODE_SIGNATURE' });
  }
  return error;
}
