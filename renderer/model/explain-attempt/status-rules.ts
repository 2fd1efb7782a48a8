import type { UpgradePhase } from '../../../contract/attempt.ts';
import { fixes, says } from './saying.ts';
import { failedIn, serverAddress, withScheme, type Evidence, type ServerAddress } from './evidence.ts';
import type { Finding, Fix } from './explanation.ts';
import { challengesOf, headerOf, isHtml, saidIn } from './http.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { quotable, seconds } from './text.ts';
import { useWss, withoutQuery } from './server.ts';

const tryAgain = () => fix(fixes().tryAgain, { kind: 'tryAgain' });
const serverCredential = () => fix(fixes().setServerCredential, { kind: 'setServerCredential' });
const authorization = () => fix(fixes().setAuthorization, { kind: 'editRequestHeaders' });

/** Signs of a network's sign-in page: WISPr, and words that such pages have. */
const portalSign =
  /WISPAccessGatewayParam|captive.?portal|hotspot|network (?:login|sign.?in|authentication)|wi-?fi (?:login|access)/i;

/** An HTTP status that is not 101. */
export const statusRules: readonly Rule[] = [
  forStatus('http-captive-portal', ({ status, statusText, host, location, body, head, server }) => {
    const target = location === undefined ? undefined : serverAddress(absolute(location, server));
    const isPage = status === 200 && !server.isSecure && isHtml(head, body) && portalSign.test(body);
    const isElsewhere =
      !server.isSecure &&
      isRedirect(status) &&
      target !== undefined &&
      target.host !== server.host &&
      portalSign.test(`${location} ${body}`);
    if (status !== 511 && !isPage && !isElsewhere) return undefined;
    const to = target === undefined || target.url === '' ? quotable(saidIn(body)) : withoutQuery(target.url);
    const said = says()['http-captive-portal'](host, statusText, to);
    return status === 511
      ? certain(said, fix(fixes().signIn))
      : likely(said, fix(fixes().signIn), fix(fixes().checkAddress));
  }),
  forStatus('http-redirect-nowhere', ({ status, statusText, location }) =>
    isRedirect(status) && !location
      ? certain(says()['http-redirect-nowhere'](statusText), fix(fixes().checkPath), fix(fixes().repairRedirect))
      : undefined,
  ),
  forStatus('http-redirect-to-tls', ({ status, statusText, location, server }) => {
    if (!isRedirect(status) || location === undefined || server.isSecure) return undefined;
    const target = serverAddress(absolute(location, server));
    if (!target.isSecure || target.host !== server.host) return undefined;
    return certain(
      says()['http-redirect-to-tls'](statusText, withoutQuery(target.url)),
      connectTo(target),
      followRedirects(),
    );
  }),
  forStatus('http-redirect', ({ status, statusText, location, server }) => {
    if (!isRedirect(status) || location === undefined) return undefined;
    const target = serverAddress(absolute(location, server));
    const to = withoutQuery(target.url || location);
    return certain(
      says()['http-redirect'](statusText, to),
      ...(target.url === '' ? [] : [connectTo(target)]),
      followRedirects(),
      fix(fixes().checkPath),
    );
  }),
  forStatus('http-login-wrong', ({ status, head, requestHead }) => {
    if (status !== 401 || headerOf(requestHead, 'authorization') === undefined) return undefined;
    const challenge = headerOf(head, 'www-authenticate');
    const realm = /realm="([^"]*)"/i.exec(challenge ?? '')?.[1] ?? '';
    return certain(
      says()['http-login-wrong'](quotable(realm), schemesIn(challenge)),
      serverCredential(),
      authorization(),
      fix(fixes().askServerOwner),
    );
  }),
  forStatus('http-login-wanted', ({ status, head }) => {
    if (status !== 401) return undefined;
    const schemes = schemesIn(headerOf(head, 'www-authenticate'));
    return certain(
      says()['http-login-wanted'](schemes),
      ...(/basic|digest/i.test(schemes)
        ? [serverCredential(), authorization()]
        : [authorization(), serverCredential()]),
    );
  }),
  forStatus('http-tls-port', ({ status, statusText, body, evidence }) =>
    [400, 421, 426, 497].includes(status) &&
    /plain http request was sent to https|http request to an https server|speaking plain http to an ssl|requires tls/i.test(
      body,
    )
      ? certain(says()['http-tls-port'](statusText), useWss(evidence))
      : undefined,
  ),
  forStatus('http-origin-forbidden', ({ status, statusText, requestHead }) => {
    const origin = headerOf(requestHead, 'origin');
    if (status !== 403 || origin === undefined) return undefined;
    return likely(
      says()['http-origin-forbidden'](quotable(origin), statusText),
      fix(fixes().changeOrigin, { kind: 'editRequestHeaders' }),
      authorization(),
      fix(fixes().askServerOwner),
    );
  }),
  forStatus('http-forbidden', ({ status, statusText, said }) =>
    status === 403 || status === 451
      ? certain(
          says()['http-forbidden'](statusText, said),
          authorization(),
          fix(fixes().changeOrigin, { kind: 'editRequestHeaders' }),
          fix(fixes().askServerOwner),
        )
      : undefined,
  ),
  forStatus('http-not-found', ({ status, statusText, path }) =>
    status === 404
      ? certain(says()['http-not-found'](path, statusText), fix(fixes().checkPath), fix(fixes().useEndpoint))
      : undefined,
  ),
  forStatus('http-gone', ({ status, statusText, path }) =>
    status === 410 ? certain(says()['http-gone'](path, statusText), fix(fixes().checkPath)) : undefined,
  ),
  forStatus('http-method', ({ status, statusText, path }) =>
    status === 405
      ? certain(says()['http-method'](path, statusText), fix(fixes().checkPath), fix(fixes().useEndpoint))
      : undefined,
  ),
  forStatus('http-proxy-login', ({ status, statusText }) =>
    status === 407
      ? certain(
          says()['http-proxy-login'](statusText),
          fix(fixes().openProxySettings, { kind: 'openProxySettings' }),
          fix(fixes().setProxyCredential, { kind: 'setProxyCredential' }),
        )
      : undefined,
  ),
  forStatus('http-version-not-supported', ({ status, head }) => {
    const versions = headerOf(head, 'sec-websocket-version');
    if ((status !== 426 && status !== 400) || versions === undefined || /(?:^|[ ,])13(?:$|[ ,])/.test(versions)) {
      return undefined;
    }
    return certain(
      says()['http-version-not-supported'](quotable(versions)),
      fix(fixes().useUpstream),
      fix(fixes().askServerOwner),
    );
  }),
  forStatus('http-upgrade-required', ({ status, head }) =>
    status === 426
      ? likely(
          says()['http-upgrade-required'](quotable(headerOf(head, 'upgrade') ?? '')),
          fix(fixes().passUpgrade),
          fix(fixes().useEndpoint),
        )
      : undefined,
  ),
  forStatus('http-timed-out', ({ status, statusText }) =>
    status === 408 ? likely(says()['http-timed-out'](statusText), tryAgain(), fix(fixes().passUpgrade)) : undefined,
  ),
  forStatus('http-too-many', ({ status, statusText, head }) => {
    if (status !== 429) return undefined;
    const wait = waitIn(head);
    return certain(says()['http-too-many'](statusText, wait), ...againIn(wait), fix(fixes().askServerOwner));
  }),
  forStatus('http-request-too-large', ({ status, statusText }) =>
    [413, 414, 431].includes(status)
      ? certain(
          says()['http-request-too-large'](statusText),
          fix(fixes().smallerHeaders, { kind: 'editRequestHeaders' }),
          fix(fixes().shorterAddress),
        )
      : undefined,
  ),
  forStatus('http-bad-request', ({ status, statusText, said }) =>
    status === 400
      ? likely(
          says()['http-bad-request'](statusText, said),
          fix(fixes().passUpgrade),
          fix(fixes().checkPath),
          fix(fixes().readServerLog),
        )
      : undefined,
  ),
  forStatus('http-web-page', ({ status, head, body, path }) =>
    status === 200 && isHtml(head, body)
      ? certain(
          says()['http-web-page'](quotable(saidIn(body)), path),
          fix(fixes().useEndpoint),
          fix(fixes().passUpgrade),
        )
      : undefined,
  ),
  forStatus('http-success', ({ status, statusText, path }) =>
    status >= 200 && status < 300
      ? likely(says()['http-success'](statusText, path), fix(fixes().useEndpoint), fix(fixes().passUpgrade))
      : undefined,
  ),
  forStatus('http-gateway', ({ status, statusText, head }) =>
    status === 502 || status === 504
      ? certain(
          says()['http-gateway'](statusText, quotable(headerOf(head, 'server') ?? '')),
          fix(fixes().startBackend),
          fix(fixes().passUpgrade),
          tryAgain(),
        )
      : undefined,
  ),
  forStatus('http-unavailable', ({ status, statusText, head }) => {
    if (status !== 503) return undefined;
    const wait = waitIn(head);
    return certain(says()['http-unavailable'](statusText, wait), ...againIn(wait), fix(fixes().startBackend));
  }),
  forStatus('http-not-implemented', ({ status, statusText }) =>
    status === 501 || status === 505
      ? certain(says()['http-not-implemented'](statusText), fix(fixes().checkAddress), fix(fixes().passUpgrade))
      : undefined,
  ),
  forStatus('http-server-error', ({ status, statusText, said }) =>
    status >= 500
      ? certain(says()['http-server-error'](statusText, said), fix(fixes().readServerLog), tryAgain())
      : undefined,
  ),
  forStatus('http-other-status', ({ statusText }) =>
    likely(says()['http-other-status'](statusText), fix(fixes().checkPath), fix(fixes().askServerOwner)),
  ),
];

