import { toErrorInfo } from '../../contract/errors.ts';
import type { ServerState } from '../../contract/sessions.ts';
import { startSampleServer, type SampleServer } from './sample-server.ts';
import { loadTlsMaterial, type TlsMaterial } from './tls-material.ts';

export interface ServerSwitchOptions {
  /** Where the TLS material is kept; made there on first run. */
  readonly tlsFolder: string;
  /** Told of every change. */
  readonly changed: (state: ServerState) => void;
}

/** The built-in sample server, on or off. */
export class ServerSwitch {
  readonly #options: ServerSwitchOptions;
  #state: ServerState = { kind: 'stopped' };
  #material: Promise<TlsMaterial> | undefined;
  #server: SampleServer | undefined;
  #listening: (ports: readonly number[]) => void = () => undefined;
  /** Starting and stopping one after the other, however fast the switch is pressed. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ServerSwitchOptions) {
    this.#options = options;
  }

  /** Told of the ports that are listened on, now and whenever they change: none while the server is stopped. */
  set listening(told: (ports: readonly number[]) => void) {
    this.#listening = told;
    told(this.#server?.ports ?? []);
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Certificates and keys; made on first use. */
  get material(): Promise<TlsMaterial> {
    this.#material ??= loadTlsMaterial(this.#options.tlsFolder).catch((error: unknown) => {
      this.#material = undefined;
      throw error;
    });
    return this.#material;
  }

  /** @returns how it ended: `running`, or `failed` with the reason */
  start(): Promise<ServerState> {
    return this.#next(async () => {
      if (this.#server !== undefined) return;
      this.#become({ kind: 'starting' });
      try {
        this.#server = await startSampleServer({ material: await this.material });
        this.#listening(this.#server.ports);
        this.#become({ kind: 'running', endpoints: this.#server.endpoints });
      } catch (error) {
        this.#become({ kind: 'failed', error: toErrorInfo(error) });
      }
    });
  }

  /** Ends every connection to the server, too. */
  stop(): Promise<ServerState> {
    return this.#next(async () => {
      const server = this.#server;
      if (server === undefined) return;
      this.#server = undefined;
      await server.close();
      this.#listening([]);
      this.#become({ kind: 'stopped' });
    });
  }

  async #next(step: () => Promise<void>): Promise<ServerState> {
    const done = this.#queue.then(step);
    this.#queue = done.catch(() => undefined);
    await done;
    return this.#state;
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#options.changed(state);
  }
}
