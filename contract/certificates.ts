import type { ChainValidationResultName } from './errors.ts';
import type { Reason } from './reason.ts';

/** What `control.ignorableServerCertificateErrors` accepts; the others can never be ignored. */
export const ignorableResults = [
  'Untrusted',
  'Expired',
  'IncompleteChain',
  'WrongUsage',
  'InvalidName',
  'RevocationInformationMissing',
  'RevocationFailure',
] as const satisfies readonly ChainValidationResultName[];
export type IgnorableResult = (typeof ignorableResults)[number];

/** One thing that is wrong with a server's chain. */
export interface CertificateProblem {
  readonly result: ChainValidationResultName;
  /** Which certificate of the chain, 0 being the server's own. */
  readonly certificateIndex: number;
  /** A sentence about that certificate with the value, without a full stop: "expired on 2026-01-01". */
  readonly detail: string;
  /** The same for a sentence in another language. */
  readonly reason?: Reason;
}

/** A certificate of a server's chain, for showing. */
export interface CertificateDescription {
  /** Common names; where there is none, the whole name. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** Absent where the certificate cannot be read. ISO 8601. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Of the certificate, lower-case hexadecimal: what a pin or an exception names. */
  readonly sha256: string;
  /** Of its public key (SubjectPublicKeyInfo); absent where the key cannot be read. */
  readonly publicKeySha256?: string;
  /** "RSA 2048", "EC P-256", "Ed25519". */
  readonly key: string;
  /** The hosts and addresses it is for. */
  readonly names: readonly string[];
  readonly isAuthority: boolean;
  /** `sent` by the server, one of the `trusted` authorities, or `given` by the user without being a root. */
  readonly source: 'sent' | 'trusted' | 'given';
}

/** A fingerprint that a certificate of the chain has to have. */
export interface CertificatePin {
  /** The server it is asked of, at every port. Default: every server. */
  readonly host?: string;
  /** Whether it is of a whole certificate or of a public key, which outlives it. */
  readonly kind: 'certificate' | 'publicKey';
  /** SHA-256: hexadecimal, with or without colons, or base64. */
  readonly sha256: string;
}

/** "I know, and it is all right": for one certificate of one server. */
export interface CertificateException {
  readonly host: string;
  readonly port: number;
  /** Of the server's own certificate: hexadecimal, with or without colons, or base64. */
  readonly sha256: string;
  /** What is accepted; only what can be ignored at all. */
  readonly errors: readonly ChainValidationResultName[];
}

/**
 * How much has to be known about revocation. Nothing is fetched over the network: what is known is what the server
 * staples and the lists the user gives.
 *
 * - `asTold`: what says "revoked" counts, and a given list has to be right; knowing nothing is no problem
 * - `serverCertificate`: it has to be known of the server's own certificate
 * - `wholeChain`: of every certificate below the root
 */
export type RevocationDemand = 'asTold' | 'serverCertificate' | 'wholeChain';

/** Whom to trust. Windows has its certificate store for this; every part is optional, and without any it is as Windows. */
export interface ServerTrust {
  /** Certificates of authorities as PEM, one or more in each. One that is no root helps to complete a chain. */
  readonly authorities?: readonly string[];
  /** Trust only those. Default: false, those besides the roots that come with the app. */
  readonly replaceSystem?: boolean;
  /** One certificate of the chain has to have one of these fingerprints. Default: none, any will do. */
  readonly pins?: readonly CertificatePin[];
  readonly exceptions?: readonly CertificateException[];
  /** Lists of revoked certificates (RFC 5280, section 5), as PEM or DER. */
  readonly revocationLists?: readonly (string | Uint8Array)[];
  /** Default: `asTold`. */
  readonly revocation?: RevocationDemand;
}
