import type { CommandInput, OpenSession } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';
import { packRows } from '../../contract/rows.ts';
import type { SessionId, SessionState } from '../../contract/sessions.ts';
import { Certificate, type ClientCertificate } from '../sockets/index.ts';
import { MessageSession } from './message-session.ts';
import type { Session, SessionObserver } from './session.ts';
import { StreamSession } from './stream-session.ts';

/** A PFX file with the password it is kept under. */
export interface PfxFile {
  readonly pfx: Uint8Array;
  readonly password: string;
}

export interface SessionsOptions {
  readonly observer: SessionObserver;
  /** The client certificate the app made for its own server. */
  readonly sampleCertificate: () => Promise<PfxFile>;
  /** The content of a file the user chose. @throws DuplexError `not-found`, `client-certificate` */
  readonly chosenFile: (handle: number) => Promise<Uint8Array>;
}

/** More than anybody opens by hand; keeps a page gone wild from exhausting main. */
const sessionLimit = 1000;

/** All sessions, live and ended, by number. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #sessions = new Map<SessionId, Session>();
  #lastId = 0;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /**
   * Opens a session and begins to connect.
   *
   * @throws DuplexError for a setting that cannot be; how connecting ends is in the session's state
   */
  async open(request: OpenSession): Promise<{ session: SessionId }> {
    if (this.#sessions.size >= sessionLimit)
      throw failure('illegal-call', `there are ${sessionLimit} sessions already`);
    const clientCertificate = await this.#clientCertificate(request);
    this.#lastId += 1;
    const options = { id: this.#lastId, request, clientCertificate, observer: this.#options.observer };
    const session = request.socket === 'message' ? new MessageSession(options) : new StreamSession(options);
    session.prepare();
    this.#sessions.set(session.id, session);
    void session.connect();
    return { session: session.id };
  }

  list(): readonly SessionState[] {
    return [...this.#sessions.values()].map((session) => session.state);
  }

  /** Those that are connecting, connected or closing. */
  get live(): readonly Session[] {
    return [...this.#sessions.values()].filter((session) => session.isLive);
  }

  async send(input: CommandInput<'session.send'>): Promise<{ bytes: number }> {
    return { bytes: await this.#get(input.session).send(input.payload, input.final) };
  }

  repeat(input: CommandInput<'session.repeat'>): void {
    this.#get(input.session).repeat(input.bytes, input.intervalMs);
  }

  close(input: CommandInput<'session.close'>): void {
    this.#get(input.session).close(input.code, input.reason);
  }

  discard(input: CommandInput<'session.discard'>): void {
    this.#get(input.session).dispose();
    this.#sessions.delete(input.session);
  }

  readRows(input: CommandInput<'log.read'>): Uint8Array {
    return packRows(this.#get(input.session).log.read(input.from, input.count));
  }

  readPayload(input: CommandInput<'log.payload'>): Uint8Array {
    const { log } = this.#get(input.session);
    if (input.row >= log.length) throw failure('not-found', `there is no row ${input.row}`, { field: 'row' });
    return log.payload(input.row, input.from, input.count);
  }

  /** Ends every session. */
  disposeAll(): void {
    for (const session of this.#sessions.values()) session.dispose();
    this.#sessions.clear();
  }

  #get(id: SessionId): Session {
    const session = this.#sessions.get(id);
    if (session === undefined) throw failure('not-found', `there is no session ${id}`, { field: 'session' });
    return session;
  }

  async #clientCertificate(request: OpenSession): Promise<ClientCertificate | undefined> {
    const wanted = request.clientCertificate;
    if (wanted === undefined) return undefined;
    if (wanted.kind === 'file')
      return Certificate.fromPfx(await this.#options.chosenFile(wanted.handle), wanted.password);
    const sample = await this.#options.sampleCertificate();
    return Certificate.fromPfx(sample.pfx, sample.password);
  }
}
