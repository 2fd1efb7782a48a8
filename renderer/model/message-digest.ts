import { commands } from '../../contract/commands.ts';
import type { Client } from './client.ts';
import type { RowAddress } from './log-view.ts';

/** Whether main makes digests. */
export const hasDigests = Object.hasOwn(commands, 'log.digest');

/** The SHA-256 of a whole payload, in hexadecimal. */
export function digestOf(client: Client, address: RowAddress): Promise<{ readonly sha256: string }> {
  // The command comes with a change of the contract; `hasDigests` says whether it is there.
  const withDigests = client as unknown as {
    invoke(name: 'log.digest', input: RowAddress): Promise<{ readonly sha256: string }>;
  };
  return withDigests.invoke('log.digest', address);
}
