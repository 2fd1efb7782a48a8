import type { Denial } from '../../../contract/network-decision.ts';
import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import type { Evidence } from './evidence.ts';
import type { Finding, Fix } from './explanation.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { isAddress, quotable } from './text.ts';
import { told } from './told.ts';

/** Refused by network isolation. */
export const policyRules: readonly Rule[] = [
  denied('policy-denied', ({ denial, host }) => {
    if (denial.rule !== 'denied') return undefined;
    const entry = quotable(denial.entry ?? denial.address);
    return certain(says()['policy-denied'](host, entry), openPolicy(fixes().removeDenied(entry), denial));
  }),
  denied('policy-not-allowed', ({ denial, host }) => {
    if (denial.rule !== 'allowed') return undefined;
    return certain(says()['policy-not-allowed'](host), openPolicy(fixes().addAllowed(host), denial));
  }),
  denied('policy-cloud-metadata', ({ denial, address }) => {
    if (denial.rule !== 'cloudMetadata' && denial.needs !== 'cloudMetadata') return undefined;
    return certain(
      says()['policy-cloud-metadata'](address),
      fix(fixes().checkAddress),
      openPolicy(fixes().declare('cloudMetadata'), denial),
    );
  }),
  denied('policy-no-destination', ({ denial, address }) => {
    if (denial.needs !== undefined || !['notUnicast', 'reserved'].includes(denial.addressClass)) return undefined;
    return certain(
      says()['policy-no-destination'](address, quotable(denial.addressClass)),
      fix(fixes().useOtherAddress),
      fix(fixes().checkDnsAnswer),
    );
  }),
  denied('policy-proxy', ({ denial, address, evidence }) => {
    if (evidence.failed?.isToProxy !== true) return undefined;
    const needs = quotable(denial.needs ?? '');
    return certain(
      says()['policy-proxy'](address, needs),
      openPolicy(needs === '' ? fixes().openPolicy : fixes().declare(needs), denial),
      fix(fixes().openProxySettings, { kind: 'openProxySettings' }),
    );
  }),
  denied('policy-redirect', ({ denial, address, host, evidence }) => {
    if (evidence.failed === undefined || evidence.failed.hop === 0) return undefined;
    const needs = quotable(denial.needs ?? '');
    return certain(
      says()['policy-redirect'](host, address, needs),
      fix(fixes().checkDnsAnswer),
      openPolicy(needs === '' ? fixes().openPolicy : fixes().declare(needs), denial),
    );
  }),
  denied('policy-public-name-private-address', ({ denial, address, host }) => {
    const isPublicName =
      !isAddress(host) && host.includes('.') && !/\.(?:local|localhost|lan|home|internal)\.?$/i.test(host);
    const isNear = ['loopback', 'private', 'linkLocal'].includes(denial.addressClass);
    if (!isPublicName || !isNear || denial.needs === undefined) return undefined;
    return likely(
      says()['policy-public-name-private-address'](host, address, classWord(denial.addressClass) ?? ''),
      fix(fixes().checkDnsAnswer),
      openPolicy(fixes().declare(quotable(denial.needs)), denial),
    );
  }),
  denied('policy-loopback', ({ denial, address }) => {
    if (denial.addressClass !== 'loopback') return undefined;
    return certain(says()['policy-loopback'](address), openPolicy(fixes().allowLoopback, denial));
  }),
  denied('policy-private-network', ({ denial, address }) => {
    if (denial.needs !== 'privateNetworkClientServer') return undefined;
    const addressClass = classWord(denial.addressClass) ?? quotable(denial.addressClass);
    return certain(
      says()['policy-private-network'](address, addressClass),
      openPolicy(fixes().declare(denial.needs), denial),
    );
  }),
  denied('policy-internet', ({ denial, address }) => {
    if (denial.needs !== 'internetClient') return undefined;
    return certain(says()['policy-internet'](address), openPolicy(fixes().declare(denial.needs), denial));
  }),
  {
    id: 'policy-refused',
    explain: (evidence) => {
      if (evidence.error?.code !== 'capability-denied') return undefined;
      return certain(says()['policy-refused'](told(evidence)), fix(fixes().openPolicy, { kind: 'openNetworkPolicy' }));
    },
  },
];

function classWord(name: string): string | undefined {
  const classes: Readonly<Record<string, string>> = words.attempts.addressClasses;
  return classes[name];
}

interface Denied {
  readonly denial: Denial;
  readonly address: string;
  /** As it was asked for. */
  readonly host: string;
  readonly evidence: Evidence;
}

/** A rule over refusals. */
function denied(id: Rule['id'], explain: (denied: Denied) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const denial: Denial | undefined = evidence.error?.denial ?? evidence.failed?.error?.denial;
      if (evidence.error?.code !== 'capability-denied' || denial === undefined) return undefined;
      const address = quotable(denial.address);
      return explain({ denial, address, host: quotable(evidence.server.host) || address, evidence });
    },
  };
}

function openPolicy(text: string, { needs }: Denial): Fix {
  return fix(text, { kind: 'openNetworkPolicy', ...(needs !== undefined && { needs }) });
}