interface ForStatus {
  readonly status: number;
  /** `404 Not Found` */
  readonly statusText: string;
  readonly head: string;
  readonly body: string;
  readonly requestHead: string;
  readonly location: string | undefined;
  readonly host: string;
  readonly path: string;
  /** A sentence of the body's. */
  readonly said: string;
  readonly server: ServerAddress;
  readonly evidence: Evidence;
}

/** A rule over answers that are not 101. */
function forStatus(id: Rule['id'], explain: (answer: ForStatus) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const phase = failedIn(evidence, 'upgrade');
      const isAboutStatus = evidence.error === undefined || evidence.error.code === 'handshake-failed';
      if (phase?.status === undefined || phase.status === 101 || !isAboutStatus) return undefined;
      const { server } = evidence;
      const head = phase.responseHead ?? '';
      return explain({
        status: phase.status,
        statusText: statusText(phase),
        head,
        body: phase.body ?? '',
        requestHead: phase.requestHead ?? '',
        location: headerOf(head, 'location'),
        host: quotable(server.host),
        path: quotable(server.path),
        said: quotable(saidIn(phase.body)),
        server,
        evidence,
      });
    },
  };
}

function statusText({ status, responseHead }: UpgradePhase): string {
  const line = /^HTTP\/\S+ (.*)/.exec(responseHead ?? '')?.[1];
  return quotable(line ?? String(status));
}

