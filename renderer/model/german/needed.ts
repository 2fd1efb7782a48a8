/** What an address needs that is refused: the name of a capability, or what main has no name for. */
export function needed(needs: string): string {
  return needs === 'loopback exemption' ? 'eine Loopback-Ausnahme' : needs;
}
