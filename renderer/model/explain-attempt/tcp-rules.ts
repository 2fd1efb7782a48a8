import type { TcpPhase } from '../../../contract/attempt.ts';
import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import { causeOf, durationMs, failedIn, isTimeout, type Evidence } from './evidence.ts';
import type { Finding } from './explanation.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { isLoopback, place, quotable, seconds } from './text.ts';
import { told } from './told.ts';

/** No TCP connection. */
export const tcpRules: readonly Rule[] = [
  failedTcp('tcp-refused-by-proxy-host', ({ tcp, where, code }) => {
    if (code !== 'ECONNREFUSED' || !tcp.isToProxy) return undefined;
    return certain(
      says()['tcp-refused-by-proxy-host'](where, code),
      fix(fixes().startProxy),
      fix(fixes().openProxySettings, { kind: 'openProxySettings' }),
    );
  }),
  failedTcp('tcp-refused-default-port', ({ tcp, where, code, evidence: { server } }) => {
    if (code !== 'ECONNREFUSED' || server.hasPort || server.port !== tcp.port) return undefined;
    return certain(
      says()['tcp-refused-default-port'](where, server.isSecure ? 'wss' : 'ws', tcp.port, code),
      fix(fixes().addPort),
      fix(fixes().startServer),
    );
  }),
  failedTcp('tcp-refused-this-computer', ({ tcp, where, code }) => {
    if (code !== 'ECONNREFUSED' || !isLoopback(tcp.address)) return undefined;
    return certain(
      says()['tcp-refused-this-computer'](where, code),
      fix(fixes().startServer),
      fix(fixes().checkAddress),
      fix(fixes().listenEverywhere),
    );
  }),
  failedTcp('tcp-refused', ({ where, code }) => {
    if (code !== 'ECONNREFUSED') return undefined;
    return certain(
      says()['tcp-refused'](where, code),
      fix(fixes().startServer),
      fix(fixes().checkAddress),
      fix(fixes().checkFirewall),
    );
  }),
  failedTcp('tcp-proxy-no-answer', ({ tcp, where, evidence }) => {
    if (!isTimeout(evidence) || !tcp.isToProxy) return undefined;
    return likely(
      says()['tcp-proxy-no-answer'](where, seconds(durationMs(tcp))),
      fix(fixes().startProxy),
      fix(fixes().openProxySettings, { kind: 'openProxySettings' }),
      fix(fixes().checkVpn),
    );
  }),
  failedTcp('tcp-no-answer', ({ tcp, where, evidence }) => {
    if (!isTimeout(evidence)) return undefined;
    return likely(
      says()['tcp-no-answer'](where, seconds(durationMs(tcp))),
      fix(fixes().checkFirewall),
      fix(fixes().checkVpn),
      fix(fixes().checkAddress),
    );
  }),
  failedTcp('tcp-ipv6-unavailable', ({ tcp, where, code }) => {
    const isWithoutIpv6 = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(code);
    if (!isWithoutIpv6 || !tcp.address.includes(':')) return undefined;
    return likely(says()['tcp-ipv6-unavailable'](where, code), fix(fixes().checkIpv6), fix(fixes().checkNetwork));
  }),
  failedTcp('tcp-network-unreachable', ({ where, code }) => {
    if (code !== 'ENETUNREACH' && code !== 'ENETDOWN') return undefined;
    return certain(
      says()['tcp-network-unreachable'](where, code),
      fix(fixes().checkNetwork),
      fix(fixes().checkVpn),
      fix(fixes().checkRoute),
    );
  }),
  failedTcp('tcp-host-unreachable', ({ where, code }) => {
    if (code !== 'EHOSTUNREACH' && code !== 'EHOSTDOWN') return undefined;
    return certain(
      says()['tcp-host-unreachable'](where, code),
      fix(fixes().checkAddress),
      fix(fixes().checkVpn),
      fix(fixes().checkRoute),
    );
  }),
  failedTcp('tcp-not-permitted', ({ where, code }) => {
    if (code !== 'EACCES' && code !== 'EPERM') return undefined;
    return certain(says()['tcp-not-permitted'](where, code), fix(fixes().checkLocalFirewall), fix(fixes().checkRoute));
  }),
  failedTcp('tcp-address-not-available', ({ where, code }) => {
    if (code !== 'EADDRNOTAVAIL') return undefined;
    return likely(
      says()['tcp-address-not-available'](where, code),
      fix(fixes().tryAgain, { kind: 'tryAgain' }),
      fix(fixes().closeConnections),
    );
  }),
  failedTcp('tcp-too-many-open', ({ where, code }) => {
    if (code !== 'EMFILE' && code !== 'ENFILE') return undefined;
    return certain(
      says()['tcp-too-many-open'](where, code),
      fix(fixes().closeConnections),
      fix(fixes().tryAgain, { kind: 'tryAgain' }),
    );
  }),
  failedTcp('tcp-reset', ({ where, code }) => {
    if (code !== 'ECONNRESET' && code !== 'ECONNABORTED') return undefined;
    return likely(
      says()['tcp-reset'](where, code),
      fix(fixes().tryAgain, { kind: 'tryAgain' }),
      fix(fixes().checkFirewall),
    );
  }),
  failedTcp('tcp-failed', ({ where, evidence }) =>
    likely(says()['tcp-failed'](where, told(evidence)), fix(fixes().checkAddress), fix(fixes().checkNetwork)),
  ),
];

interface FailedTcp {
  readonly tcp: TcpPhase;
  readonly where: string;
  readonly code: string;
  readonly evidence: Evidence;
}

/** A rule over failed TCP connections, with every address that was tried in its words. */
function failedTcp(id: Rule['id'], explain: (failed: FailedTcp) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const tcp = failedIn(evidence, 'tcp');
      if (tcp === undefined) return undefined;
      const finding = explain({ tcp, where: place(tcp), code: quotable(causeOf(evidence)), evidence });
      if (finding === undefined) return undefined;
      const tried = evidence.attempt.phases.filter(
        (phase): phase is TcpPhase => phase.phase === 'tcp' && phase.outcome === 'failed' && phase.hop === tcp.hop,
      );
      if (tried.length < 2) return finding;
      const why = `${finding.words.why} ${words.attempts.alsoTried(tried.map(place).join(', '))}`;
      return { ...finding, words: { ...finding.words, why } };
    },
  };
}
