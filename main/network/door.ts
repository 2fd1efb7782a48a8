import type net from 'node:net';
import { toErrorInfo } from '../../contract/errors.ts';
import type { Verdict } from '../../contract/network-decision.ts';
import type { JournalOutcome } from '../../contract/network-journal.ts';
import type { AttemptRecorder } from './attempt.ts';
import { connect, type ConnectRequest, type ReadInto, type TlsRequest, type TrustingTls } from './connect.ts';
import { capabilityDenied } from './capability-denied.ts';
import { decide, refuseName, type OwnEnds, type Target } from './decide.ts';
import { parseHost } from './host.ts';
import type { Login } from './http-auth.ts';
import { Journal, type JournalRecord } from './journal.ts';
import { addressLimit, usualLimits, type DialLimits } from './limits.ts';
import { ownAddresses } from './own-addresses.ts';
import { inPhase, type Course } from './phase.ts';
import { nothingDeclared, type NetworkPolicy } from './policy.ts';
import { decideBehindProxy, hostForProxy } from './proxy/behind-proxy.ts';
import { isProxyTrouble, proxyUnknown, proxyUnreachable } from './proxy/proxy-failure.ts';
import { describeProxy, direct, type Proxy, type ProxyResolver, type ProxyServer } from './proxy/proxy-server.ts';
import { openTunnel } from './proxy/tunnel.ts';
import { addressesOf, systemResolve, type Resolve } from './resolve.ts';
import { Secrets } from './secrets.ts';

export type { ReadInto, TlsRequest, TrustingTls } from './connect.ts';

export interface DialRequest {
  /** Host name or IP literal, without brackets. */
  readonly host: string;
  readonly port: number;
  /**
   * Present for TLS. A `TrustingTls` is judged by OpenSSL before anything is sent. Any other certificate is not judged
   * here: that is `main/certificates`, before anything is sent.
   */
  readonly tls?: TlsRequest | TrustingTls;
  /** Turns Nagle's algorithm off. */
  readonly noDelay: boolean;
  /** Absent for a socket that emits `data`. */
  readonly readInto?: ReadInto;
  /** What it is for, in the journal; absent for a connection of the user's. */
  readonly purpose?: string;
  /** Cancels at any point; the promise is rejected with the signal's reason. */
  readonly signal: AbortSignal;
  /** For a proxy that wants one. */
  readonly proxyLogin?: Login;
  /** In place of the door's own. */
  readonly proxies?: ProxyResolver;
  /** Is told what happens. */
  readonly recorder?: AttemptRecorder;
  /** What is kept out of errors and evidence. */
  readonly secrets?: Secrets;
  /** Is told, before the dial is over, which way has led there. */
  readonly onWay?: (way: ProxyServer) => void;
}

/** Whom a dial is for. */
export interface DialedServer {
  /** Host name or IP literal, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
}

/** Connects to the very address that was decided on. */
export type Connect = typeof connect;

export interface DoorOptions {
  readonly policy?: NetworkPolicy;
  /** How names become addresses; the system's resolver unless given. */
  readonly resolve?: Resolve;
  /** How an address that was allowed is connected to; over TCP, and TLS where it is asked for, unless given. */
  readonly connect?: Connect;
  /** Which proxies to go through. Default: none; nothing is taken from the environment. */
  readonly proxies?: ProxyResolver;
  /** How long each phase may take. */
  readonly limits?: Partial<DialLimits>;
}

/** The only way to the network: decides on every address, then connects to the very address it decided on. */
export class Door {
  /** What may be reached; a change holds from the next dial. */
  policy: NetworkPolicy;
  /** Which proxies to go through; undefined for none. A change holds from the next dial. */
  proxies: ProxyResolver | undefined;
  /** Ports this process listens on itself. */
  readonly ownPorts = new Set<number>();
  readonly limits: DialLimits;
  /** Every socket this door opened or refused. */
  readonly journal = new Journal();
  readonly #resolve: Resolve;
  readonly #connect: Connect;

