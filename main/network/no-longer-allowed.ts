import type { Denial, Verdict } from '../../contract/network-decision.ts';
import { decide, type OwnEnds, type Target } from './decide.ts';
import type { NetworkPolicy } from './policy.ts';
import { decideBehindProxy } from './proxy/behind-proxy.ts';

/** A live connection: the address and port it is connected to, and the host that was asked for. */
export interface LiveConnection extends Target {
  /** The server, where the connection leads to a proxy: a name or an address, as the proxy was asked for it. */
  readonly behind?: Target | undefined;
}

/** A connection that a policy does not allow, with the reason. */
export interface NoLongerAllowed<Connection> {
  readonly connection: Connection;
  readonly denial: Denial;
}

/** Which live connections a new policy would not have let out: what to ask about before it is saved. Pure. */
export function noLongerAllowed<Connection extends LiveConnection>(
  connections: readonly Connection[],
  policy: NetworkPolicy,
  own: OwnEnds,
): readonly NoLongerAllowed<Connection>[] {
  return connections.flatMap((connection) => {
    const refused = verdictsOn(connection, policy, own).find((verdict) => verdict.kind === 'refused');
    return refused === undefined ? [] : [{ connection, denial: refused.denial }];
  });
}

/** In the order in which the door decides. */
function verdictsOn(connection: LiveConnection, policy: NetworkPolicy, own: OwnEnds): readonly Verdict[] {
  const { behind } = connection;
  const first = decide(connection, policy, own);
  return behind === undefined ? [first] : [decideBehindProxy(behind, policy), first];
}
