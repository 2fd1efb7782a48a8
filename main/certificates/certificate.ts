import type { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { failure } from '../../contract/errors.ts';

/**
 * `Windows.Security.Cryptography.Certificates.Certificate`, as far as sockets need it.
 *
 * Differs from Windows: there is no certificate store, so a certificate with its private key comes from a PFX file
 * by {@link Certificate.fromPfx}.
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
    try {
      createSecureContext({ pfx: Buffer.from(pfx), passphrase: password });
    } catch (cause) {
      const isPassword = /mac verify|INCORRECT_PASSWORD/i.test(String(cause));
      throw failure(
        'client-certificate',
        isPassword
          ? 'the password does not open the client certificate'
          : `the client certificate cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        { hresult: 'E_INVALIDARG', field: isPassword ? 'clientCertificate.password' : 'clientCertificate', cause },
      );
    }
    return { pfx, password };
  }
}

/** A certificate this side can prove to own. */
export interface ClientCertificate {
  readonly pfx: Uint8Array;
  readonly password: string;
}

/** Node writes a distinguished name as lines of `key=value`. */
function commonName(distinguishedName: string | undefined): string {
  const lines = (distinguishedName ?? '').split('\n');
  return lines.find((line) => line.startsWith('CN='))?.slice(3) ?? lines.join(', ');
}
