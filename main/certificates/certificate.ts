import type { X509Certificate } from 'node:crypto';
import { clientCertificateFromPem, clientCertificateFromPfx, type ClientCertificate } from './client-certificate.ts';

/**
 * `Windows.Security.Cryptography.Certificates.Certificate`, as far as sockets need it.
 *
 * Differs from Windows: there is no certificate store, so a certificate with its private key comes from a file:
 * {@link Certificate.fromPfx}, {@link Certificate.fromPem}.
 */
export class Certificate {
  /** The issuer's common name, as Windows gives it. */
  readonly issuer: string;
  /** The subject's common name. */
  readonly subject: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly #x509: X509Certificate;

  constructor(x509: X509Certificate) {
    this.#x509 = x509;
    this.issuer = commonName(x509.issuer);
    this.subject = commonName(x509.subject);
    this.serialNumber = x509.serialNumber;
    this.validFrom = new Date(x509.validFrom);
    this.validTo = new Date(x509.validTo);
  }

  /** The certificate's hash. SHA-256, as upper-case hexadecimal with colons. */
  get fingerprint256(): string {
    return this.#x509.fingerprint256;
  }

  /** The certificate in DER. */
  get raw(): Buffer {
    return this.#x509.raw;
  }

  /**
   * A client certificate with its private key.
   *
   * @param pfx the content of a PFX (PKCS #12) file
   * @param password the file's password; empty for none
   * @throws DuplexError `client-certificate` when the password is wrong or the file is no PFX
   */
  static fromPfx(pfx: Uint8Array, password: string): ClientCertificate {
    return clientCertificateFromPfx(pfx, password);
  }

  /**
   * A client certificate with its private key, from PEM.
   *
   * @param certificates the certificate and those of its issuers, which are sent along
   * @param key PKCS#8, or what OpenSSL wrote before it; encrypted or not. May be the same text
   * @param password the key's password; empty for none
   * @throws DuplexError `client-certificate`; `info.field` says whether it is the certificate, `.key` or `.password`
   */
  static fromPem(certificates: string, key: string, password = ''): ClientCertificate {
    return clientCertificateFromPem(certificates, key, password);
  }
}

/** Node writes a distinguished name as lines of `key=value`. */
function commonName(distinguishedName: string | undefined): string {
  const lines = (distinguishedName ?? '').split('\n');
  return lines.find((line) => line.startsWith('CN='))?.slice(3) ?? lines.join(', ');
}
