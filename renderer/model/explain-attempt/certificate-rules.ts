import { ignorableResults } from '../../../contract/certificates.ts';
import type { CertificateSummary, TlsPhase } from '../../../contract/attempt.ts';
import { words } from '../words.ts';
import { fixes, says } from './saying.ts';
import { differingClock } from './clock.ts';
import { durationMs, failedIn, faultOf, isTimeout, type Evidence } from './evidence.ts';
import type { Finding, Fix } from './explanation.ts';
import { certain, fix, likely, type Rule } from './rule.ts';
import { serverPlace } from './server.ts';
import { isAddress, quotable, seconds, timeText } from './text.ts';

const clock = () => fix(fixes().lookAtClock, { kind: 'lookAtClock' });
const addAuthority = () => fix(fixes().addAuthority, { kind: 'addAuthority' });

/** INET_E_SECURITY_PROBLEM */
const rejected = 0x800c000e;

const dayMs = 24 * 60 * 60 * 1000;

/** Windows lets these be ignored; the others never. */
const ignorable = new Set<string>(ignorableResults);

/** Names that products for the inspection of TLS sign with. */
const inspection =
  /zscaler|fortinet|fortigate|palo alto|netskope|blue ?coat|forcepoint|sophos|mcafee|kaspersky|bitdefender|avast|avg |eset ssl|cisco umbrella|checkpoint|check point|watchguard|sonicwall|mitmproxy|charles proxy|fiddler|burp|lightspeed|untangle/i;