  constructor(options: DoorOptions = {}) {
    this.policy = options.policy ?? nothingDeclared;
    this.proxies = options.proxies;
    this.limits = { ...usualLimits, ...options.limits };
    this.#resolve = options.resolve ?? systemResolve;
    this.#connect = options.connect ?? connect;
  }

  /** What `decide` has to know of this process and its machine, as it is now. */
  get own(): OwnEnds {
    return { ports: this.ownPorts, addresses: ownAddresses() };
  }

  /**
   * Opens a TCP or TLS connection, directly or through a proxy.
   *
   * @returns the connected socket; nothing has been sent over it by the app
   * @throws DuplexError `name-not-resolved`, `capability-denied`, `cannot-connect`, `timeout`, `tls-failed`,
   *   `proxy-failed`, `proxy-refused`
   */
  async dial(request: DialRequest): Promise<net.Socket> {
    const { signal, recorder, purpose } = request;
    const course: Course = { signal, recorder, isToProxy: false, ...(purpose !== undefined && { purpose }) };
    let failed: unknown;
    const { host, port, tls, proxies } = request;
    for (const server of await this.#ways({ host, port, isSecure: tls !== undefined }, course, proxies)) {
      try {
        const socket =
          server.kind === 'direct'
            ? await this.#reach(request, request.port, course)
            : await this.#behind(server, request, course);
        request.onWay?.(server);
        return socket;
      } catch (error) {
        request.signal.throwIfAborted();
        // Where a proxy has answered, or there is none, another way leads to the same end.
        if (server.kind !== 'direct' && !isProxyTrouble(error)) throw error;
        failed ??= error;
      }
    }
    throw failed;
  }

  /**
   * The ways that a dial would try, in order. Connects to nobody.
   *
   * @throws DuplexError `proxy-failed`, `timeout`
   */
  waysTo(server: DialedServer, signal: AbortSignal): Promise<readonly ProxyServer[]> {
    return this.#ways(server, { signal, recorder: undefined, isToProxy: false });
  }

  async #ways(
    { host, port, isSecure }: DialedServer,
    course: Course,
    resolver: ProxyResolver | undefined = this.proxies,
  ): Promise<readonly ProxyServer[]> {
    if (resolver === undefined) return [direct];
    const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const url = `${isSecure ? 'wss' : 'ws'}://${authority}/`;
    const { proxyChoiceMs } = this.limits;
    const choosing = new AbortController();
    try {
      return await inPhase(
        course,
        { phase: 'proxy', step: 'choose' },
        proxyChoiceMs,
        'no proxy was found',
        async (notes) => {
          // A script looks up names by the rules that hold for connections. The attempt is not about them.
          const quiet = { ...course, signal: choosing.signal, recorder: undefined };
          const lookUp: Resolve = (name) => this.#addresses(name, port, quiet);
          const servers = await chosen(resolver, { url, host, port }, choosing.signal, lookUp);
          notes.add({ proxies: servers.map(nameOf) });
          return servers.length === 0 ? [direct] : servers;
        },
      );
    } finally {
      choosing.abort();
    }
  }

