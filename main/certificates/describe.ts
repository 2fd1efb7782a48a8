import { createHash } from 'node:crypto';
import type { CertificateDescription } from '../../contract/certificates.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { namesOf } from './host-name.ts';
import { describeKey } from './strength.ts';

/** A certificate as data for a page. */
export function describe(certificate: ChainCertificate): CertificateDescription {
  const { fields, publicKey, raw, x509, source } = certificate;
  return {
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    serialNumber: x509.serialNumber,
    ...(fields && { validFrom: fields.notBefore.toISOString(), validTo: fields.notAfter.toISOString() }),
    sha256: sha256(raw),
    ...(publicKey && { publicKeySha256: sha256(publicKey.export({ type: 'spki', format: 'der' })) }),
    key: describeKey(publicKey),
    names: fields?.extensions.basicConstraints?.isAuthority === true ? [] : namesOf(certificate),
    isAuthority: fields?.extensions.basicConstraints?.isAuthority ?? false,
    source,
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
