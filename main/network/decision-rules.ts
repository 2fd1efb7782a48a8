import type { DecisionRule, DecisionStep } from '../../contract/network-decision.ts';
import { classify, parseAddress, reachedBy, type Classification, type Reached } from './address-class.ts';
import { cloudMetadataAt } from './cloud-metadata.ts';
import { parseHost } from './host.ts';
import { holdsAddress, isNamedBy, type HostRule } from './host-rule.ts';
import type { LoopbackRule, NetworkPolicy } from './policy.ts';

/** The end of a connection to be made: the very address, and the host that was asked for. */
export interface Target {
  /** An IP literal, without brackets. */
  readonly address: string;
  readonly port: number;
  /** The host name or literal the address was found by, for the rules that name hosts. */
  readonly host?: string;
}

/** What is known of this process and its machine. */
export interface OwnEnds {
  /** Ports on which this process itself listens; a connection to itself needs no exemption. */
  readonly ports: ReadonlySet<number>;
  /** Addresses of this machine's interfaces, as {@link ownAddresses} gives them. */
  readonly addresses: ReadonlySet<string>;
}

/** What one rule says. */
export type Finding = Omit<DecisionStep, 'layer'> & {
  /** What would have let it pass. */
  readonly needs?: string;
};

/** One end of a target, as a policy classes it. */
interface End extends Reached, Classification {}

/** Everything the rules are asked about. */
export interface Question {
  readonly target: Target;
  /** The host as a name, where it is one. */
  readonly name: string | undefined;
  /** Everything the address can end up at. */
  readonly ends: readonly End[];
  readonly policy: NetworkPolicy;
  readonly isOwnServer: boolean;
}

/** Where the app listens. At the same port of any other loopback address there can be another program. */
const ownListens: ReadonlySet<string> = new Set(['127.0.0.1', '::1']);

export function ask(target: Target, policy: NetworkPolicy, own: OwnEnds): Question {
  const surroundings = {
    networkProfile: policy.networkProfile ?? 'private',
    privateRanges: policy.privateRanges ?? [],
    ownAddresses: own.addresses,
  };
  const ends = reachedBy(target.address).map(({ address, form }): End => {
    const { addressClass, range } = classify(address, surroundings);
    return { address, form, addressClass, range };
  });
  const host = target.host === undefined ? undefined : parseHost(target.host);
  return {
    target,
    name: host?.kind === 'name' ? host.name : undefined,
    ends,
    policy,
    isOwnServer: own.ports.has(target.port) && ends.every(({ address }) => ownListens.has(address.toString())),
  };
}

/** Asks every rule, in order; a rule with nothing to say is silent. */
export function* findings(question: Question): Generator<Finding> {
  for (const end of question.ends) yield destination(end);
  yield* denied(question);
  yield* allowed(question);
  for (const end of question.ends) {
    yield* cloudMetadata(end, question.policy);
    if (end.addressClass === 'loopback') {
      yield loopback(end, question);
    } else {
      yield* networkProfile(end, question.policy);
      yield capability(end, question.policy);
    }
  }
}

function destination({ address, form, range, addressClass }: End): Finding {
  const isNone = addressClass === 'notUnicast' || addressClass === 'reserved';
  const saw = form === null ? address.toString() : `${address.toString()} (${form})`;
  return { rule: 'destination', saw, found: range, outcome: isNone ? 'refused' : 'passed' };
}

function* denied({ target, name, ends, policy }: Question): Generator<Finding> {
  const list = policy.denied ?? [];
  if (list.length === 0) return;
  // The literal's own spelling may be what a rule denies, as well as what it carries.
  const addresses = [parseAddress(target.address), ...ends.map(({ address }) => address)];
  const rule = list.find((rule) => isNamed(rule, name) || addresses.some((address) => holdsAddress(rule, address)));
  yield comparison('denied', { target, name }, rule?.entry, rule === undefined);
}

function* allowed({ target, name, ends, policy, isOwnServer }: Question): Generator<Finding> {
  const list = policy.allowed ?? [];
  if (list.length === 0) return;
  const byName = list.find((rule) => isNamed(rule, name));
  const byAddress = ends.map(({ address }) => list.find((rule) => holdsAddress(rule, address)));
  const entry = isOwnServer
    ? 'own server'
    : (byName ?? (byAddress.includes(undefined) ? undefined : byAddress[0]))?.entry;
  yield comparison('allowed', { target, name }, entry, entry !== undefined);
}

function* cloudMetadata({ address }: End, policy: NetworkPolicy): Generator<Finding> {
  const whose = cloudMetadataAt(address);
  if (whose === undefined) return;
  const outcome = policy.cloudMetadata === true ? 'passed' : 'refused';
  yield { rule: 'cloudMetadata', saw: address.toString(), found: whose, outcome, needs: 'cloudMetadata' };
}

function* networkProfile({ range, addressClass }: End, policy: NetworkPolicy): Generator<Finding> {
  if (policy.networkProfile === undefined || range === 'public') return;
  yield {
    rule: 'networkProfile',
    saw: `${range}, ${policy.networkProfile} network`,
    found: addressClass,
    outcome: 'passed',
  };
}

function loopback({ address }: End, { target, name, policy, isOwnServer }: Question): Finding {
  const saw = whereOf(address.toString(), target.port);
  const rule = policy.loopbackRules?.find(
    ({ host, port }) => (port === null || port === target.port) && (isNamed(host, name) || holdsAddress(host, address)),
  );
  const found = isOwnServer
    ? 'own server'
    : policy.loopbackExempt
      ? 'exemption'
      : rule === undefined
        ? null
        : entryOf(rule);
  return {
    rule: 'loopback',
    saw,
    found,
    outcome: found === null ? 'refused' : 'passed',
    needs: 'loopback exemption',
  };
}

function capability({ addressClass }: End, { capabilities }: NetworkPolicy): Finding {
  const candidates = addressClass === 'internet' ? internetCapabilities : localCapabilities;
  const found = candidates.find((candidate) => capabilities.has(candidate)) ?? null;
  const outcome = found === null ? 'refused' : 'passed';
  return { rule: 'capability', saw: addressClass, found, outcome, needs: candidates[0] };
}

export const internetCapabilities = ['internetClient', 'internetClientServer'] as const;
export const localCapabilities = ['privateNetworkClientServer'] as const;

/** What a list of hosts says of a name or an address. */
export function comparison(
  rule: DecisionRule,
  { target, name }: { readonly target: Pick<Target, 'address'>; readonly name: string | undefined },
  entry: string | undefined,
  passes: boolean,
): Finding {
  const saw = name === undefined || name === target.address ? target.address : `${name} ${target.address}`;
  return { rule, saw, found: entry ?? null, outcome: passes ? 'passed' : 'refused' };
}

export function isNamed(rule: HostRule, name: string | undefined): boolean {
  return name !== undefined && isNamedBy(rule, name);
}

function entryOf({ host, port }: LoopbackRule): string {
  return port === null ? host.entry : `${host.entry} port ${port}`;
}

function whereOf(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
