import type { Denial } from '../../contract/network-decision.ts';
import { decide, type OwnEnds, type Target } from './decide.ts';
import type { NetworkPolicy } from './policy.ts';

/** A connection that a policy does not allow, with the reason. */
export interface NoLongerAllowed<Connection> {
  readonly connection: Connection;
  readonly denial: Denial;
}

/**
 * Which live connections a new policy would not have let out: what to ask about before it is saved. Pure.
 *
 * @param connections address and port each is connected to, and the host it was asked for
 */
export function noLongerAllowed<Connection extends Target>(
  connections: readonly Connection[],
  policy: NetworkPolicy,
  own: OwnEnds,
): readonly NoLongerAllowed<Connection>[] {
  return connections.flatMap((connection) => {
    const verdict = decide(connection, policy, own);
    return verdict.kind === 'refused' ? [{ connection, denial: verdict.denial }] : [];
  });
}