function isRedirect(status: number): boolean {
  return [300, 301, 302, 303, 307, 308].includes(status);
}

/** A redirect's address as one of a WebSocket; what cannot be one is left as it is. */
function absolute(location: string, { url }: ServerAddress): string {
  const base = URL.canParse(location) ? undefined : url.replace(/^ws/i, 'http');
  return URL.canParse(location, base) ? new URL(location, base).href.replace(/^http/i, 'ws') : '';
}

function connectTo(target: ServerAddress): Fix {
  const url = withScheme(target, target.isSecure ? 'wss' : 'ws').split('#')[0] ?? '';
  return fix(fixes().useAddressInstead(withoutQuery(target.url)), { kind: 'connectTo', url });
}

function followRedirects(): Fix {
  return fix(fixes().followRedirects, { kind: 'followRedirects' });
}

function schemesIn(challenge: string | undefined): string {
  return challengesOf(challenge)
    .map((scheme) => quotable(scheme))
    .join(', ');
}

/** How long to wait, as the server asks for. */
function waitIn(head: string): string {
  const value = headerOf(head, 'retry-after') ?? '';
  return /^\d{1,9}$/.test(value) ? seconds(Number(value) * 1000) : '';
}

function againIn(wait: string): readonly Fix[] {
  return wait === '' ? [tryAgain()] : [fix(fixes().tryAgainIn(wait), { kind: 'tryAgain' })];
}
