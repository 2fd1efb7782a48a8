import type { ErrorInfo } from './errors.ts';
import type { Denial, Refusal, Verdict } from './network-decision.ts';
import type { JournalEntry } from './network-journal.ts';
import type { Capability, CustomNetworkPolicy, UserNetworkPolicy } from './network-policy.ts';
import type { SessionId } from './sessions.ts';

/** What the app declares: the ceiling of every policy. */
export interface DeclaredNetworks {
  readonly capabilities: readonly Capability[];
  readonly loopbackExempt: boolean;
  readonly cloudMetadata: boolean;
}

/** What holds now: the user's policy as far as the manifest lets it. */
export type NetworksInForce = Omit<CustomNetworkPolicy, 'version' | 'preset'>;

/** Network isolation as it stands. */
export interface IsolationState {
  readonly declared: DeclaredNetworks;
  readonly policy: UserNetworkPolicy;
  readonly inForce: NetworksInForce;
  /** Why the manifest allows nothing, where it could not be used. */
  readonly manifestProblem?: ErrorInfo;
  /** Why the policy allows nothing, where its file could not be used. */
  readonly policyProblem?: ErrorInfo;
}

/** A live session that a policy does not allow. */
export interface CutSession {
  readonly session: SessionId;
  /** Which page opened it. */
  readonly page: string;
  readonly url: string;
  readonly denial: Denial;
}

export type PolicySaving =
  | { readonly kind: 'saved'; readonly state: IsolationState; readonly ended: readonly CutSession[] }
  /** Nothing was saved: these sessions would end, and the command did not say that they may. */
  | { readonly kind: 'wouldEnd'; readonly sessions: readonly CutSession[] };

/** What network isolation says of a host and a port, by the way that a connection would take. */
export type AddressAnswer =
  | HostAnswer
  | {
      readonly host: string;
      readonly port: number;
      readonly kind: 'proxied';
      /** In the order in which they are tried; at least one leads through a proxy. */
      readonly ways: readonly AddressWay[];
    }
  /** Which proxy to use cannot be found out, which is not a way without one. */
  | { readonly host: string; readonly port: number; readonly kind: 'noWay'; readonly error: ErrorInfo };

/** One way to a server. */
export type AddressWay =
  | { readonly kind: 'direct'; readonly answer: HostAnswer }
  | {
      readonly kind: 'proxy';
      /** `http://proxy.test:8080` */
      readonly proxy: string;
      /** Whether the proxy may be asked for the server. */
      readonly asked: Verdict;
      /** Whether the proxy itself may be reached. */
      readonly own: HostAnswer;
    };

/** What network isolation says of a host and a port that are connected to from here. */
export type HostAnswer = {
  /** As it would be dialed: a name in lower case, or an IP literal in its usual spelling. */
  readonly host: string;
  readonly port: number;
} & (
  | { readonly kind: 'decided'; readonly decisions: readonly AddressDecision[] }
  /** Refused by its name alone: nobody would be asked for its addresses. */
  | { readonly kind: 'refusedByName'; readonly refusal: Refusal }
  /** Its name alone decides nothing, and nobody was asked for its addresses. */
  | { readonly kind: 'dependsOnAddresses' }
  | { readonly kind: 'notResolved'; readonly error: ErrorInfo }
);

/** One address of a host, in the order in which they are tried. */
export interface AddressDecision {
  readonly address: string;
  readonly verdict: Verdict;
}

export const journalOutcomes = ['opened', 'refused', 'failed', 'canceled'] as const;
export type JournalOutcomeKind = (typeof journalOutcomes)[number];

/** A part of the journal's entries that a filter lets through, oldest first. */
export interface JournalRange {
  readonly entries: readonly JournalEntry[];
  /** How many entries the filter lets through. */
  readonly matchCount: number;
  /** How many entries there are. */
  readonly entryCount: number;
  /** How many older entries there were. */
  readonly droppedCount: number;
}
