import type { CertificateProblem } from '../../contract/certificates.ts';
import { because, type Reason } from '../../contract/reason.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { purposes, usageBits } from './extensions.ts';
import { nameConstraintProblems, type ComparisonBudget } from './name-constraints.ts';
import type { CertificatePath } from './path-building.ts';
import { policyProblems } from './policies.ts';
import { day, quoted, unquoted } from './problem.ts';
import { strengthProblems } from './strength.ts';

/**
 * Everything that is wrong with a path, whatever the host and whatever has been revoked (RFC 5280, section 6.1).
 *
 * @param now in milliseconds since the epoch
 * @param budget of all paths of this server
 */
export function pathProblems(path: CertificatePath, now: number, budget: ComparisonBudget): CertificateProblem[] {
  const { certificates } = path;
  return [
    ...endProblems(path),
    ...path.badSignatures.map((certificateIndex) => badSignature(path, certificateIndex)),
    ...certificates.flatMap((certificate, index) => [
      ...readingProblems(certificate, index),
      ...dateProblems(certificate, index, now),
      ...usageProblems(certificate, index),
      ...(index === 0 ? [] : authorityProblems(certificates, index)),
    ]),
    ...strengthProblems(path),
    ...nameConstraintProblems(certificates, budget),
    ...policyProblems(certificates),
  ];
}

function endProblems({ certificates, end }: CertificatePath): CertificateProblem[] {
  const certificateIndex = certificates.length - 1;
  const last = certificates[certificateIndex];
  switch (end) {
    case 'trusted':
      return [];
    case 'self-signed': {
      const detail =
        certificateIndex === 0
          ? 'signed by itself, and not among the trusted authorities'
          : `${quoted(last?.subjectText ?? '')} is not among the trusted authorities`;
      const reason =
        certificateIndex === 0
          ? because('selfSigned')
          : because('authorityNotTrusted', unquoted(last?.subjectText ?? ''));
      return [{ result: 'Untrusted', certificateIndex, detail, reason }];
    }
    case 'issuer-missing': {
      const detail = `the certificate of its issuer, ${quoted(last?.issuerText ?? '')}, was not sent and is not among the trusted authorities`;
      const reason = because('issuerMissing', unquoted(last?.issuerText ?? ''));
      return [{ result: 'IncompleteChain', certificateIndex, detail, reason }];
    }
    case 'too-long':
      return [
        {
          result: 'OtherErrors',
          certificateIndex,
          detail: `the chain has more than ${certificateIndex} certificates above the server's`,
          reason: because('chainTooLong', certificateIndex),
        },
      ];
  }
}

function badSignature({ certificates }: CertificatePath, certificateIndex: number): CertificateProblem {
  const issuer = certificates[certificateIndex + 1];
  const detail =
    issuer === undefined
      ? 'its signature is not by its own key'
      : `its signature is not by the key of ${quoted(issuer.subjectText)}`;
  const reason =
    issuer === undefined ? because('signatureNotOwn') : because('signatureNotOf', unquoted(issuer.subjectText));
  return { result: 'InvalidSignature', certificateIndex, detail, reason };
}

/** At most this many sentences for one certificate: whoever made it may have put thousands of faults into it. */
const faultLimit = 5;

function readingProblems({ fields, fault }: ChainCertificate, certificateIndex: number): CertificateProblem[] {
  if (fields === undefined) {
    const why = fault ?? 'its form is wrong';
    const reason = because('certificateUnreadable', why);
    return [{ result: 'OtherErrors', certificateIndex, detail: `it cannot be read: ${why}`, reason }];
  }
  return [
    ...fields.faults
      .slice(0, faultLimit)
      .map(({ detail, reason }) => ({ result: 'OtherErrors', certificateIndex, detail, reason }) as const),
    ...fields.unknownCritical.slice(0, faultLimit).map(
      (oid) =>
        ({
          result: 'UnknownCriticalExtension',
          certificateIndex,
          detail: `it has a critical extension that is not known, ${oid}`,
          reason: because('extensionUnknown', oid),
        }) as const,
    ),
  ];
}

function dateProblems({ fields }: ChainCertificate, certificateIndex: number, now: number): CertificateProblem[] {
  if (fields === undefined) return [];
  const { notBefore, notAfter } = fields;
  if (now > notAfter.getTime()) {
    const reason = because('certificateExpired', day(notAfter));
    return [{ result: 'Expired', certificateIndex, detail: `expired on ${day(notAfter)}`, reason }];
  }
  if (now < notBefore.getTime()) {
    const reason = because('certificateTooEarly', day(notBefore));
    return [{ result: 'Expired', certificateIndex, detail: `not valid before ${day(notBefore)}`, reason }];
  }
  return [];
}

function usageProblems({ fields }: ChainCertificate, certificateIndex: number): CertificateProblem[] {
  if (fields === undefined) return [];
  const { keyUsage, purposes: allowed } = fields.extensions;
  const problem = (detail: string, reason: Reason): CertificateProblem => ({
    result: 'WrongUsage',
    certificateIndex,
    detail,
    reason,
  });
  const problems: CertificateProblem[] = [];
  // OpenSSL does not take `anyExtendedKeyUsage` for it either, and holds authorities to the same.
  if (allowed !== undefined && !allowed.includes(purposes.serverAuth)) {
    problems.push(problem('its extended key usage does not name servers (serverAuth)', because('usageNotServer')));
  }
  if (keyUsage === undefined) return problems;
  if (certificateIndex === 0) {
    const { digitalSignature, keyEncipherment, keyAgreement } = usageBits;
    if (![digitalSignature, keyEncipherment, keyAgreement].some((bit) => keyUsage.has(bit))) {
      problems.push(problem('its key usage does not allow TLS (digitalSignature)', because('usageNotTls')));
    }
  } else if (!keyUsage.has(usageBits.keyCertSign)) {
    problems.push(
      problem('its key usage does not allow to sign certificates (keyCertSign)', because('usageNotSigning')),
    );
  }
  return problems;
}

function authorityProblems(certificates: readonly ChainCertificate[], certificateIndex: number): CertificateProblem[] {
  const certificate = certificates[certificateIndex];
  const fields = certificate?.fields;
  if (fields === undefined) return [];
  const problem = (detail: string, reason: Reason): CertificateProblem[] => [
    { result: 'BasicConstraintsError', certificateIndex, detail, reason },
  ];
  const constraints = fields.extensions.basicConstraints;
  if (constraints === undefined) {
    // The first version has no extensions, and a few old roots are of it.
    if (fields.version === 1 && certificate?.source === 'trusted') return [];
    return problem(
      'it signed another certificate, and does not say that it is an authority (basicConstraints)',
      because('authorityNotSaid'),
    );
  }
  if (!constraints.isAuthority)
    return problem('it signed another certificate, and says that it is no authority', because('authorityDenied'));
  const below = certificates.slice(1, certificateIndex).filter(({ isSelfIssued }) => !isSelfIssued).length;
  if (constraints.pathLength === undefined || below <= constraints.pathLength) return [];
  return problem(
    `it allows ${constraints.pathLength} further authorities below it (pathLenConstraint), and there are ${below}`,
    because('pathTooLong', constraints.pathLength, below),
  );
}
