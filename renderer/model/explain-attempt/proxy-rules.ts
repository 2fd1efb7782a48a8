import type { ProxyPhase } from '../../../contract/attempt.ts';
import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import { causeOf, durationMs, failedIn, faultOf, isTimeout, receivedOf, type Evidence } from './evidence.ts';
import type { Finding } from './explanation.ts';
import { challengesOf, headerOf, saidIn } from './http.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { proxyName } from './proxy-name.ts';
import { isAddress, quotable, seconds } from './text.ts';
import { told } from './told.ts';

const settings = () => fix(fixes().openProxySettings, { kind: 'openProxySettings' });
const credential = () => fix(fixes().setProxyCredential, { kind: 'setProxyCredential' });

/** HTTP proxies, and what goes wrong with any proxy. */
export const proxyRules: readonly Rule[] = [
  {
    id: 'proxy-choice-failed',
    explain: (evidence) => {
      if (failedIn(evidence, 'proxy')?.step !== 'choose') return undefined;
      return certain(
        says()['proxy-choice-failed'](told(evidence)),
        settings(),
        fix(fixes().repairPac),
        fix(fixes().bypassProxy),
      );
    },
  },
  {
    id: 'proxy-tls-failed',
    explain: (evidence) => {
      const tls = failedIn(evidence, 'tls');
      if (tls?.isToProxy !== true) return undefined;
      const proxies = evidence.attempt.phases.flatMap((phase) =>
        phase.phase === 'proxy' && phase.step === 'choose' ? (phase.proxies ?? []) : [],
      );
      const name = proxies.find(({ kind }) => kind === 'https');
      return certain(
        says()['proxy-tls-failed'](
          name === undefined ? quotable(tls.serverName ?? '') : proxyName(name),
          told(evidence, 160),
        ),
        fix(fixes().useOtherProxyKind('http'), { kind: 'openProxySettings' }),
        settings(),
      );
    },
  },
  viaProxy('proxy-no-answer', ({ phase, proxy, target, evidence }) => {
    if (!isTimeout(evidence)) return undefined;
    return certain(
      says()['proxy-no-answer'](proxy, target, seconds(durationMs(phase))),
      settings(),
      fix(fixes().startServer),
      fix(fixes().bypassProxy),
    );
  }),
  viaProxy('proxy-login-wrong', ({ phase, proxy, status }) => {
    if (status !== 407 || !/^proxy-authorization:/im.test(phase.requestHead ?? '')) return undefined;
    const realm = /realm="([^"]*)"/i.exec(headerOf(phase.responseHead, 'proxy-authenticate') ?? '')?.[1] ?? '';
    return certain(says()['proxy-login-wrong'](proxy, quotable(realm)), credential(), fix(fixes().askProxyOwner));
  }),
  viaProxy('proxy-login-wanted', ({ phase, proxy, status }) => {
    if (status !== 407) return undefined;
    const schemes = challengesOf(headerOf(phase.responseHead, 'proxy-authenticate')).map((scheme) => quotable(scheme));
    return certain(says()['proxy-login-wanted'](proxy, schemes.join(', ')), credential(), fix(fixes().askProxyOwner));
  }),
  viaProxy('proxy-forbids-port', ({ phase, proxy, target, status }) => {
    if (status !== 403 || phase.target.endsWith(':443')) return undefined;
    return likely(
      says()['proxy-forbids-port'](proxy, target, statusText(phase)),
      fix(fixes().usePort443),
      fix(fixes().askProxyOwner),
      fix(fixes().bypassProxy),
    );
  }),
  viaProxy('proxy-forbids', ({ phase, proxy, target, status }) => {
    if (status !== 403 && status !== 451) return undefined;
    return certain(
      says()['proxy-forbids'](proxy, target, statusText(phase), said(phase)),
      fix(fixes().askProxyOwner),
      fix(fixes().bypassProxy),
    );
  }),
  viaProxy('proxy-cannot-resolve', ({ phase, proxy, target, status }) => {
    if (status === undefined || status < 500 || isAddress(hostOf(phase.target))) return undefined;
    const answer = `${phase.responseHead ?? ''}${phase.body ?? ''}`;
    if (
      !/ERR_DNS_FAIL|unable to determine ip|name (?:lookup|resolution)|cannot resolve|dns (?:error|failure)/i.test(
        answer,
      )
    ) {
      return undefined;
    }
    return likely(
      says()['proxy-cannot-resolve'](proxy, target, statusText(phase), said(phase)),
      fix(fixes().checkSpelling),
      fix(fixes().bypassProxy),
    );
  }),
  viaProxy('proxy-without-connect', ({ phase, proxy, status }) => {
    if (status === undefined || ![301, 302, 303, 307, 308, 400, 404, 405, 501].includes(status)) return undefined;
    return likely(says()['proxy-without-connect'](proxy, statusText(phase)), settings(), fix(fixes().bypassProxy));
  }),
  viaProxy('proxy-cannot-reach-server', ({ phase, proxy, target, status }) => {
    if (status === undefined || status < 500) return undefined;
    return certain(
      says()['proxy-cannot-reach-server'](proxy, target, statusText(phase), said(phase)),
      fix(fixes().checkAddress),
      fix(fixes().startServer),
      fix(fixes().bypassProxy),
    );
  }),
  viaProxy('proxy-other-status', ({ phase, proxy, target, status }) => {
    if (status === undefined) return undefined;
    return likely(
      says()['proxy-other-status'](proxy, target, statusText(phase)),
      settings(),
      fix(fixes().askProxyOwner),
    );
  }),
  viaProxy('proxy-wants-tls', ({ phase, proxy, evidence }) => {
    // Content types of TLS records: 21 is an alert, 22 a handshake.
    if (isSocks(phase) || !['\u0015\u0003', '\u0016\u0003'].includes(receivedOf(evidence).slice(0, 2)))
      return undefined;
    return certain(
      says()['proxy-wants-tls'](proxy),
      fix(fixes().useOtherProxyKind('https'), { kind: 'openProxySettings' }),
    );
  }),
  viaProxy('proxy-is-socks', ({ phase, proxy, evidence }) => {
    // The versions that answers of SOCKS4 and SOCKS5, and of their logins, begin with.
    if (isSocks(phase) || !['\0', '\u0001', '\u0004', '\u0005'].includes(receivedOf(evidence).charAt(0)))
      return undefined;
    return likely(
      says()['proxy-is-socks'](proxy),
      fix(fixes().useOtherProxyKind('socks5'), { kind: 'openProxySettings' }),
    );
  }),
  viaProxy('proxy-is-http', ({ phase, proxy, evidence }) => {
    if (!isSocks(phase) || phase.method !== undefined) return undefined;
    const received = receivedOf(evidence);
    if (faultOf(evidence) !== 'not-socks' || !received.startsWith('HT')) return undefined;
    return certain(
      says()['proxy-is-http'](proxy, quotable(received.split('\r\n')[0] ?? '')),
      fix(fixes().useOtherProxyKind('http'), { kind: 'openProxySettings' }),
    );
  }),
  viaProxy('proxy-hung-up', ({ proxy, target, evidence }) => {
    const code = causeOf(evidence);
    if (faultOf(evidence) !== 'closed' || !['', 'ECONNRESET', 'EPIPE'].includes(code)) return undefined;
    return likely(
      says()['proxy-hung-up'](proxy, target, words.attempts.ending(code === '' ? undefined : quotable(code))),
      settings(),
      credential(),
      fix(fixes().askProxyOwner),
    );
  }),
  viaProxy('proxy-not-a-proxy', ({ phase, proxy, evidence }) => {
    if (evidence.error?.code !== 'proxy-failed' || phase.status !== undefined) return undefined;
    return likely(says()['proxy-not-a-proxy'](proxy, told(evidence)), settings(), fix(fixes().bypassProxy));
  }),
];

