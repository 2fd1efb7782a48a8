import { fixes, says } from './saying.ts';
import {
  causeOf,
  failedIn,
  isTimeout,
  durationMs,
  serverAddress,
  type Evidence,
  type ServerAddress,
} from './evidence.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { withoutQuery } from './server.ts';
import { quotable, seconds } from './text.ts';
import { told } from './told.ts';
import { proxyFixes } from './proxy-fixes.ts';

/** Top-level names that nothing in the public DNS ends in (RFC 2606, RFC 6761, RFC 7686, RFC 8375, ICANN on `internal`). */
const reservedEnding = /(?:^|\.)(test|example|invalid|onion|internal|home\.arpa)\.?$/i;

const unspecified = new Set(['0.0.0.0', '::']);

const schemes = new Set(['ws', 'wss', 'http', 'https']);

const notFoundCodes = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA']);
const noAnswerCodes = new Set(['EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL', 'EREFUSED', 'ECONNREFUSED', 'ETIMEOUT']);

/** No address for a name. */
export const dnsRules: readonly Rule[] = [
  {
    id: 'dns-blocked',
    explain: ({ attempt, failed }) => {
      if (failed === undefined) return undefined;
      const at = attempt.phases.findLastIndex((phase) => phase.phase === 'dns' && phase.hop === failed.hop);
      const dns = attempt.phases[at];
      if (dns?.phase !== 'dns' || dns.answers === undefined || dns.answers.length === 0) return undefined;
      if (!dns.answers.every((answer) => unspecified.has(answer))) return undefined;
      return {
        ...likely(
          says()['dns-blocked'](quotable(dns.name), dns.answers.join(', ')),
          fix(fixes().allowOnFilter),
          fix(fixes().checkDnsServer),
        ),
        phaseIndex: at,
      };
    },
  },
  {
    id: 'dns-scheme-as-name',
    explain: (evidence) => {
      const name = failedName(evidence);
      if (name === undefined || !schemes.has(name) || evidence.server.host !== name) return undefined;
      const { url } = meantAddress(evidence.server);
      if (url === '') return undefined;
      return certain(
        says()['dns-scheme-as-name'](name, withoutQuery(url)),
        fix(fixes().useAddressInstead(withoutQuery(url)), { kind: 'connectTo', url }),
      );
    },
  },
  {
    id: 'dns-reserved-name',
    explain: (evidence) => {
      const name = failedName(evidence);
      const ending = reservedEnding.exec(name ?? '')?.[1];
      if (name === undefined || ending === undefined) return undefined;
      return certain(
        says()['dns-reserved-name'](quotable(name), ending.toLowerCase()),
        ...proxyFixes(evidence),
        fix(fixes().checkSpelling),
        fix(fixes().checkVpn),
      );
    },
  },
  {
    id: 'dns-timeout',
    explain: (evidence) => {
      const dns = failedIn(evidence, 'dns');
      if (dns === undefined || !isTimeout(evidence)) return undefined;
      return certain(
        says()['dns-timeout'](quotable(dns.name), seconds(durationMs(dns))),
        fix(fixes().checkNetwork),
        fix(fixes().checkDnsServer),
        fix(fixes().tryAgain, { kind: 'tryAgain' }),
      );
    },
  },
  {
    id: 'dns-no-answer',
    explain: (evidence) => {
      const name = failedName(evidence);
      if (name === undefined || !noAnswerCodes.has(causeOf(evidence))) return undefined;
      return likely(
        says()['dns-no-answer'](quotable(name), causeOf(evidence)),
        fix(fixes().checkNetwork),
        fix(fixes().checkDnsServer),
        fix(fixes().tryAgain, { kind: 'tryAgain' }),
      );
    },
  },
  {
    id: 'dns-multicast-name',
    explain: (evidence) => {
      const name = failedName(evidence);
      if (name === undefined || !/\.local\.?$/i.test(name)) return undefined;
      return certain(
        says()['dns-multicast-name'](quotable(name)),
        fix(fixes().checkNetwork),
        fix(fixes().checkSpelling),
      );
    },
  },
  {
    id: 'dns-no-addresses',
    explain: (evidence) => {
      const dns = evidence.attempt.phases[evidence.failedIndex];
      if (evidence.error?.code !== 'name-not-resolved' || dns?.phase !== 'dns') return undefined;
      if (dns.answers?.length !== 0) return undefined;
      return certain(
        says()['dns-no-addresses'](quotable(dns.name)),
        ...proxyFixes(evidence),
        fix(fixes().addDnsRecord),
        fix(fixes().checkSpelling),
      );
    },
  },
  {
    id: 'dns-short-name',
    explain: (evidence) => {
      const name = failedName(evidence);
      if (name === undefined || name.replace(/\.$/, '').includes('.') || !isNotFound(evidence)) return undefined;
      return certain(
        says()['dns-short-name'](quotable(name)),
        ...proxyFixes(evidence),
        fix(fixes().checkSpelling),
        fix(fixes().checkVpn),
      );
    },
  },
  {
    id: 'dns-not-found',
    explain: (evidence) => {
      const name = failedName(evidence);
      if (name === undefined || !isNotFound(evidence)) return undefined;
      return certain(
        says()['dns-not-found'](quotable(name), causeOf(evidence)),
        ...proxyFixes(evidence),
        fix(fixes().checkSpelling),
        fix(fixes().checkVpn),
        fix(fixes().addDnsRecord),
      );
    },
  },
  {
    id: 'dns-failed',
    explain: (evidence) => {
      const name = failedName(evidence);
      if (name === undefined) return undefined;
      return likely(
        says()['dns-failed'](quotable(name), told(evidence)),
        ...proxyFixes(evidence),
        fix(fixes().checkSpelling),
        fix(fixes().checkDnsServer),
      );
    },
  },
];

/** The name that was looked up in vain. */
function failedName(evidence: Evidence): string | undefined {
  const name = failedIn(evidence, 'dns')?.name;
  return name === '' ? undefined : name;
}

function isNotFound(evidence: Evidence): boolean {
  return notFoundCodes.has(causeOf(evidence));
}

/** `wss://a.b/c` for `ws://https://a.b/c`. */
function meantAddress({ url, host }: ServerAddress): ServerAddress {
  const rest = /^[a-z]+:\/\/[^/]*\/*(.*)$/is.exec(url)?.[1] ?? '';
  return serverAddress(`${host === 'https' || host === 'wss' ? 'wss' : 'ws'}://${rest}`);
}
