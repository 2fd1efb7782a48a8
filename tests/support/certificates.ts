import {
  makeCertificate,
  packPfx,
  type CertificateUsage,
  type Credential,
} from '../../main/server/certificates/certificate-maker.ts';

export type { Credential } from '../../main/server/certificates/certificate-maker.ts';

/** When a certificate is valid, seen from the time of the test. */
export type Validity = 'now' | 'expired' | 'future';

export interface TestCertificateOptions {
  /** Default: `localhost`. */
  readonly commonName?: string;
  /** Default: `server`. */
  readonly usage?: CertificateUsage;
  /** Default: `localhost`; give another name for one that does not match. */
  readonly dnsNames?: readonly string[];
  /** Default: 127.0.0.1 and ::1, with the default names; else none. */
  readonly ipAddresses?: readonly string[];
  /** Default: `now`. */
  readonly validity?: Validity;
  /** Default: signed by itself. */
  readonly issuer?: Credential;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Makes a key and a certificate, by default a right one for a server on loopback that signs itself. */
export function newCertificate(options: TestCertificateOptions = {}): Promise<Credential> {
  const { commonName = 'localhost', usage = 'server', validity = 'now', issuer } = options;
  return makeCertificate({
    commonName,
    usage,
    dnsNames: options.dnsNames ?? (usage === 'server' ? ['localhost'] : []),
    ipAddresses: options.ipAddresses ?? (usage === 'server' && !options.dnsNames ? ['127.0.0.1', '::1'] : []),
    ...datesOf(validity),
    ...(issuer && { issuer }),
  });
}

/** Makes an authority to sign others with. */
export function newAuthority(commonName = 'Test Authority', validity: Validity = 'now'): Promise<Credential> {
  return newCertificate({ commonName, usage: 'authority', validity });
}

/** Makes a client certificate, packed as PKCS#12 with its key. */
export async function newClientPfx(
  options: Omit<TestCertificateOptions, 'usage'> & { readonly password: string },
): Promise<Buffer> {
  const { password, commonName = 'Test Client', ...rest } = options;
  const credential = await newCertificate({ ...rest, commonName, usage: 'client' });
  return packPfx(credential, { password, friendlyName: commonName });
}

/** `cert` and `key` for a TLS server: the certificate, followed by its issuer's where there is one. */
export function serverTls(credential: Credential, issuer?: Credential): { cert: string; key: string } {
  return { cert: credential.certificate + (issuer?.certificate ?? ''), key: credential.key };
}

function datesOf(validity: Validity): { notBefore: Date; notAfter: Date } {
  const [from, to] = { now: [-1, 30], expired: [-30, -1], future: [1, 30] }[validity] as [number, number]; // pairs
  return { notBefore: new Date(Date.now() + from * dayMs), notAfter: new Date(Date.now() + to * dayMs) };
}
