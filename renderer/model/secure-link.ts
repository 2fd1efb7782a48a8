/** The id of the page "Secure connections", in its address and in the registry. */
export const securePage = 'secure-connections';

/** The address of the page "Secure connections", with an address to look at filled in. */
export function secureHref(address?: string): string {
  const query = address === undefined ? '' : `?${new URLSearchParams({ address: address.trim() }).toString()}`;
  return `#/${securePage}${query}`;
}
