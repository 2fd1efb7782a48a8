import type { CertificateProblem, RevocationDemand } from '../../contract/certificates.ts';
import { because, type Reason } from '../../contract/reason.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { clockSkewMs, readOcspResponse } from './ocsp-response.ts';
import { day, unquoted } from './problem.ts';
import { isListOf, listFault, type RevocationList } from './revocation-list.ts';

export interface RevocationKnowledge {
  readonly demand: RevocationDemand;
  readonly lists: readonly RevocationList[];
  /** What the server has stapled. */
  readonly ocspResponse: Buffer | undefined;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** What is known of one certificate. */
type Finding = Pick<CertificateProblem, 'detail' | 'reason'>;

interface Findings {
  readonly revoked: Finding[];
  readonly faults: Finding[];
  isGood: boolean;
}

interface Demanded extends RevocationKnowledge {
  readonly isLeaf: boolean;
  /** Whether something has to be known. */
  readonly isDemanded: boolean;
}

/** @param certificates from the server's own to the root, as far as there is one */
export function revocationProblems(
  certificates: readonly ChainCertificate[],
  knowledge: RevocationKnowledge,
): CertificateProblem[] {
  const { demand, ocspResponse } = knowledge;
  return certificates.flatMap((subject, certificateIndex): CertificateProblem[] => {
    const issuer = certificates[certificateIndex + 1];
    const mustStaple = certificateIndex === 0 && subject.fields?.extensions.mustStaple === true;
    // A response that is stapled and cannot be used is none, where there has to be one (RFC 7633, section 4.2.3.1).
    const isDemanded =
      mustStaple || demand === 'wholeChain' || (demand === 'serverCertificate' && certificateIndex === 0);
    const problem = (result: CertificateProblem['result'], detail: string, reason?: Reason): CertificateProblem => ({
      result,
      certificateIndex,
      detail,
      ...(reason !== undefined && { reason }),
    });
    if (mustStaple && ocspResponse === undefined) {
      return [
        problem(
          'RevocationInformationMissing',
          'it asks its server to staple an OCSP response (TLS feature), and there is none',
          because('stapleMissing'),
        ),
      ];
    }
    // A root is not revoked but removed from the trusted ones.
    if (issuer === undefined) return [];
    const { revoked, faults, isGood } = findingsOf(subject, issuer, {
      ...knowledge,
      isLeaf: certificateIndex === 0,
      isDemanded,
    });
    if (revoked.length > 0) return revoked.map(({ detail, reason }) => problem('Revoked', detail, reason));
    if (faults.length > 0) return faults.map(({ detail, reason }) => problem('RevocationFailure', detail, reason));
    if (isGood || !isDemanded) return [];
    return [
      problem(
        'RevocationInformationMissing',
        'nothing is known of whether it was revoked: no OCSP response was stapled and no list of revoked certificates was given',
        because('revocationUnknown'),
      ),
    ];
  });
}

function findingsOf(
  subject: ChainCertificate,
  issuer: ChainCertificate,
  { lists, ocspResponse, now, isLeaf, isDemanded }: Demanded,
): Findings {
  const findings: Findings = { revoked: [], faults: [], isGood: false };
  for (const list of lists) {
    if (!isListOf(list, issuer)) continue;
    const fault = listFault(list, issuer);
    if (fault !== undefined) {
      findings.faults.push({ detail: fault });
      continue;
    }
    const at = list.revoked.get(subject.fields?.serialNumber.toString('hex') ?? '');
    if (at !== undefined) {
      findings.revoked.push({
        detail: `revoked on ${day(at)}, by the list of "${issuer.subjectText}"`,
        reason: because('revokedByList', day(at), unquoted(issuer.subjectText)),
      });
    } else if (list.nextUpdate !== undefined && list.nextUpdate.getTime() < now) {
      findings.faults.push({
        detail: `the list of revoked certificates of "${issuer.subjectText}" is out of date since ${day(list.nextUpdate)}`,
        reason: because('listOutOfDate', unquoted(issuer.subjectText), day(list.nextUpdate)),
      });
    } else if (list.thisUpdate.getTime() > now + clockSkewMs) {
      findings.faults.push({
        detail: `the list of revoked certificates of "${issuer.subjectText}" is not valid before ${day(list.thisUpdate)}`,
        reason: because('listTooEarly', unquoted(issuer.subjectText), day(list.thisUpdate)),
      });
    } else findings.isGood = true;
  }
  if (!isLeaf || ocspResponse === undefined) return findings;
  const answer = readOcspResponse(ocspResponse, subject, issuer, now);
  if (answer.kind === 'revoked') {
    findings.revoked.push({
      detail: `revoked on ${day(answer.at)}, by the stapled OCSP response`,
      reason: because('revokedByOcsp', day(answer.at)),
    });
  } else if (answer.kind === 'good') findings.isGood = true;
  // A response nobody asked for and nobody can use is as good as none.
  else if (isDemanded && !findings.isGood) {
    findings.faults.push(
      answer.kind === 'unusable'
        ? { detail: answer.why }
        : { detail: 'the stapled OCSP response does not know the certificate', reason: because('ocspUnknown') },
    );
  }
  return findings;
}
