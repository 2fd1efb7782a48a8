import type { CertificateProblem, RevocationDemand } from '../../contract/certificates.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { clockSkewMs, readOcspResponse } from './ocsp-response.ts';
import { day } from './problem.ts';
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
interface Findings {
  readonly revoked: string[];
  readonly faults: string[];
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
    const problem = (result: CertificateProblem['result'], detail: string): CertificateProblem => ({
      result,
      certificateIndex,
      detail,
    });
    if (mustStaple && ocspResponse === undefined) {
      return [
        problem(
          'RevocationInformationMissing',
          'it asks its server to staple an OCSP response (TLS feature), and there is none',
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
    if (revoked.length > 0) return revoked.map((detail) => problem('Revoked', detail));
    if (faults.length > 0) return faults.map((detail) => problem('RevocationFailure', detail));
    if (isGood || !isDemanded) return [];
    return [
      problem(
        'RevocationInformationMissing',
        'nothing is known of whether it was revoked: no OCSP response was stapled and no list of revoked certificates was given',
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
      findings.faults.push(fault);
      continue;
    }
    const at = list.revoked.get(subject.fields?.serialNumber.toString('hex') ?? '');
    if (at !== undefined) findings.revoked.push(`revoked on ${day(at)}, by the list of "${issuer.subjectText}"`);
    else if (list.nextUpdate !== undefined && list.nextUpdate.getTime() < now) {
      findings.faults.push(
        `the list of revoked certificates of "${issuer.subjectText}" is out of date since ${day(list.nextUpdate)}`,
      );
    } else if (list.thisUpdate.getTime() > now + clockSkewMs) {
      findings.faults.push(
        `the list of revoked certificates of "${issuer.subjectText}" is not valid before ${day(list.thisUpdate)}`,
      );
    } else findings.isGood = true;
  }
  if (!isLeaf || ocspResponse === undefined) return findings;
  const answer = readOcspResponse(ocspResponse, subject, issuer, now);
  if (answer.kind === 'revoked') findings.revoked.push(`revoked on ${day(answer.at)}, by the stapled OCSP response`);
  else if (answer.kind === 'good') findings.isGood = true;
  // A response nobody asked for and nobody can use is as good as none.
  else if (isDemanded && !findings.isGood) {
    findings.faults.push(
      answer.kind === 'unusable' ? answer.why : 'the stapled OCSP response does not know the certificate',
    );
  }
  return findings;
}
