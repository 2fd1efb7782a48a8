import { DuplexError, failure, type Fault } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { valuesOf, type ResponseHead } from '../wire/response-head.ts';
import { parseUri, type WebSocketUri } from './uri.ts';

/** RFC 9110, section 15.4: the ones that name another address for the same request. */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Whether an answer leads to another address. */
export function isRedirect(head: ResponseHead): boolean {
  return redirectStatuses.has(head.statusCode) && valuesOf(head, 'location').length > 0;
}

/**
 * Where a redirect leads. `http:` and `https:` in it mean `ws:` and `wss:`, as servers name the page's address.
 *
 * @param visited the addresses so far, the redirecting one last
 * @param limit how many redirects are followed
 * @throws DuplexError `redirect-failed`
 */
export function nextHop(head: ResponseHead, visited: readonly WebSocketUri[], limit: number): WebSocketUri {
  const [location = '', ...others] = valuesOf(head, 'location');
  const from = visited.at(-1);
  if (from === undefined) throw new Error('a redirect from nowhere');
  if (others.length > 0)
    throw redirectFailed('it names more than one address', because('redirectSeveral'), 'redirect-no-address');
  const base = from.href.replace(/^ws/, 'http');
  if (!URL.canParse(location, base))
    throw redirectFailed(`"${shorten(location)}" is no address`, noAddress(location), 'redirect-no-address');
  const url = new URL(location, base);
  const scheme = { 'http:': 'ws:', 'https:': 'wss:', 'ws:': 'ws:', 'wss:': 'wss:' }[url.protocol];
  if (scheme === undefined) {
    throw redirectFailed(
      `"${shorten(location)}" is no address of a WebSocket`,
      noAddress(location),
      'redirect-no-address',
    );
  }
  // A fragment is the page's business (RFC 9110, section 10.2.2).
  url.hash = '';
  const next = parsed(`${scheme}${url.href.slice(url.protocol.length)}`);
  if (from.isSecure && !next.isSecure) throw losesTls(next.href);
  if (visited.some(({ href }) => href === next.href)) {
    throw redirectFailed(
      `it goes round in a circle: ${next.href}`,
      because('redirectCircle', next.href),
      'redirect-circle',
    );
  }
  if (visited.length > limit) {
    throw redirectFailed(
      `more than ${limit} in a row, the next one to ${next.href}`,
      because('redirectsTooMany', limit, next.href),
      'redirects-too-many',
    );
  }
  return next;
}

/** Whether two addresses are of one origin: what is told to one may be told to the other (RFC 6454). */
export function isSameOrigin(one: WebSocketUri, other: WebSocketUri): boolean {
  return one.isSecure === other.isSecure && one.host === other.host && one.port === other.port;
}

function parsed(href: string): WebSocketUri {
  try {
    return parseUri(href);
  } catch (error) {
    if (error instanceof DuplexError) throw redirectFailed(error.message, error.info.reason);
    throw error;
  }
}

function noAddress(location: string): Reason {
  return because('redirectNoAddress', shorten(location));
}

function redirectFailed(what: string, reason: Reason | undefined, fault?: Fault): Error {
  return failure('redirect-failed', `the redirect cannot be followed: ${what}`, {
    hresult: 'WININET_E_REDIRECT_FAILED',
    phase: 'upgrade',
    reason,
    ...(fault !== undefined && { fault }),
  });
}

function losesTls(to: string): Error {
  return failure('redirect-failed', `the redirect leads from wss to ws, which is without TLS: ${to}`, {
    hresult: 'WININET_E_HTTPS_TO_HTTP_ON_REDIR',
    phase: 'upgrade',
    reason: because('redirectLosesTls', to),
  });
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
