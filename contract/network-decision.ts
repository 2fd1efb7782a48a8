/**
 * What an IP address is to network isolation, as Windows sees it.
 *
 * - `loopback`: this machine, by a loopback address, by the unspecified one (which Linux and macOS connect to this
 *   machine) or by an address of its own
 * - `linkLocal`, `private`: the local network (RFC 3927 and RFC 4291; RFC 1918, RFC 4193, and what the policy adds)
 * - `internet`: everything else that can be connected to
 * - `notUnicast`: multicast and broadcast, which no WebSocket can be on
 * - `reserved`: no destination at all, such as 240.0.0.0/4 (RFC 1112)
 */
export type AddressClass = 'loopback' | 'linkLocal' | 'private' | 'internet' | 'notUnicast' | 'reserved';

/** Whose word it is: the manifest's, which is the ceiling, or the user's policy, which narrows it. */
export type DecisionLayer = 'manifest' | 'policy';

/**
 * The rules of a decision, in the order in which they are asked. A rule that has nothing to say leaves no step.
 *
 * | rule             | `saw`                                         | `found`                                        |
 * | ---------------- | --------------------------------------------- | ---------------------------------------------- |
 * | `destination`    | the address, and the form that carries it     | its range: `private`, `multicast`, `public`... |
 * | `denied`         | host name and address                         | the entry that denies it                       |
 * | `allowed`        | host name and address                         | the entry that allows it, or `own server`      |
 * | `cloudMetadata`  | the address                                   | whose metadata service it is                   |
 * | `networkProfile` | the range and the profile                     | the class that makes it                        |
 * | `loopback`       | address and port                              | `exemption`, `own server`, or the rule         |
 * | `capability`     | the class                                     | the capability that covers it                  |
 * | `nameLookup`     | the host name, before anybody is asked for it | what could allow one of its addresses          |
 */
export type DecisionRule =
  'destination' | 'denied' | 'allowed' | 'cloudMetadata' | 'networkProfile' | 'loopback' | 'capability' | 'nameLookup';

/** One rule of a decision: a line of the reasoning. */
export interface DecisionStep {
  readonly layer: DecisionLayer;
  readonly rule: DecisionRule;
  /** What the rule looked at, in values, not words. */
  readonly saw: string;
  /** What it found; null where it found nothing. */
  readonly found: string | null;
  readonly outcome: 'passed' | 'refused';
}

/** Why network isolation refused an address, or a host name before it was looked up. */
export interface Denial {
  /** The address that was decided on, as text; the host name where it was not looked up. */
  readonly address: string;
  readonly addressClass: AddressClass | 'unresolved';
  /** The capability (or `loopback exemption`, `cloudMetadata`) that would have allowed it; absent where none would. */
  readonly needs?: string;
  /** The rule that refused, whose it is, and the entry of a list that made it so. */
  readonly rule?: DecisionRule;
  readonly layer?: DecisionLayer;
  readonly entry?: string;
}

/** A refusal with its reasoning; the last step is the one that refused. */
export interface Refusal {
  readonly kind: 'refused';
  readonly denial: Denial;
  readonly steps: readonly DecisionStep[];
}

/** The answer to "may this be reached?", with its reasoning. */
export type Verdict =
  { readonly kind: 'allowed'; readonly addressClass: AddressClass; readonly steps: readonly DecisionStep[] } | Refusal;
