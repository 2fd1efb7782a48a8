import type { CertificateProblem } from '../../contract/certificates.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { anyPolicy, type Extensions } from './extensions.ts';
import { quoted } from './problem.ts';

/**
 * Whether an authority that wants a certificate policy has one that holds down to the server (RFC 5280, section 6.1.3,
 * d to f). Without such an authority policies mean nothing to a client. A mapping is taken at its word, also where an
 * authority inhibits mappings.
 */
export function policyProblems(certificates: readonly ChainCertificate[]): CertificateProblem[] {
  // The root's own policies are a matter of trusting it.
  const belowRoot = certificates.slice(0, -1).toReversed();
  let explicitIn = Number.POSITIVE_INFINITY;
  let anyEndsIn = Number.POSITIVE_INFINITY;
  let valid: ReadonlySet<string> = new Set([anyPolicy]);
  let wantedBy = '';
  for (const certificate of belowRoot) {
    const extensions: Extensions = certificate.fields?.extensions ?? {};
    const listed = new Set(extensions.policies);
    if (anyEndsIn <= 0 && !certificate.isSelfIssued) listed.delete(anyPolicy);
    valid = meet(valid, listed);
    const isLeaf = certificate === certificates[0];
    const wanted = extensions.requireExplicitPolicy;
    if (!certificate.isSelfIssued) {
      explicitIn--;
      anyEndsIn--;
    }
    if (wanted !== undefined && (isLeaf ? wanted === 0 : wanted < explicitIn)) {
      explicitIn = wanted;
      wantedBy = certificate.subjectText;
    }
    anyEndsIn = Math.min(anyEndsIn, extensions.inhibitAnyPolicy ?? Number.POSITIVE_INFINITY);
    valid = mapped(valid, extensions.policyMappings ?? []);
  }
  if (explicitIn > 0 || valid.size > 0) return [];
  const detail = `${quoted(wantedBy)} wants a certificate policy, and none holds for the whole chain`;
  return [{ result: 'InvalidCertificateAuthorityPolicy', certificateIndex: 0, detail }];
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  if (one.has(anyPolicy)) return other.has(anyPolicy) ? new Set([...one, ...other]) : other;
  return other.has(anyPolicy) ? one : new Set([...one].filter((policy) => other.has(policy)));
}

function mapped(valid: ReadonlySet<string>, mappings: readonly (readonly [string, string])[]): ReadonlySet<string> {
  if (mappings.length === 0) return valid;
  const domains = new Map<string, string[]>();
  for (const [issuer, subject] of mappings) {
    const subjects = domains.get(issuer);
    if (subjects === undefined) domains.set(issuer, [subject]);
    else subjects.push(subject);
  }
  return new Set([...valid].flatMap((policy) => domains.get(policy) ?? [policy]));
}
