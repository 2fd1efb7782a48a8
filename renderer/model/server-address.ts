/** Why an address cannot be a WebSocket's. */
export type AddressProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'noScheme' }
  | { readonly kind: 'wrongScheme'; readonly scheme: string }
  | { readonly kind: 'port'; readonly port: string }
  | { readonly kind: 'fragment' }
  | { readonly kind: 'credentials' }
  | { readonly kind: 'invalid' };

/**
 * The sample's check of its address box. Main checks again; this one is here so that a person is told in their words.
 *
 * @param address as typed; surrounding white space does not matter
 * @returns what is wrong first, undefined for an address that can be tried
 */
export function checkAddress(address: string): AddressProblem | undefined {
  const text = address.trim();
  if (text === '') return { kind: 'empty' };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1];
  if (scheme === undefined) return { kind: 'noScheme' };
  if (!/^wss?$/i.test(scheme)) return { kind: 'wrongScheme', scheme };
  if (text.includes('#')) return { kind: 'fragment' };
  const port = /^[^/?]*\/\/[^/?]*:(\d+)(?=[/?]|$)/.exec(text)?.[1];
  if (port !== undefined && (Number(port) > 65_535 || Number(port) === 0)) return { kind: 'port', port };
  if (!URL.canParse(text)) return { kind: 'invalid' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return { kind: 'credentials' };
  return undefined;
}
