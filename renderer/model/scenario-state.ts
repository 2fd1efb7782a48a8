import type { ConnectionState } from '../../contract/sessions.ts';

/** The sample's three visual states. */
export type ScenarioState = 'disconnected' | 'connected' | 'busy';

/**
 * The sample's busy rule: busy while a click is being carried out, else connected if there is a socket.
 *
 * @param isActing whether a command of the user's is on its way
 * @param connection of the page's session; undefined before the first
 */
export function scenarioState(isActing: boolean, connection: ConnectionState | undefined): ScenarioState {
  if (isActing) return 'busy';
  switch (connection?.kind) {
    case 'connecting':
    case 'closing':
      return 'busy';
    case 'open':
      return 'connected';
    case 'closed':
    case 'failed':
    case undefined:
      return 'disconnected';
  }
}

export function isLive(connection: ConnectionState | undefined): boolean {
  return connection?.kind === 'connecting' || connection?.kind === 'open' || connection?.kind === 'closing';
}