/** A server certificate that was not accepted. */
export const certificateRules: readonly Rule[] = [
  {
    id: 'certificate-not-judged',
    explain: (evidence) => {
      const tls = failedIn(evidence, 'tls');
      if (tls?.step !== 'certificate' || !isTimeout(evidence)) return undefined;
      return certain(
        says()['certificate-not-judged'](seconds(durationMs(tls))),
        fix(fixes().answerSooner, { kind: 'openValidation' }),
      );
    },
  },
  {
    id: 'certificate-server-left',
    explain: (evidence) => {
      const tls = failedIn(evidence, 'tls');
      if (tls?.step !== 'certificate' || evidence.error?.code !== 'connection-lost') return undefined;
      return certain(
        says()['certificate-server-left'](serverPlace(evidence), seconds(durationMs(tls))),
        fix(fixes().answerSooner, { kind: 'openValidation' }),
        fix(fixes().tryAgain, { kind: 'tryAgain' }),
      );
    },
  },
  refused('certificate-pin-mismatch', ({ leaf, evidence }) =>
    faultOf(evidence) === 'pin-mismatch'
      ? certain(
          says()['certificate-pin-mismatch'](subjectOf(leaf), quotable(leaf.fingerprint256, 100)),
          fix(fixes().lookAtPins, { kind: 'openValidation' }),
          fix(fixes().askServerOwner),
        )
      : undefined,
  ),
  refused('certificate-rejected-by-validation', ({ leaf, evidence }) =>
    evidence.error?.hresult === rejected
      ? certain(
          says()['certificate-rejected-by-validation'](subjectOf(leaf), issuerOf(leaf)),
          fix(fixes().openValidation, { kind: 'openValidation' }),
          fix(fixes().replaceCertificate),
        )
      : undefined,
  ),
  refused('certificate-revoked', ({ has, leaf }) =>
    has('Revoked')
      ? certain(says()['certificate-revoked'](subjectOf(leaf), issuerOf(leaf)), fix(fixes().replaceCertificate))
      : undefined,
  ),
  refused('certificate-bad-signature', ({ has, leaf }) =>
    has('InvalidSignature')
      ? certain(says()['certificate-bad-signature'](subjectOf(leaf), issuerOf(leaf)), fix(fixes().replaceCertificate))
      : undefined,
  ),
  refused('certificate-issuer-not-an-authority', ({ has, leaf }) =>
    has('BasicConstraintsError')
      ? certain(
          says()['certificate-issuer-not-an-authority'](subjectOf(leaf), issuerOf(leaf)),
          fix(fixes().replaceCertificate),
          fix(fixes().replaceAuthority),
        )
      : undefined,
  ),
  refused('certificate-unknown-critical-extension', ({ has, leaf }) =>
    has('UnknownCriticalExtension')
      ? certain(says()['certificate-unknown-critical-extension'](subjectOf(leaf)), fix(fixes().replaceCertificate))
      : undefined,
  ),
  refused('certificate-authority-policy', ({ has, leaf }) =>
    has('InvalidCertificateAuthorityPolicy')
      ? certain(
          says()['certificate-authority-policy'](subjectOf(leaf), issuerOf(leaf)),
          fix(fixes().replaceCertificate),
          fix(fixes().replaceAuthority),
        )
      : undefined,
  ),
  refused('certificate-clock-wrong', ({ has, leaf, evidence }) => {
    const other = differingClock(evidence.attempt);
    if (!has('Expired') || other === undefined || !isValidAt(leaf, other.timeMs)) return undefined;
    const ours = timeText(other.timeMs + other.aheadMs);
    return certain(
      says()['certificate-clock-wrong'](ours, timeText(other.timeMs), dateOf(leaf.validFrom), dateOf(leaf.validTo)),
      clock(),
    );
  }),
  refused('certificate-clock-behind', ({ has, leaf, now, ignore }) => {
    if (!has('Expired') || !(Date.parse(leaf.validFrom) - now > dayMs)) return undefined;
    return likely(
      says()['certificate-clock-behind'](timeText(now), dateOf(leaf.validFrom)),
      clock(),
      fix(fixes().replaceCertificate),
      ...ignore,
    );
  }),
  refused('certificate-not-yet-valid', ({ has, leaf, now, ignore }) => {
    if (!has('Expired') || !(Date.parse(leaf.validFrom) > now)) return undefined;
    return certain(
      says()['certificate-not-yet-valid'](subjectOf(leaf), dateOf(leaf.validFrom), timeText(now)),
      clock(),
      fix(fixes().tryAgain, { kind: 'tryAgain' }),
      ...ignore,
    );
  }),
  refused('certificate-clock-ahead', ({ has, chain, now, ignore }) => {
    const ends = chain.map(({ validTo }) => Date.parse(validTo));
    if (!has('Expired') || chain.length < 2 || !ends.every((end) => end < now)) return undefined;
    return likely(
      says()['certificate-clock-ahead'](timeText(now), timeText(Math.max(...ends))),
      clock(),
      fix(fixes().renewCertificate),
      ...ignore,
    );
  }),
  refused('certificate-expired', ({ has, leaf, now, ignore }) => {
    if (!has('Expired') || !(Date.parse(leaf.validTo) < now)) return undefined;
    return certain(
      says()['certificate-expired'](subjectOf(leaf), dateOf(leaf.validTo), timeText(now)),
      fix(fixes().renewCertificate),
      clock(),
      ...ignore,
    );
  }),
  refused('certificate-issuer-expired', ({ has, chain, now, ignore }) => {
    const expired = chain.slice(1).find(({ validTo }) => Date.parse(validTo) < now);
    if (!has('Expired') || expired === undefined) return undefined;
    return certain(
      says()['certificate-issuer-expired'](subjectOf(expired), dateOf(expired.validTo)),
      fix(fixes().replaceAuthority),
      clock(),
      ...ignore,
    );
  }),
  refused('certificate-intercepted', ({ has, chain, ignore }) => {
    const inspector = chain.find(({ issuer }) => inspection.test(issuer));
    if (!(has('Untrusted') || has('IncompleteChain')) || inspector === undefined) return undefined;
    return likely(
      says()['certificate-intercepted'](issuerOf(inspector)),
      addAuthority(),
      fix(fixes().askNetworkOwner),
      ...ignore,
    );
  }),
  refused('certificate-self-signed', ({ has, leaf, ignore }) =>
    has('Untrusted') && leaf.subject !== '' && leaf.subject === leaf.issuer
      ? certain(
          says()['certificate-self-signed'](subjectOf(leaf)),
          addAuthority(),
          ...ignore,
          fix(fixes().publicCertificate),
        )
      : undefined,
  ),
  refused('certificate-incomplete-chain', ({ has, chain, ignore }) => {
    const last = chain.at(-1);
    if (!has('IncompleteChain') || last === undefined) return undefined;
    return certain(
      says()['certificate-incomplete-chain'](subjectOf(last), issuerOf(last), chain.length),
      fix(fixes().sendIntermediates),
      addAuthority(),
      ...ignore,
    );
  }),
  refused('certificate-untrusted-authority', ({ has, chain, leaf, ignore }) =>
    has('Untrusted')
      ? certain(
          says()['certificate-untrusted-authority'](issuerOf(chain.at(-1) ?? leaf)),
          addAuthority(),
          ...ignore,
          fix(fixes().publicCertificate),
        )
      : undefined,
  ),
  refused('certificate-for-names-not-address', ({ has, leaf, evidence: { server }, ignore }) => {
    const names = dnsNames(leaf);
    const [name] = names;
    if (!has('InvalidName') || name === undefined || !isAddress(server.host)) return undefined;
    const port = server.hasPort ? `:${server.port}` : '';
    const url = `wss://${name}${port}${server.url.replace(/^[a-z]+:\/\/[^/?]*/i, '')}`;
    return certain(
      says()['certificate-for-names-not-address'](server.host, names.map((one) => quotable(one)).join(', ')),
      name.includes('*') || !URL.canParse(url)
        ? fix(fixes().useServerName)
        : fix(fixes().useAddressInstead(quotable(name)), { kind: 'connectTo', url }),
      fix(fixes().addNameToCertificate(server.host)),
      ...ignore,
    );
  }),
  refused('certificate-without-names', ({ has, leaf, ignore }) =>
    has('InvalidName') && leaf.subjectAltName === ''
      ? certain(says()['certificate-without-names'](subjectOf(leaf)), fix(fixes().replaceCertificate), ...ignore)
      : undefined,
  ),
  refused('certificate-other-name', ({ has, leaf, evidence: { server }, ignore }) =>
    has('InvalidName')
      ? certain(
          says()['certificate-other-name'](quotable(server.host), quotable(leaf.subjectAltName, 160)),
          fix(fixes().useServerName),
          fix(fixes().addNameToCertificate(quotable(server.host))),
          ...ignore,
        )
      : undefined,
  ),
  refused('certificate-wrong-usage', ({ has, leaf, ignore }) =>
    has('WrongUsage')
      ? certain(says()['certificate-wrong-usage'](subjectOf(leaf)), fix(fixes().replaceCertificate), ...ignore)
      : undefined,
  ),
  refused('certificate-revocation-unknown', ({ has, leaf, ignore }) =>
    has('RevocationInformationMissing') || has('RevocationFailure')
      ? certain(
          says()['certificate-revocation-unknown'](issuerOf(leaf)),
          fix(fixes().checkRevocationServer),
          fix(fixes().tryAgain, { kind: 'tryAgain' }),
          ...ignore,
        )
      : undefined,
  ),
  refused('certificate-refused', ({ leaf, errors, ignore }) =>
    likely(
      says()['certificate-refused'](subjectOf(leaf), errors.join(', ') || words.attempts.unknownProblem),
      fix(fixes().replaceCertificate),
      ...ignore,
    ),
  ),
];

