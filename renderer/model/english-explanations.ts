import { certificateExplanations } from './english-explanations/certificate.ts';
import { dnsExplanations } from './english-explanations/dns.ts';
import { fixes } from './english-explanations/fixes.ts';
import { generalExplanations } from './english-explanations/general.ts';
import { policyExplanations } from './english-explanations/policy.ts';
import { proxyExplanations, socksReplies } from './english-explanations/proxy.ts';
import { redirectExplanations } from './english-explanations/redirect.ts';
import { statusExplanations } from './english-explanations/status.ts';
import { tcpExplanations } from './english-explanations/tcp.ts';
import { tlsExplanations } from './english-explanations/tls.ts';
import { upgradeExplanations } from './english-explanations/upgrade.ts';
import { tlsAlertName } from './tls-alerts.ts';

/** The words of `explainAttempt`: what happened and why for every rule, by its name, and what to do. */
export const attempts = {
  explanations: {
    ...generalExplanations,
    ...dnsExplanations,
    ...policyExplanations,
    ...tcpExplanations,
    ...proxyExplanations,
    ...tlsExplanations,
    ...certificateExplanations,
    ...upgradeExplanations,
    ...statusExplanations,
    ...redirectExplanations,
  },
  fixes,
  /** `unknown_ca (48)` */
  tlsAlert: (alert: number) => `${tlsAlertName(alert) || 'an unknown one'} (${alert})`,
  socksReply: (reply: number) => socksReplies[reply] ?? `reply ${reply}`,
  addressClasses: {
    loopback: 'this computer’s own',
    private: 'private',
    linkLocal: 'link-local',
    internet: 'internet',
  },
  phaseNames: { dns: 'name', policy: 'policy', tcp: 'TCP', proxy: 'proxy', tls: 'TLS', upgrade: 'upgrade' },
  /** Protocols that greet first, or answer an HTTP request with something recognisable. */
  protocols: {
    ssh: 'SSH',
    ftp: 'FTP or SMTP',
    imap: 'IMAP',
    pop3: 'POP3',
    redis: 'POP3 or Redis',
    vnc: 'VNC',
    icy: 'audio streams',
  },
  /** Where more than one address was tried. */
  alsoTried: (places: string) => `Tried in vain: ${places}.`,
  /** Where a certificate has more than one problem. */
  allProblems: (names: string) => `All that is wrong with it: ${names}.`,
  ending: (code: string | undefined) =>
    code === undefined ? 'it closed the connection' : `the connection ended with ${code}`,
  /** The beginning of what a peer sent. */
  received: (begin: string) => `what came is “${begin}”`,
  unknownProblem: 'it does not say',
  nameless: 'a certificate without a name',
} as const;
