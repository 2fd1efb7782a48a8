import forge from 'node-forge';
import type { Credential } from '../../support/certificates.ts';

export interface OddCertificateOptions {
  readonly commonName?: string;
  readonly issuer: Credential;
  /** Extensions as node-forge takes them. Default: those of a right one for a server at 127.0.0.1. */
  readonly extensions?: readonly object[];
  /** Damage done to the certificate in DER. Default: none. */
  readonly damage?: (der: Buffer) => void;
}

export const serverExtensions = [
  { name: 'basicConstraints', critical: true, cA: false },
  { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
];

/** Makes a certificate that no sound authority would sign. */
export async function newOddCertificate(options: OddCertificateOptions): Promise<Credential> {
  const { issuer, commonName = 'localhost', extensions = serverExtensions } = options;
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '4f';
  certificate.validity.notBefore = new Date(Date.now() - 24 * 3_600_000);
  certificate.validity.notAfter = new Date(Date.now() + 24 * 3_600_000);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  certificate.setIssuer(forge.pki.certificateFromPem(issuer.certificate).subject.attributes);
  certificate.setExtensions([...extensions]);
  certificate.sign(forge.pki.privateKeyFromPem(issuer.key), forge.md.sha256.create());
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'latin1');
  options.damage?.(der);
  const base64 =
    der
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n') ?? '';
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: forge.pki.privateKeyToPem(keys.privateKey),
  };
}