  async #behind(proxy: Proxy, request: DialRequest, course: Course): Promise<net.Socket> {
    const { port, noDelay, proxyLogin, tls, readInto, secrets = new Secrets() } = request;
    const host = hostForProxy(request.host);
    const target = { address: host, port, host };
    await this.#decided(target, course, decideBehindProxy(target, this.policy));
    const trusting: TrustingTls = {
      isJudged: true,
      ...(proxy.authority !== undefined && { authorities: [proxy.authority] }),
    };
    const way: ConnectRequest = { host: proxy.host, noDelay, ...(proxy.kind === 'https' && { tls: trusting }) };
    return openTunnel({
      proxy,
      host,
      port,
      login: proxyLogin ?? proxy.login,
      course,
      limits: this.limits,
      secrets,
      ...(readInto !== undefined && { readInto }),
      ...(tls !== undefined && { tls }),
      open: async () => {
        try {
          return await this.#reach(way, proxy.port, { ...course, isToProxy: true });
        } catch (error) {
          course.signal.throwIfAborted();
          throw proxyUnreachable(describeProxy(proxy), error);
        }
      },
    });
  }

  /** Resolves, decides on every address, and connects to the first one that is allowed and answers. */
  async #reach(request: ConnectRequest, port: number, course: Course): Promise<net.Socket> {
    const { host } = request;
    let failed: unknown;
    let denied: unknown;
    for (const address of (await this.#addresses(host, port, course)).slice(0, addressLimit)) {
      const target = { address, port, host };
      const verdict = decide(target, this.policy, this.own);
      try {
        await this.#decided(target, course, verdict);
      } catch (error) {
        course.signal.throwIfAborted();
        denied ??= error;
        continue;
      }
      try {
        const lookedAgain =
          course.recorder?.looksAgain === true
            ? () => this.#record(course, { ...target, verdict, phase: 'tcp', outcome: { kind: 'opened' } })
            : undefined;
        const socket = await this.#connect(target, { ...request, lookedAgain }, course, this.limits);
        const phase = request.tls === undefined ? 'tcp' : 'tls';
        this.#record(course, { ...target, verdict, phase, outcome: { kind: 'opened' } });
        return socket;
      } catch (error) {
        const phase = toErrorInfo(error).phase ?? 'tcp';
        this.#record(course, { ...target, verdict, phase, outcome: outcomeOf(error, course.signal) });
        course.signal.throwIfAborted();
        failed ??= error;
      }
    }
    throw failed ?? denied;
  }

  async #addresses(host: string, port: number, course: Course): Promise<readonly string[]> {
    const refusal = refuseName(host, this.policy);
    if (refusal !== undefined) await this.#decided({ address: host, port, host }, course, refusal);
    try {
      if (parseHost(host).kind !== 'name') return await addressesOf(host, this.#resolve);
      const evidence = { phase: 'dns', name: host } as const;
      const silence = `no answer to the look-up of "${host}"`;
      return await inPhase(course, evidence, this.limits.dnsMs, silence, async (notes) => {
        const addresses = await addressesOf(host, async (name) => {
          const answers = await this.#resolve(name);
          notes.add({ answers });
          return answers;
        });
        notes.add({ answers: addresses });
        return addresses;
      });
    } catch (error) {
      this.#record(course, { host, port, phase: 'dns', outcome: outcomeOf(error, course.signal) });
      throw error;
    }
  }

  #record({ purpose }: Course, record: JournalRecord): void {
    this.journal.record({ ...record, ...(purpose !== undefined && { purpose }) });
  }

  /** @throws DuplexError `capability-denied` */
  #decided(target: Target & { readonly host: string }, course: Course, verdict: Verdict): Promise<void> {
    const { address, port, host } = target;
    return inPhase(course, { phase: 'policy', address, port }, undefined, '', (notes) => {
      notes.add({ verdict });
      if (verdict.kind === 'allowed') return;
      const { addressClass } = verdict.denial;
      const decidedOn = addressClass === 'unresolved' ? { host, port } : target;
      this.#record(course, { ...decidedOn, verdict, phase: 'policy', outcome: { kind: 'refused' } });
      throw capabilityDenied(host, verdict.denial);
    });
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): JournalOutcome {
  return signal.aborted ? { kind: 'canceled' } : { kind: 'failed', error: toErrorInfo(error) };
}

/**
 * The door of this process. Like a Windows app without a manifest it lets nothing out until a policy is set.
 */
export const applicationDoor = new Door();

/** @throws DuplexError, whatever the resolver throws */
async function chosen(resolver: ProxyResolver, ...question: Parameters<ProxyResolver>): ReturnType<ProxyResolver> {
  try {
    return await resolver(...question);
  } catch (error) {
    throw proxyUnknown(error);
  }
}

function nameOf(server: ProxyServer): { kind: string; host: string; port: number } {
  return server.kind === 'direct'
    ? { kind: 'direct', host: '', port: 0 }
    : { kind: server.kind, host: server.host, port: server.port };
}
