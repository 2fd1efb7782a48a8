import type { ServerEndpoints } from '../../contract/sessions.ts';

/** Attempts that a person can look at without a server of their own. */
export const examples = ['refused', 'notFound', 'plainServer', 'certificate', 'works'] as const;
export type Example = (typeof examples)[number];

/** A port of this computer that is nobody's: reserved for "TCP Port Service Multiplexer", which nobody runs. */
const nobodysAddress = 'ws://127.0.0.1:1/';

/** The address of an example, on this computer; undefined for one that needs the built-in server where it is off. */
export function exampleAddress(example: Example, endpoints: ServerEndpoints | undefined): string | undefined {
  if (example === 'refused') return nobodysAddress;
  if (endpoints === undefined) return undefined;
  switch (example) {
    case 'notFound':
      return new URL('/no-such-path', endpoints.echo).href;
    case 'plainServer':
      return endpoints.echo.replace(/^ws:/, 'wss:');
    case 'certificate':
      return endpoints.secureEcho;
    case 'works':
      return endpoints.echo;
  }
}
