import type net from 'node:net';
import { isIP } from 'node:net';
import { failure, type DuplexError } from '../../contract/errors.ts';
import type { AttemptRecorder } from './attempt.ts';
import { connect, type ConnectRequest, type ReadInto, type TlsRequest, type TrustingTls } from './connect.ts';
import { decide, nothingDeclared, type NetworkPolicy, type Target, type Verdict } from './decide.ts';
import type { Login } from './http-auth.ts';
import { addressLimit, usualLimits, type DialLimits } from './limits.ts';
import { inPhase, type Course } from './phase.ts';
import { decideBehindProxy } from './proxy/behind-proxy.ts';
import { isProxyTrouble, proxyUnknown, proxyUnreachable } from './proxy/proxy-failure.ts';
import {
  describeProxy,
  direct,
  type Proxy,
  type ProxyResolver,
  type ProxyServer,
  type ProxyTarget,
} from './proxy/proxy-server.ts';
import { openTunnel } from './proxy/tunnel.ts';
import { resolveHost, type Resolve } from './resolve.ts';
import { Secrets } from './secrets.ts';

export type { ReadInto, TlsRequest } from './connect.ts';

export interface DialRequest {
  /** Host name or IP literal, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Present for TLS. Server certificates are not judged here: that is `main/certificates`, before anything is sent. */
  readonly tls?: TlsRequest;
  /** Turns Nagle's algorithm off. */
  readonly noDelay: boolean;
  readonly readInto: ReadInto;
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
}

export interface DoorOptions {
  readonly policy?: NetworkPolicy;
  /** How names become addresses; the system's resolver unless given. */
  readonly resolve?: Resolve;
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
  readonly #resolve: Resolve;

  constructor(options: DoorOptions = {}) {
    this.policy = options.policy ?? nothingDeclared;
    this.proxies = options.proxies;
    this.limits = { ...usualLimits, ...options.limits };
    this.#resolve = options.resolve ?? resolveHost;
  }

  /**
   * Opens a TCP or TLS connection, directly or through a proxy.
   *
   * @returns the connected socket; nothing has been sent over it by the app
   * @throws DuplexError `name-not-resolved`, `capability-denied`, `cannot-connect`, `timeout`, `tls-failed`,
   *   `proxy-failed`, `proxy-refused`
   */
  async dial(request: DialRequest): Promise<net.Socket> {
    const course: Course = { signal: request.signal, recorder: request.recorder, isToProxy: false };
    let failed: unknown;
    for (const server of await this.#ways(request, course)) {
      try {
        return server.kind === 'direct'
          ? await this.#reach(request, request.port, course)
          : await this.#behind(server, request, course);
      } catch (error) {
        request.signal.throwIfAborted();
        // Where a proxy has answered, or there is none, another way leads to the same end.
        if (server.kind !== 'direct' && !isProxyTrouble(error)) throw error;
        failed ??= error;
      }
    }
    throw failed;
  }

  async #ways({ host, port, tls, ...request }: DialRequest, course: Course): Promise<readonly ProxyServer[]> {
    const resolver = request.proxies ?? this.proxies;
    if (resolver === undefined) return [direct];
    const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const url = `${tls === undefined ? 'ws' : 'wss'}://${authority}/`;
    const { proxyChoiceMs } = this.limits;
    const choosing = new AbortController();
    try {
      return await inPhase(
        course,
        { phase: 'proxy', step: 'choose' },
        proxyChoiceMs,
        'no proxy was found',
        async (notes) => {
          const servers = await chosen(resolver, { url, host, port }, choosing.signal);
          notes.add({ proxies: servers.map(nameOf) });
          return servers.length === 0 ? [direct] : servers;
        },
      );
    } finally {
      choosing.abort();
    }
  }

  async #behind(proxy: Proxy, request: DialRequest, course: Course): Promise<net.Socket> {
    const { host, port, noDelay, proxyLogin, tls, readInto, secrets = new Secrets() } = request;
    const target = { address: host, port };
    await this.#decided(target, host, course, () => decideBehindProxy(target, this.policy));
    const trusting: TrustingTls = {
      isJudged: true,
      ...(proxy.authority !== undefined && { authority: proxy.authority }),
    };
    const way: ConnectRequest = { host: proxy.host, noDelay, ...(proxy.kind === 'https' && { tls: trusting }) };
    return openTunnel({
      proxy,
      host,
      port,
      login: proxyLogin,
      course,
      limits: this.limits,
      secrets,
      readInto,
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
    for (const address of (await this.#addresses(host, course)).slice(0, addressLimit)) {
      const target = { address, port };
      try {
        await this.#decided(target, host, course, () => decide(target, this.policy, this.ownPorts));
      } catch (error) {
        course.signal.throwIfAborted();
        denied ??= error;
        continue;
      }
      try {
        return await connect(target, request, course, this.limits);
      } catch (error) {
        course.signal.throwIfAborted();
        failed ??= error;
      }
    }
    throw (
      failed ??
      denied ??
      failure('name-not-resolved', `"${host}" has no address`, { hresult: 'WININET_E_NAME_NOT_RESOLVED', phase: 'dns' })
    );
  }

  async #addresses(host: string, course: Course): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    const evidence = { phase: 'dns', name: host } as const;
    return inPhase(course, evidence, this.limits.dnsMs, `no answer to the look-up of "${host}"`, async (notes) => {
      const answers = await this.#resolve(host);
      notes.add({ answers });
      return answers;
    });
  }

  /** @throws DuplexError `capability-denied` */
  #decided(target: Target, host: string, course: Course, decision: () => Verdict): Promise<void> {
    return inPhase(course, { phase: 'policy', ...target }, undefined, '', (notes) => {
      const verdict = decision();
      notes.add({ verdict });
      if (verdict.kind === 'refused') throw capabilityDenied(host, verdict.denial);
    });
  }
}

/**
 * The door of this process. Like a Windows app without a manifest it lets nothing out until a policy is set.
 */
export const applicationDoor = new Door();

/** @throws DuplexError, whatever the resolver throws */
async function chosen(
  resolver: ProxyResolver,
  target: ProxyTarget,
  signal: AbortSignal,
): Promise<readonly ProxyServer[]> {
  try {
    return await resolver(target, signal);
  } catch (error) {
    throw proxyUnknown(error);
  }
}

function nameOf(server: ProxyServer): { kind: string; host: string; port: number } {
  return server.kind === 'direct'
    ? { kind: 'direct', host: '', port: 0 }
    : { kind: server.kind, host: server.host, port: server.port };
}

function capabilityDenied(host: string, denial: NonNullable<DuplexError['info']['denial']>): DuplexError {
  const needs = denial.needs === undefined ? 'nothing can allow it' : `it needs ${denial.needs}`;
  const named = denial.address === host ? host : `${host} (${denial.address})`;
  // Windows reports a refusal by network isolation as an ordinary failure to connect.
  return failure('capability-denied', `${named} is ${denial.addressClass}: ${needs}`, {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'policy',
    denial,
  });
}
