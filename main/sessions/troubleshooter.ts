import type { Attempt } from '../../contract/attempt.ts';
import type { ConnectTrial } from '../../contract/commands.ts';
import { DuplexError } from '../../contract/errors.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { AttemptRecorder, MessageWebSocket, type ConnectOptions } from '../sockets/index.ts';
import type { SessionOptions } from './session.ts';
import { applySessionSettings, asOpened, type SessionSettings } from './session-settings.ts';
import { applySettings } from './socket-settings.ts';

export interface TroubleshooterOptions {
  /** Called whenever the attempt goes on; to be quick. */
  readonly changed: () => void;
  /** Applies what the user trusts, as to a session. Default: the roots that come with the app. */
  readonly trust?: SessionOptions['trust'];
  /** What a session was opened with. @throws DuplexError `not-found` */
  readonly settingsOf: (session: SessionId) => SessionSettings;
}

/** Connects for the record only: what is opened is closed at once. One attempt at a time. */
export class Troubleshooter {
  readonly #changed: () => void;
  readonly #trust: NonNullable<SessionOptions['trust']>;
  readonly #settingsOf: TroubleshooterOptions['settingsOf'];
  #recorder: AttemptRecorder | undefined;
  #cancel: AbortController | undefined;

  constructor({ changed, trust = () => () => undefined, settingsOf }: TroubleshooterOptions) {
    this.#changed = changed;
    this.#trust = trust;
    this.#settingsOf = settingsOf;
  }

  /** The attempt that was started last, as it is now; null before there was one. */
  get attempt(): Attempt | null {
    return this.#recorder?.attempt ?? null;
  }

  /**
   * Begins; an attempt that is under way is canceled.
   *
   * @throws DuplexError for a setting that cannot be; how connecting ends is in the attempt
   */
  async start(given: ConnectTrial): Promise<void> {
    const settings = given.session === undefined ? undefined : this.#settingsOf(given.session);
    const trial = settings === undefined ? given : asOpened(given, settings);
    const hidden = settings?.hidden;
    const socket = new MessageWebSocket(hidden?.proxies === undefined ? {} : { proxies: hidden.proxies });
    applySettings(socket, trial);
    if (settings !== undefined) applySessionSettings(socket, trial.url, settings);
    const endTrust = this.#trust(socket);
    this.cancel();
    const recorder = new AttemptRecorder({
      looksAgain: true,
      changed: () => {
        if (this.#recorder === recorder) this.#changed();
      },
    });
    const cancel = new AbortController();
    const connecting = this.#connect(socket, trial, {
      recorder,
      secrets: hidden?.secrets ?? [],
      signal: cancel.signal,
    }).finally(endTrust);
    // What fails before it is recorded is a setting's fault.
    if (recorder.attempt === null) return connecting;
    this.#recorder = recorder;
    this.#cancel = cancel;
    this.#changed();
    connecting.catch((error: unknown) => {
      if (error instanceof DuplexError) return;
      // A defect of ours: shown like any failure, and reported as what it is.
      queueMicrotask(() => {
        throw error;
      });
    });
  }

  cancel(): void {
    this.#cancel?.abort();
    this.#cancel = undefined;
  }

  async #connect(
    socket: MessageWebSocket,
    { url, followRedirects }: ConnectTrial,
    options: ConnectOptions,
  ): Promise<void> {
    try {
      await socket.connectAsync(url, { ...options, followRedirects });
    } finally {
      socket.close();
    }
  }
}
