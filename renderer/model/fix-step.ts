import { unmaskQueries } from '../../contract/masked-query.ts';
import type { FixAction } from './explain-attempt/explanation.ts';
import type { TrialDrafts } from './trial-drafts.ts';

/** What the page "Troubleshoot" does about a fix, with one click. */
export type FixStep =
  /** Fills this in and tries. */
  | { readonly kind: 'try'; readonly drafts: Partial<TrialDrafts> }
  | { readonly kind: 'again' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'page'; readonly page: 'network-isolation' | 'secure-connections'; readonly href: string };

/**
 * @param address what was tried, as it is recorded
 * @param typed the same as it was typed, where nothing is masked; an address to connect to takes its values from there
 * @param hasPage whether the app has a page of this id
 * @returns undefined where the words alone have to do
 */
export function fixStep(
  action: FixAction | undefined,
  { address, typed }: { readonly address: string; readonly typed: string },
  hasPage: (id: string) => boolean,
): FixStep | undefined {
  switch (action?.kind) {
    case 'connectTo': {
      const url = unmaskQueries(action.url, typed);
      return url === undefined ? undefined : { kind: 'try', drafts: { address: url } };
    }
    case 'followRedirects':
      return { kind: 'try', drafts: { followsRedirects: true } };
    case 'removeSubprotocols':
      return { kind: 'try', drafts: { subprotocols: '' } };
    case 'setSubprotocol':
      return { kind: 'try', drafts: { subprotocols: action.name } };
    case 'tryAgain':
      return { kind: 'again' };
    case 'editRequestHeaders':
      return { kind: 'settings' };
    case 'openNetworkPolicy':
      // Paths and queries can hold secrets, and nothing is decided by them.
      return pageStep('network-isolation', /^\s*\w+:\/\/[^/?#\s]*/.exec(address)?.[0].trim() ?? '', hasPage);
    case 'ignoreCertificateErrors':
    case 'addAuthority':
    case 'openValidation':
      return pageStep('secure-connections', unmaskQueries(address, typed) ?? address, hasPage);
    case 'setClientCertificate':
    case 'setServerCredential':
    case 'setProxyCredential':
    case 'openProxySettings':
    case 'turnCompressionOff':
    case 'lookAtClock':
    case undefined:
      return undefined;
  }
}

function pageStep(
  page: 'network-isolation' | 'secure-connections',
  address: string,
  hasPage: (id: string) => boolean,
): FixStep | undefined {
  if (!hasPage(page)) return undefined;
  return { kind: 'page', page, href: `#/${page}?${new URLSearchParams({ address }).toString()}` };
}
