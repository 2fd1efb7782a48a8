import { failure, toErrorInfo, type ChainValidationResultName, type ErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { ignorableResults, type IgnorableResult } from '../../contract/certificates.ts';
import { trustLimits, type ServerLook, type TrustState } from '../../contract/secure-connections.ts';
import { exceptedErrors } from '../certificates/pins.ts';
import { MessageWebSocket, parseUri } from '../sockets/index.ts';
import type { ConnectionTrust } from './connection-trust.ts';
import type { TrustStore } from './trust-store.ts';

/** How many looks are remembered for what the user does about them. */
const memory = 20;

/** Looks at servers' certificates, and does what the user decides about one that was looked at. */
export class ServerLooks {
  readonly #store: TrustStore;
  readonly #connections: ConnectionTrust;
  readonly #looks = new Map<number, ServerLook>();
  #last = 0;
  #cancel: AbortController | undefined;

  constructor(store: TrustStore, connections: ConnectionTrust) {
    this.#store = store;
    this.#connections = connections;
  }

  /**
   * Connects as any session would, sends nothing but the opening handshake, and closes. A look that is under way is
   * canceled by the next one.
   *
   * @throws DuplexError `invalid-input` for what is no `wss` address, before anything is connected
   */
  async look(url: string): Promise<ServerLook> {
    const { host, port, isSecure } = inUrl(() => parseUri(url));
    if (!isSecure) {
      const reason = because('onlyWss');
      throw failure('invalid-input', 'only wss: servers have a certificate', { field: 'url', reason });
    }
    this.cancel();
    const cancel = new AbortController();
    this.#cancel = cancel;
    const socket = new MessageWebSocket();
    const end = this.#connections.apply(socket);
    let failed: ErrorInfo | undefined;
    try {
      await socket.connectAsync(url, { signal: cancel.signal });
    } catch (error) {
      failed = toErrorInfo(error);
      if (failed.code === 'internal') throw error;
    } finally {
      end();
      socket.close();
      if (this.#cancel === cancel) this.#cancel = undefined;
    }
    const { information } = socket;
    const { serverCertificateChain: chain } = information;
    const server = { host, port, sha256: chain[0]?.sha256 };
    const accepted = exceptedErrors(this.#store.serverTrust?.exceptions ?? [], server);
    this.#last += 1;
    const look: ServerLook = {
      look: this.#last,
      url,
      host,
      port,
      chain,
      unused: information.serverUnusedCertificates,
      problems: information.serverCertificateProblems.map((problem) => ({
        ...problem,
        isIgnorable: isIgnorable(problem.result),
        isAccepted: accepted.has(problem.result),
      })),
      encryption: information.serverEncryption ?? undefined,
      failure: failed,
    };
    this.#looks.set(look.look, look);
    this.#looks.delete(look.look - memory);
    return look;
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  /** Accepts one error that was found, for this certificate at this host and port. @throws DuplexError `not-found` */
  async accept(id: number, error: IgnorableResult): Promise<TrustState> {
    const { host, port, chain, problems } = this.#get(id);
    const [server] = chain;
    if (server === undefined || !problems.some(({ result }) => result === error)) {
      throw failure('not-found', `no ${error} was found there`, {
        field: 'error',
        reason: because('errorNotFound', error),
      });
    }
    const subject = shortName(server.subject);
    return this.#store.accept({ host, port, sha256: server.sha256, errors: [error], subject });
  }

  /** @throws DuplexError `not-found` */
  async pin(id: number, certificateIndex: number, kind: 'certificate' | 'publicKey'): Promise<TrustState> {
    const { host, chain } = this.#get(id);
    const certificate = chain[certificateIndex];
    const sha256 = kind === 'certificate' ? certificate?.sha256 : certificate?.publicKeySha256;
    if (certificate === undefined || sha256 === undefined) {
      throw failure('not-found', 'there is no such certificate or key', { field: 'certificateIndex' });
    }
    return this.#store.pin({ host, kind, sha256, subject: shortName(certificate.subject) });
  }

  #get(id: number): ServerLook {
    const look = this.#looks.get(id);
    if (look === undefined) {
      throw failure('not-found', 'look at the certificate again', { field: 'look', reason: because('lookAgain') });
    }
    return look;
  }
}

function isIgnorable(result: ChainValidationResultName): boolean {
  return ignorableResults.some((one) => one === result);
}

function shortName(name: string): string {
  return name.slice(0, trustLimits.nameLength);
}

/** Names the field of the command. */
function inUrl<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    const { message, reason } = toErrorInfo(error);
    throw failure('invalid-input', message, { field: 'url', reason });
  }
}
