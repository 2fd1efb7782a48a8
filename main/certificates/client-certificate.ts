import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { pemBlocks, pemLabels } from './pem.ts';

/** What a TLS session needs to prove who the client is. */
export type ClientTls =
  { readonly pfx: Buffer; readonly passphrase: string } | { readonly cert: string; readonly key: string };

/**
 * A certificate this side can prove to own. Its key lives in memory only: neither `JSON.stringify` nor an inspector
 * shows it.
 */
export class ClientCertificate {
  readonly #tls: ClientTls;

  constructor(tls: ClientTls) {
    this.#tls = tls;
  }

  /** For whoever dials. */
  static tlsOf(certificate: ClientCertificate): ClientTls {
    return certificate.#tls;
  }
}

/** @throws DuplexError `client-certificate` */
export function clientCertificateFromPfx(pfx: Uint8Array, password: string): ClientCertificate {
  const tls = { pfx: Buffer.from(pfx), passphrase: password };
  try {
    createSecureContext(tls);
  } catch (cause) {
    const isPassword = /mac verify|INCORRECT_PASSWORD/i.test(String(cause));
    throw isPassword
      ? faulty(
          'clientCertificate.password',
          'the password does not open the client certificate',
          because('passwordWrong'),
          cause,
        )
      : unreadable(cause);
  }
  return new ClientCertificate(tls);
}

/** @throws DuplexError `client-certificate` */
export function clientCertificateFromPem(certificates: string, key: string, password: string): ClientCertificate {
  const chain = readCertificates(certificates);
  const privateKey = readKey(key, password);
  // Whoever made the file may have put an authority first.
  const own = chain.find((certificate) => certificate.checkPrivateKey(privateKey));
  if (own === undefined)
    throw faulty('clientCertificate.key', 'the key does not belong to the client certificate', because('keyOfOther'));
  const tls = {
    cert: [own, ...chain.filter((certificate) => certificate !== own)].join(''),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  try {
    createSecureContext(tls);
  } catch (cause) {
    const why = messageOf(cause);
    const reason = because('certificateUnusable', why);
    throw faulty('clientCertificate', `the client certificate cannot be used: ${why}`, reason, cause);
  }
  return new ClientCertificate(tls);
}

function readCertificates(pem: string): X509Certificate[] {
  const blocks = pemBlocks(pem, 'CERTIFICATE');
  if (blocks.length === 0)
    throw faulty('clientCertificate', 'there is no certificate in PEM', because('certificateInPemMissing'));
  return blocks.map((der) => {
    try {
      return new X509Certificate(der);
    } catch (cause) {
      throw unreadable(cause);
    }
  });
}

function readKey(pem: string, password: string): KeyObject {
  // A legacy key (RFC 1421) has its headers within the block, and those hold hyphens.
  const isEncrypted = pemLabels(pem).includes('ENCRYPTED PRIVATE KEY') || pem.includes('Proc-Type: 4,ENCRYPTED');
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw faulty('clientCertificate.key', 'there is no private key in PEM', because('keyInPemMissing'));
  }
  if (isEncrypted && password === '') {
    const what = 'the key is encrypted, and no password was given';
    throw faulty('clientCertificate.password', what, because('keyEncrypted'));
  }
  try {
    return createPrivateKey({ key: pem, format: 'pem', passphrase: password });
  } catch (cause) {
    // OpenSSL's, then BoringSSL's. A wrong password can also give garbage, which the decoder calls "unsupported".
    const isUnsupported = /envelope routines::unsupported|UNKNOWN_|UNSUPPORTED_/.test(String(cause));
    if (isEncrypted && !isUnsupported) {
      const what = 'the password does not open the key of the client certificate';
      throw faulty('clientCertificate.password', what, because('keyPasswordWrong'), cause);
    }
    const why = messageOf(cause);
    throw faulty('clientCertificate.key', `the key cannot be read: ${why}`, because('keyUnreadable', why), cause);
  }
}

function unreadable(cause: unknown): DuplexError {
  const why = messageOf(cause);
  const reason = because('certificateUnreadable', why);
  return faulty('clientCertificate', `the client certificate cannot be read: ${why}`, reason, cause);
}

function faulty(field: string, what: string, reason: Reason, cause?: unknown): DuplexError {
  return failure('client-certificate', what, { hresult: 'E_INVALIDARG', field, reason, cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
