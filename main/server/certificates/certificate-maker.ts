import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { pki } from 'node-forge';

/** A certificate and its key, both as PEM; the key as PKCS#8 without encryption. */
export interface Credential {
  readonly certificate: string;
  readonly key: string;
}

/** `authority` signs others; `server` and `client` are leaves with the one extended key usage of their name. */
export type CertificateUsage = 'authority' | 'server' | 'client';

export interface CertificateOptions {
  readonly commonName: string;
  readonly usage: CertificateUsage;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Subject alternative names. Default: none. */
  readonly dnsNames?: readonly string[];
  /** Subject alternative names that are IP literals. Default: none. */
  readonly ipAddresses?: readonly string[];
  /** Who signs. Default: the certificate signs itself. */
  readonly issuer?: Credential;
}

export interface PfxOptions {
  readonly password: string;
  readonly friendlyName: string;
}

const newKeyPair = promisify(generateKeyPair);

/** The size browsers and Windows accept without remark. */
const rsaBits = 2048;

/**
 * Makes an RSA key and an X.509 certificate for it, signed with SHA-256.
 *
 * The key comes from `node:crypto` (a thread, 100 ms) and only the certificate from node-forge, which is loaded here
 * and not at the top: it costs start-up time on every run and is needed on the first.
 */
export async function makeCertificate(options: CertificateOptions): Promise<Credential> {
  const [{ default: forge }, { publicKey, privateKey }] = await Promise.all([
    import('node-forge'),
    newKeyPair('rsa', {
      modulusLength: rsaBits,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
  ]);
  const certificate = forge.pki.createCertificate();
  const issuer = options.issuer && forge.pki.certificateFromPem(options.issuer.certificate);
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = newSerialNumber();
  certificate.validity.notBefore = options.notBefore;
  certificate.validity.notAfter = options.notAfter;
  const subject = [{ name: 'commonName', value: options.commonName }];
  certificate.setSubject(subject);
  certificate.setIssuer(issuer?.subject.attributes ?? subject);
  certificate.setExtensions(extensionsFor(options, (issuer ?? certificate).generateSubjectKeyIdentifier().getBytes()));
  certificate.sign(forge.pki.privateKeyFromPem(options.issuer?.key ?? privateKey), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key: privateKey };
}

/**
 * Packs a certificate and its key as PKCS#12.
 *
 * - The key is encrypted with AES-256 (PBES2), which OpenSSL 3 and BoringSSL both read.
 * - The issuer stays outside: Node trusts every further certificate of a client's PFX as an authority, so a PFX with
 *   the issuer in it would silently make the sample server trusted.
 */
export async function packPfx(credential: Credential, options: PfxOptions): Promise<Buffer> {
  const { default: forge } = await import('node-forge');
  const container = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(credential.key),
    forge.pki.certificateFromPem(credential.certificate),
    options.password,
    { algorithm: 'aes256', friendlyName: options.friendlyName },
  );
  return Buffer.from(forge.asn1.toDer(container).getBytes(), 'latin1');
}

/** 16 random bytes as hex. The first is 40 to 7F: never negative, never a leading zero (RFC 5280, section 4.1.2.2). */
function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** @param issuerKeyIdentifier as a binary string, node-forge's form of bytes */
function extensionsFor(options: CertificateOptions, issuerKeyIdentifier: string): Parameters<SetExtensions>[0] {
  const identifiers = [
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuerKeyIdentifier },
  ];
  if (options.usage === 'authority') {
    return [
      { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
      { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
      ...identifiers,
    ];
  }
  const isServer = options.usage === 'server';
  const altNames = [
    ...(options.dnsNames ?? []).map((value) => ({ type: 2, value })), // dNSName
    ...(options.ipAddresses ?? []).map((ip) => ({ type: 7, ip })), // iPAddress
  ];
  return [
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: isServer },
    { name: 'extKeyUsage', ...(isServer ? { serverAuth: true } : { clientAuth: true }) },
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
    ...identifiers,
  ];
}

type SetExtensions = pki.Certificate['setExtensions'];
