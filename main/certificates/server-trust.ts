import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type {
  CertificateException,
  CertificatePin,
  RevocationDemand,
  ServerTrust,
} from '../../contract/certificates.ts';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { ChainCertificate } from './chain-certificate.ts';
import { DerError } from './der.ts';
import { pemBlocks } from './pem.ts';
import { ignorableErrors } from './problem.ts';
import { readRevocationLists, type RevocationList } from './revocation-list.ts';
import { anchorsOf, bothOf, systemAnchors, type TrustAnchors } from './trust-anchors.ts';

/** A {@link ServerTrust} that has been checked and read. */
export interface CompiledTrust {
  readonly anchors: TrustAnchors;
  /** Certificates of authorities that are no roots. */
  readonly given: readonly ChainCertificate[];
  /** Fingerprints in lower-case hexadecimal. */
  readonly pins: readonly CertificatePin[];
  /** Hosts and fingerprints in lower case. */
  readonly exceptions: readonly CertificateException[];
  readonly lists: readonly RevocationList[];
  readonly demand: RevocationDemand;
  /** What OpenSSL is to trust, as PEM; absent where that is what it trusts anyway. */
  readonly openSslAuthorities?: readonly string[];
}

/** Trust nobody but the roots that come with Node. */
export const defaultTrust: CompiledTrust = {
  anchors: systemAnchors,
  given: [],
  pins: [],
  exceptions: [],
  lists: [],
  demand: 'asTold',
};

/** @throws DuplexError `invalid-input` with the field, such as `serverTrust.pins[0]` */
export function compileTrust(trust: ServerTrust): CompiledTrust {
  const authorities = (trust.authorities ?? []).flatMap((pem, index) => readAuthorities(pem, `authorities[${index}]`));
  const isRoot = (certificate: ChainCertificate): boolean => certificate.isSelfIssued;
  const own = anchorsOf(authorities.filter(isRoot));
  const replacesSystem = trust.replaceSystem ?? false;
  const isDefault = authorities.length === 0 && !replacesSystem;
  return {
    anchors: replacesSystem ? own : bothOf(own, systemAnchors),
    given: authorities.filter((authority) => !isRoot(authority)).map(({ x509 }) => new ChainCertificate(x509, 'given')),
    pins: (trust.pins ?? []).map((pin, index) => compilePin(pin, `pins[${index}]`)),
    exceptions: (trust.exceptions ?? []).map((one, index) => compileException(one, `exceptions[${index}]`)),
    lists: (trust.revocationLists ?? []).flatMap((list, index) => readLists(list, `revocationLists[${index}]`)),
    demand: trust.revocation ?? 'asTold',
    ...(!isDefault && {
      openSslAuthorities: [
        ...(replacesSystem ? [] : rootCertificates),
        ...authorities.map(({ x509 }) => x509.toString()),
      ],
    }),
  };
}

function compilePin({ host, kind, sha256 }: CertificatePin, field: string): CertificatePin {
  const pin = { kind, sha256: fingerprint(sha256, field) };
  return host === undefined ? pin : { ...pin, host: plainHost(host) };
}

/** As hosts are compared: lower case, without brackets and a trailing dot. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function readAuthorities(pem: string, field: string): ChainCertificate[] {
  const blocks = pemBlocks(pem, 'CERTIFICATE');
  if (blocks.length === 0) throw invalid(field, 'there is no certificate in PEM', because('certificateInPemMissing'));
  return blocks.map((der) => {
    let certificate: ChainCertificate;
    try {
      certificate = new ChainCertificate(new X509Certificate(der), 'trusted');
    } catch (cause) {
      throw invalid(field, 'the certificate cannot be read', because('certificateUnreadable', String(cause)), cause);
    }
    const { fields, fault = '' } = certificate;
    if (fields === undefined) {
      throw invalid(field, `the certificate cannot be read: ${fault}`, because('certificateUnreadable', fault));
    }
    return certificate;
  });
}

function compileException({ host, port, sha256, errors }: CertificateException, field: string): CertificateException {
  const fatal = errors.find((error) => !ignorableErrors.has(error));
  if (fatal !== undefined)
    throw invalid(`${field}.errors`, `${fatal} cannot be accepted`, because('errorNotAcceptable', fatal));
  return { host: plainHost(host), port, sha256: fingerprint(sha256, field), errors: [...errors] };
}

function fingerprint(text: string, field: string): string {
  const hex = text.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return hex;
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return Buffer.from(text, 'base64').toString('hex');
  throw invalid(`${field}.sha256`, `"${text}" is no SHA-256 in hexadecimal or base64`, because('noFingerprint', text));
}

function readLists(list: string | Uint8Array, field: string): readonly RevocationList[] {
  try {
    const lists = readRevocationLists(list);
    if (lists.length === 0) {
      throw invalid(field, 'there is no list of revoked certificates (X509 CRL)', because('revocationListMissing'));
    }
    return lists;
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    const { message } = cause;
    const reason = because('revocationListUnreadable', message);
    throw invalid(field, `the list of revoked certificates cannot be read: ${message}`, reason, cause);
  }
}

function invalid(field: string, what: string, reason: Reason, cause?: unknown): DuplexError {
  return failure('invalid-input', what, { hresult: 'E_INVALIDARG', field: `serverTrust.${field}`, reason, cause });
}
