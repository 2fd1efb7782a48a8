/** The id of the page "Network isolation", in its address and in the registry. */
export const isolationPage = 'network-isolation';

/**
 * The address of the page "Network isolation", asking about an address already. Only scheme, host and port go along:
 * paths and queries can hold secrets, and nothing is decided by them.
 *
 * @param asked a ws: or wss: address, or any text that is asked about as it is where it has no path
 */
export function isolationHref(asked?: string): string {
  if (asked === undefined) return `#/${isolationPage}`;
  const origin = /^\s*(?:[a-z][a-z\d+.-]*:\/\/)?[^/?#\s]*/i.exec(asked)?.[0].trim() ?? '';
  return `#/${isolationPage}?${new URLSearchParams({ address: origin.replace(/\/\/.*@/, '//') }).toString()}`;
}

/** The address of the page "Network isolation", at the proxy setting or at its password. */
export function proxyHref(part: 'proxy' | 'proxyPassword'): string {
  return `#/${isolationPage}?show=${part}`;
}