interface Refused {
  /** What was wrong and not ignored. */
  readonly errors: readonly string[];
  readonly has: (name: string) => boolean;
  readonly leaf: CertificateSummary;
  readonly chain: readonly CertificateSummary[];
  /** This machine's time when it was judged, in milliseconds since 1970. */
  readonly now: number;
  /** How to accept it all the same; empty where that is not possible. */
  readonly ignore: readonly Fix[];
  readonly evidence: Evidence;
}

const noCertificate: CertificateSummary = {
  subject: '',
  issuer: '',
  validFrom: '',
  validTo: '',
  fingerprint256: '',
  subjectAltName: '',
};

/** A rule over refused certificates; what else is wrong is added to its words. */
function refused(id: Rule['id'], explain: (refused: Refused) => Finding | undefined): Rule {
  return {
    id,
    explain: (evidence) => {
      const { error, failed, attempt, server } = evidence;
      if (error?.code !== 'certificate-refused') return undefined;
      const errors = remainingOf(evidence);
      const chain = chainOf(evidence);
      const leaf = chain[0] ?? noCertificate;
      const now = attempt.startedAt + (failed?.startMs ?? 0);
      const isIgnorable = errors.length > 0 && errors.every((name) => ignorable.has(name));
      const ignore: Fix[] = isIgnorable
        ? [
            fix(fixes().ignoreErrors, {
              kind: 'ignoreCertificateErrors',
              host: server.host,
              errors,
              fingerprint256: leaf.fingerprint256,
            }),
          ]
        : [];
      const has = (name: string): boolean => errors.includes(name);
      const finding = explain({ errors, has, leaf, chain, now, ignore, evidence });
      if (finding === undefined || errors.length < 2 || id === 'certificate-refused') return finding;
      const why = `${finding.words.why} ${words.attempts.allProblems(errors.map((name) => quotable(name)).join(', '))}`;
      return { ...finding, words: { ...finding.words, why } };
    },
  };
}

function remainingOf({ error }: Evidence): readonly string[] {
  return error?.notIgnored ?? error?.certificateErrors ?? [];
}

function chainOf({ attempt, failed }: Evidence): readonly CertificateSummary[] {
  const phases = attempt.phases.filter(
    (phase): phase is TlsPhase => phase.phase === 'tls' && !phase.isToProxy && phase.hop === (failed?.hop ?? 0),
  );
  return phases.findLast(({ certificates }) => (certificates?.length ?? 0) > 0)?.certificates ?? [];
}

function isValidAt({ validFrom, validTo }: CertificateSummary, timeMs: number): boolean {
  return Date.parse(validFrom) <= timeMs && timeMs <= Date.parse(validTo);
}

function dateOf(text: string): string {
  return timeText(Date.parse(text)) || quotable(text);
}

/** The common name of a distinguished name such as `CN=a, O=b`; all of it where there is none. */
function commonName(name: string): string {
  return quotable(/(?:^|, )CN=(.*?)(?=, [A-Za-z.\d]+=|$)/.exec(name)?.[1] ?? name) || words.attempts.nameless;
}

function subjectOf({ subject }: CertificateSummary): string {
  return commonName(subject);
}

function issuerOf({ issuer }: CertificateSummary): string {
  return commonName(issuer);
}

function dnsNames({ subjectAltName }: CertificateSummary): readonly string[] {
  return subjectAltName.split(', ').flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []);
}
