import type { SessionId } from '../../contract/sessions.ts';

/** The page that lists the logs of all sessions. */
export const logsPage = 'logs';

/** @param session whose log it shows; the list where there is none */
export function logsHref(session?: SessionId): string {
  return session === undefined ? `#/${logsPage}` : `#/${logsPage}?session=${session}`;
}
