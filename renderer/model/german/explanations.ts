import { tlsAlertName } from '../tls-alerts.ts';
import type { Words } from '../words.ts';
import { certificateExplanations } from './explanations-certificate.ts';
import { dnsExplanations } from './explanations-dns.ts';
import { fixes } from './fixes.ts';
import { generalExplanations } from './explanations-general.ts';
import { policyExplanations } from './explanations-policy.ts';
import { proxyExplanations, socksReplies } from './explanations-proxy.ts';
import { redirectExplanations } from './explanations-redirect.ts';
import { statusExplanations } from './explanations-status.ts';
import { tcpExplanations } from './explanations-tcp.ts';
import { tlsExplanations } from './explanations-tls.ts';
import { upgradeExplanations } from './explanations-upgrade.ts';

/** The words of `explainAttempt` in German: what happened and why for every rule, by its name, and what to do. */
export const attempts: Words['attempts'] = {
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
  tlsAlert: (alert) => `${tlsAlertName(alert) || 'ein unbekannter'} (${alert})`,
  socksReply: (reply) => socksReplies[reply] ?? `Antwort ${reply}`,
  addressClasses: {
    loopback: 'dieser Computer selbst',
    private: 'privat',
    linkLocal: 'verbindungslokal',
    internet: 'im Internet',
  },
  phaseNames: { dns: 'Name', policy: 'Richtlinie', tcp: 'TCP', proxy: 'Proxy', tls: 'TLS', upgrade: 'Upgrade' },
  protocols: {
    ssh: 'SSH',
    ftp: 'FTP oder SMTP',
    imap: 'IMAP',
    pop3: 'POP3',
    redis: 'POP3 oder Redis',
    vnc: 'VNC',
    icy: 'Audiostreams',
  },
  alsoTried: (places) => `Vergeblich versucht: ${places}.`,
  allProblems: (names) => `Alles, was daran nicht stimmt: ${names}.`,
  ending: (code) => (code === undefined ? 'er hat die Verbindung geschlossen' : `die Verbindung endete mit ${code}`),
  received: (begin) => `angekommen ist „${begin}“`,
  unknownProblem: 'nicht angegeben',
  nameless: 'ein Zertifikat ohne Namen',
};