/** Where the way to a proxy failed and no rule knows better. */
export const proxyFallbackRules: readonly Rule[] = [
  {
    id: 'proxy-unreachable',
    explain: (evidence) => {
      const code = evidence.error?.code;
      if (code !== 'proxy-failed' && code !== 'proxy-refused') return undefined;
      return likely(
        says()['proxy-unreachable'](told(evidence)),
        settings(),
        fix(fixes().startProxy),
        fix(fixes().bypassProxy),
      );
    },
  },
];

interface ViaProxy {
  readonly phase: ProxyPhase;
  readonly proxy: string;
  readonly target: string;
  /** The HTTP status; undefined for SOCKS5. */
  readonly status: number | undefined;
  readonly evidence: Evidence;
}

/** A rule over what a proxy answered. */
function viaProxy(id: Rule['id'], explain: (via: ViaProxy) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const phase = failedIn(evidence, 'proxy');
      if (phase?.step !== 'connect') return undefined;
      const status = isSocks(phase) ? undefined : phase.status;
      return explain({ phase, proxy: proxyName(phase.proxy), target: quotable(phase.target), status, evidence });
    },
  };
}

function isSocks({ proxy }: ProxyPhase): boolean {
  return proxy.kind === 'socks5';
}

/** `403 Forbidden` */
function statusText({ status, responseHead }: ProxyPhase): string {
  const line = /^HTTP\/\S+ (.*)/.exec(responseHead ?? '')?.[1];
  return quotable(line ?? String(status));
}

function said({ body }: ProxyPhase): string {
  return quotable(saidIn(body));
}

function hostOf(target: string): string {
  return target.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
