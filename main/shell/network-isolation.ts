import type { CommandInput } from '../../contract/commands.ts';
import { toErrorInfo } from '../../contract/errors.ts';
import type {
  AddressAnswer,
  AddressWay,
  CutSession,
  HostAnswer,
  IsolationState,
  JournalRange,
  NetworksInForce,
  PolicySaving,
} from '../../contract/network-isolation.ts';
import type { JournalEntry } from '../../contract/network-journal.ts';
import { spelledOut, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { capabilityDenied } from '../network/capability-denied.ts';
import { decide, refuseName } from '../network/decide.ts';
import type { Door } from '../network/door.ts';
import { parseHost } from '../network/host.ts';
import type { Manifest } from '../network/manifest.ts';
import { noLongerAllowed, type NoLongerAllowed } from '../network/no-longer-allowed.ts';
import { decideBehindProxy } from '../network/proxy/behind-proxy.ts';
import { describeProxy, type ProxyServer } from '../network/proxy/proxy-server.ts';
import { effectivePolicy, type NetworkPolicy } from '../network/policy.ts';
import type { PolicyStore } from '../network/policy-store.ts';
import { addressesOf, systemResolve, type Resolve } from '../network/resolve.ts';
import type { Session } from '../sessions/session.ts';
import { parseAskedAddress, type AskedAddress } from './asked-address.ts';

export interface NetworkIsolationOptions {
  readonly manifest: Manifest;
  readonly store: PolicyStore;
  readonly door: Door;
  readonly sessions: { readonly live: readonly Session[] };
  /** Default: the system's resolver, as for connections. */
  readonly resolve?: Resolve;
}

type Connected = NonNullable<Session['remoteEnd']> & { readonly session: Session };

/** What the page can see and do of network isolation. From the start on the door obeys the user's policy. */
export class NetworkIsolation {
  readonly #options: NetworkIsolationOptions;

  constructor(options: NetworkIsolationOptions) {
    this.#options = options;
    const obey = (): void => {
      options.door.policy = this.#effective(options.store.policy);
    };
    options.store.onChange(obey);
    obey();
  }

  get state(): IsolationState {
    const { manifest, store } = this.#options;
    const { capabilities, loopbackExempt, cloudMetadata } = manifest.policy;
    return {
      declared: { capabilities: [...capabilities], loopbackExempt, cloudMetadata: cloudMetadata === true },
      policy: store.policy,
      inForce: networksInForce(manifest.policy, store.policy),
      ...(manifest.problem !== undefined && { manifestProblem: manifest.problem.info }),
      ...(store.problem !== undefined && { policyProblem: store.problem.info }),
    };
  }

  /** @throws DuplexError `bad-file` when it cannot be written */
  async savePolicy({ policy, endsSessions }: CommandInput<'network.savePolicy'>): Promise<PolicySaving> {
    const { sessions, store } = this.#options;
    const wouldEnd = this.#notAllowed(sessions.live, this.#effective(policy));
    if (wouldEnd.length > 0 && !endsSessions) return { kind: 'wouldEnd', sessions: wouldEnd.map(cutSession) };
    await store.save(policy);
    return { kind: 'saved', state: this.state, ended: this.#endNotAllowed(sessions.live).map(cutSession) };
  }

  /** Ends a session that has just connected, if the policy that let it out was replaced meanwhile. */
  sessionChanged(session: Session): void {
    if (session.state.connection.kind !== 'open') return;
    // After whatever else the session does when it is connected.
    queueMicrotask(() => this.#endNotAllowed([session]));
  }

  /** @throws DuplexError `invalid-input` for what is no address */
  async decide({ address, looksUp }: CommandInput<'network.decide'>): Promise<AddressAnswer> {
    const { door } = this.#options;
    const asked = parseAskedAddress(address);
    const { host, port } = asked;
    let servers: readonly ProxyServer[];
    try {
      // Ends by itself: the door has a limit for it.
      servers = await door.waysTo(asked, new AbortController().signal);
    } catch (error) {
      return { host, port, kind: 'noWay', error: toErrorInfo(error) };
    }
    if (servers.every(({ kind }) => kind === 'direct')) return this.#decideOn(asked, looksUp);
    const ways: AddressWay[] = [];
    for (const server of servers) ways.push(await this.#decideOnWay(server, asked, looksUp));
    return { host, port, kind: 'proxied', ways };
  }

  async #decideOnWay(server: ProxyServer, asked: AskedAddress, looksUp: boolean): Promise<AddressWay> {
    if (server.kind === 'direct') return { kind: 'direct', answer: await this.#decideOn(asked, looksUp) };
    const { host, port } = asked;
    const own = parseHost(server.host);
    return {
      kind: 'proxy',
      proxy: describeProxy(server),
      asked: decideBehindProxy({ address: host, port, host }, this.#options.door.policy),
      own: await this.#decideOn(
        { host: server.host, port: server.port, needsLookUp: own.kind === 'name' && !own.isLoopback },
        looksUp,
      ),
    };
  }

  async #decideOn(
    { host, port, needsLookUp }: Pick<AskedAddress, 'host' | 'port' | 'needsLookUp'>,
    looksUp: boolean,
  ): Promise<HostAnswer> {
    const { door, resolve } = this.#options;
    const refusal = refuseName(host, door.policy);
    if (refusal !== undefined) return { host, port, kind: 'refusedByName', refusal };
    if (needsLookUp && !looksUp) return { host, port, kind: 'dependsOnAddresses' };
    let addresses: readonly string[];
    try {
      addresses = await addressesOf(host, resolve ?? systemResolve);
    } catch (error) {
      return { host, port, kind: 'notResolved', error: toErrorInfo(error) };
    }
    const decisions = addresses.map((address) => ({
      address,
      verdict: decide({ address, port, host }, door.policy, door.own),
    }));
    return { host, port, kind: 'decided', decisions };
  }

  readJournal({ from, count, filter }: CommandInput<'journal.read'>): JournalRange {
    const { entries, droppedCount } = this.#options.door.journal.state;
    const text = filter.text.trim().toLowerCase();
    const matching = entries.filter(
      (entry) => (filter.outcome === null || entry.outcome.kind === filter.outcome) && holdsText(entry, text),
    );
    return {
      entries: matching.slice(from, from + count),
      matchCount: matching.length,
      entryCount: entries.length,
      droppedCount,
    };
  }

  #effective(policy: UserNetworkPolicy): NetworkPolicy {
    return effectivePolicy(this.#options.manifest.policy, policy);
  }

  /** @returns those that were ended */
  #endNotAllowed(sessions: readonly Session[]): readonly NoLongerAllowed<Connected>[] {
    const ended = this.#notAllowed(sessions, this.#options.door.policy);
    for (const { connection, denial } of ended) connection.session.end(capabilityDenied(connection.host, denial));
    return ended;
  }

  #notAllowed(sessions: readonly Session[], policy: NetworkPolicy): readonly NoLongerAllowed<Connected>[] {
    const connected = sessions.flatMap((session) => {
      const { remoteEnd } = session;
      return remoteEnd === undefined ? [] : [{ ...remoteEnd, session }];
    });
    return noLongerAllowed(connected, policy, this.#options.door.own);
  }
}

/** The user's policy as far as the manifest lets it. */
function networksInForce(manifest: NetworkPolicy, policy: UserNetworkPolicy): NetworksInForce {
  const { version: _, preset: __, ...wanted } = spelledOut(policy);
  const effective = effectivePolicy(manifest, policy);
  return {
    ...wanted,
    capabilities: [...effective.capabilities],
    // Rules open nothing that the manifest keeps closed.
    loopback: manifest.loopbackExempt ? wanted.loopback : { kind: 'rules', rules: [] },
    cloudMetadata: effective.cloudMetadata === true,
  };
}

function cutSession({ connection: { session }, denial }: NoLongerAllowed<Connected>): CutSession {
  const { id, state } = session;
  return { session: id, page: state.page, url: state.url, denial };
}

function holdsText({ host, port, address, purpose }: JournalEntry, text: string): boolean {
  return text === '' || `${host}:${port} ${address ?? ''} ${purpose ?? ''}`.toLowerCase().includes(text);
}
