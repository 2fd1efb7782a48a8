import type { Attempt } from '../../contract/attempt.ts';
import type { ConnectTrial } from '../../contract/commands.ts';
import { DuplexError } from '../../contract/errors.ts';
import { AttemptRecorder, MessageWebSocket } from '../sockets/index.ts';
import type { SessionOptions } from './session.ts';
import { applySettings } from './socket-settings.ts';

/** Connects for the record only: what is opened is closed at once. One attempt at a time. */
export class Troubleshooter {
  readonly #changed: () => void;
  readonly #trust: NonNullable<SessionOptions['trust']>;
  #recorder: AttemptRecorder | undefined;
  #cancel: AbortController | undefined;

  /**
   * @param changed called whenever the attempt goes on; to be quick
   * @param trust applies what the user trusts, as to a session. Default: the roots that come with the app
   */
  constructor(changed: () => void, trust: SessionOptions['trust'] = () => () => undefined) {
    this.#changed = changed;
    this.#trust = trust;
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
  async start(trial: ConnectTrial): Promise<void> {
    const socket = new MessageWebSocket();
    applySettings(socket, trial);
    const endTrust = this.#trust(socket);
    this.cancel();
    const recorder = new AttemptRecorder({
      changed: () => {
        if (this.#recorder === recorder) this.#changed();
      },
    });
    const cancel = new AbortController();
    const connecting = this.#connect(socket, trial, recorder, cancel).finally(endTrust);
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
    recorder: AttemptRecorder,
    { signal }: AbortController,
  ): Promise<void> {
    try {
      await socket.connectAsync(url, { recorder, signal, followRedirects });
    } finally {
      socket.close();
    }
  }
}
