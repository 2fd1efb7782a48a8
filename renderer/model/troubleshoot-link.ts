/** The id of the page "Troubleshoot", in its address and in the registry. */
export const troubleshootPage = 'troubleshoot';

/** The address of the page "Troubleshoot", showing what a session did to connect. */
export function troubleshootHref(session: number): string {
  return `#/${troubleshootPage}?session=${session}`;
}
