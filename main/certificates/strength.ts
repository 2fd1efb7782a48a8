import type { KeyObject } from 'node:crypto';
import type { CertificateProblem } from '../../contract/certificates.ts';
import type { CertificatePath } from './path-building.ts';

/** What the CA/Browser Forum's Baseline Requirements ask for since 2014, section 6.1.5. */
const rsaBits = 2048;

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** Digests that can be forged, by the signature algorithms that use them. */
const weakSignatures: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2',
  '1.2.840.113549.1.1.3': 'MD4',
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.3.14.3.2.29': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
  '1.2.840.10040.4.3': 'SHA-1',
};

/** Keys that are too short and signatures that can be forged. */
export function strengthProblems({ certificates, end }: CertificatePath): CertificateProblem[] {
  return certificates.flatMap(({ publicKey, fields }, certificateIndex) => {
    const weakDigest = weakSignatures[fields?.signatureAlgorithm ?? ''];
    // Nobody relies on the signature of a root: it is trusted, or not, for itself.
    const isRoot = certificateIndex === certificates.length - 1 && (end === 'trusted' || end === 'self-signed');
    const details = [
      keyFault(publicKey),
      weakDigest === undefined || isRoot ? undefined : `signed with ${weakDigest}, which can be forged`,
    ];
    return details
      .filter((detail) => detail !== undefined)
      .map((detail) => ({ result: 'OtherErrors', certificateIndex, detail }) as const);
  });
}

/** A key in words: "RSA 2048", "EC P-256", "Ed25519". */
export function describeKey(key: KeyObject | undefined): string {
  const details = key?.asymmetricKeyDetails;
  switch (key?.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return `RSA ${details?.modulusLength ?? ''}`.trim();
    case 'ec':
      return `EC ${curves[details?.namedCurve ?? ''] ?? details?.namedCurve ?? ''}`.trim();
    case 'ed25519':
      return 'Ed25519';
    case 'ed448':
      return 'Ed448';
    case undefined:
      return 'unknown';
    default:
      return String(key?.asymmetricKeyType);
  }
}

function keyFault(key: KeyObject | undefined): string | undefined {
  switch (key?.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss': {
      const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
      return bits < rsaBits ? `its RSA key has ${bits} bits, fewer than ${rsaBits}` : undefined;
    }
    case 'ec': {
      const curve = key.asymmetricKeyDetails?.namedCurve ?? 'of its own';
      return curve in curves ? undefined : `its key is on the curve ${curve}, which TLS does not use`;
    }
    case 'ed25519':
    case 'ed448':
      return undefined;
    case undefined:
      return 'its public key cannot be read';
    default:
      return `its key is for ${String(key?.asymmetricKeyType)}, which TLS does not use`;
  }
}
