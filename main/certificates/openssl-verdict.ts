import type { CertificateProblem } from '../../contract/certificates.ts';
import type { ChainValidationResultName } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { ignorableErrors } from './problem.ts';

const noPath: readonly ChainValidationResultName[] = ['Untrusted', 'IncompleteChain'];
const dates: readonly ChainValidationResultName[] = ['Expired'];

/** What of ours, among what can be ignored, says the same as OpenSSL's or BoringSSL's code. */
const explanations: Readonly<Record<string, readonly ChainValidationResultName[]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: noPath,
  SELF_SIGNED_CERT_IN_CHAIN: noPath,
  CERT_UNTRUSTED: noPath,
  UNABLE_TO_GET_ISSUER_CERT: noPath,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: noPath,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: noPath,
  // Where a trusted authority has the name of the one that signed: ours says then that nobody trusted did.
  CERT_SIGNATURE_FAILURE: noPath,
  CERT_HAS_EXPIRED: dates,
  CERT_NOT_YET_VALID: dates,
  INVALID_PURPOSE: ['WrongUsage'],
};

/**
 * The safety net: what OpenSSL refuses and we have found nothing that explains it, so that nothing OpenSSL refuses is
 * ever accepted, or ignored as something else. It names one problem at most, so it is no substitute for looking
 * ourselves.
 *
 * @param code OpenSSL's verdict; nothing where it accepts the chain. A code about the host name is none: OpenSSL does
 *   not know which host was asked for
 */
export function unexplained(code: string | undefined, found: readonly CertificateProblem[]): CertificateProblem[] {
  // Node compares the name only when the chain is good; we compare it always, and apart from the chain.
  if (code === undefined || code === 'ERR_TLS_CERT_ALTNAME_INVALID') return [];
  const explaining = explanations[code] ?? [];
  const isExplained = found.some(
    ({ result, certificateIndex }) =>
      // What cannot be ignored is refused already.
      !ignorableErrors.has(result) ||
      explaining.includes(result) ||
      // OpenSSL does not take an authority that may not sign for one, and then it has no chain, or a code that Node
      // has no name for.
      (result === 'WrongUsage' && certificateIndex > 0 && explaining !== dates),
  );
  if (isExplained) return [];
  return [
    {
      result: 'OtherErrors',
      certificateIndex: 0,
      detail: `OpenSSL refuses the chain: ${code}`,
      reason: because('opensslRefuses', code),
    },
  ];
}
