/**
 * The first text of the echo endpoints, as Microsoft's handler greets with the server's local time.
 *
 * @param clientName the name in the client's certificate, where one is asked for
 */
export function greeting(clientName?: string): string {
  const as = clientName === undefined ? '' : ` as ${clientName}`;
  return `Connected to the Duplex sample server${as} at ${new Date().toLocaleString()}`;
}
