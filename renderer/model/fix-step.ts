import { unmaskQueries } from '../../contract/masked-query.ts';
import { controlHref, controlsPage } from './control-link.ts';
import type { ControlName } from './control-properties.ts';
import type { FixAction } from './explain-attempt/explanation.ts';
import { isolationHref, isolationPage, proxyHref } from './isolation-link.ts';
import { secureHref, securePage } from './secure-link.ts';
import type { TrialDrafts } from './trial-drafts.ts';
import type { words } from './words.ts';

/** What the page "Troubleshoot" does about a fix, with one click. */
export type FixStep =
  /** Fills this in and tries. */
  | { readonly kind: 'try'; readonly drafts: Partial<TrialDrafts> }
  | { readonly kind: 'again' }
  | { readonly kind: 'settings' }
  /** Leads to a part of another page. */
  | { readonly kind: 'page'; readonly part: Part; readonly href: string };

type Part = keyof typeof words.troubleshoot.result.open;

/**
 * @param address what was tried, as it is recorded
 * @param typed the same as it was typed, where nothing is masked; an address that goes along takes its values from there
 * @param hasPage whether the app has a page of this id
 * @returns undefined where the words alone have to do
 */
export function fixStep(
  action: FixAction | undefined,
  { address, typed }: { readonly address: string; readonly typed: string },
  hasPage: (id: string) => boolean,
): FixStep | undefined {
  const whole = unmaskQueries(address, typed) ?? address;
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
      return hasPage(isolationPage) ? pageStep('policy', isolationHref(address)) : undefined;
    case 'openProxySettings':
      return hasPage(isolationPage) ? pageStep('proxy', proxyHref('proxy')) : undefined;
    case 'setProxyCredential':
      return hasPage(isolationPage) ? pageStep('proxyPassword', proxyHref('proxyPassword')) : undefined;
    case 'ignoreCertificateErrors':
    case 'addAuthority':
    case 'openValidation':
      return hasPage(securePage) ? pageStep('certificates', secureHref(whole)) : undefined;
    case 'setServerCredential':
      return controlStep('serverCredential', whole, hasPage);
    case 'setClientCertificate':
      return controlStep('clientCertificate', whole, hasPage);
    case 'turnCompressionOff':
      return controlStep('perMessageDeflate', whole, hasPage);
    case 'lookAtClock':
    case undefined:
      return undefined;
  }
}

function pageStep(part: Part, href: string): FixStep {
  return { kind: 'page', part, href };
}

function controlStep(
  property: Part & ControlName,
  address: string,
  hasPage: (id: string) => boolean,
): FixStep | undefined {
  return hasPage(controlsPage) ? pageStep(property, controlHref(property, address)) : undefined;
}
