import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { rootCertificates, type TLSSocket } from 'node:tls';
import type { ChainValidationResultName } from '../../contract/errors.ts';
import { Certificate } from './certificate.ts';

export type SslErrorSeverity = 'none' | 'ignorable' | 'fatal';

/** What is known of a server's certificate, and everything found wrong with it. */
export interface ServerEvaluation {
  readonly certificate: Certificate;
  /** What the server sent besides its own certificate, towards the root. */
  readonly intermediates: readonly Certificate[];
  readonly errors: readonly ChainValidationResultName[];
  readonly severity: SslErrorSeverity;
}

/** What `control.ignorableServerCertificateErrors` may hold; Windows never lets the others pass. */
export const ignorableErrors: ReadonlySet<ChainValidationResultName> = new Set([
  'Untrusted',
  'Expired',
  'IncompleteChain',
  'WrongUsage',
  'InvalidName',
  'RevocationInformationMissing',
  'RevocationFailure',
]);

const resultByOpenSslCode: Readonly<Record<string, ChainValidationResultName>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'Untrusted',
  CERT_UNTRUSTED: 'Untrusted',
  // The issuer is not among the roots. A server that sent its whole chain is untrusted; told apart in #chainError.
  UNABLE_TO_GET_ISSUER_CERT: 'IncompleteChain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'IncompleteChain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'IncompleteChain',
  CERT_HAS_EXPIRED: 'Expired',
  CERT_NOT_YET_VALID: 'Expired',
  INVALID_PURPOSE: 'WrongUsage',
  CERT_SIGNATURE_FAILURE: 'InvalidSignature',
  INVALID_CA: 'BasicConstraintsError',
  PATH_LENGTH_EXCEEDED: 'BasicConstraintsError',
  UNHANDLED_CRITICAL_EXTENSION: 'UnknownCriticalExtension',
  CERT_REVOKED: 'Revoked',
};

/**
 * Judges the certificate of a connected server: chain, dates and name, each by itself, as OpenSSL stops at the first
 * problem and Windows lists them all.
 *
 * @param socket after `secureConnect`, connected with `rejectUnauthorized: false`
 * @param host the name or IP literal that was asked for
 * @param hasPfx whether a PFX went into the TLS session. Node takes every further certificate in it for an authority it
 *   may trust, so the word of OpenSSL is then not enough: the chain has to end in a root Node brings along
 */
export function evaluateServer(socket: TLSSocket, host: string, hasPfx: boolean): ServerEvaluation {
  const chain = chainOf(socket);
  const [leaf, ...intermediates] = chain;
  if (leaf === undefined) throw new Error('a TLS session without a server certificate');
  const errors = new Set<ChainValidationResultName>();
  const chainError = chainErrorOf(socket, chain, hasPfx);
  if (chainError !== undefined) errors.add(chainError);
  // OpenSSL names one problem of a chain; a date must not hide that nobody vouches for it.
  if (chainError === 'Expired' && !endsInKnownRoot(chain)) errors.add('Untrusted');
  const now = Date.now();
  if (chain.some((x509) => Date.parse(x509.validTo) < now || Date.parse(x509.validFrom) > now)) errors.add('Expired');
  if (!matchesHost(leaf, host)) errors.add('InvalidName');
  return {
    certificate: new Certificate(leaf),
    intermediates: intermediates.map((x509) => new Certificate(x509)),
    errors: [...errors],
    severity: severityOf([...errors]),
  };
}

export function severityOf(errors: readonly ChainValidationResultName[]): SslErrorSeverity {
  if (errors.length === 0) return 'none';
  return errors.every((error) => ignorableErrors.has(error)) ? 'ignorable' : 'fatal';
}

function chainErrorOf(
  socket: TLSSocket,
  chain: readonly X509Certificate[],
  hasPfx: boolean,
): ChainValidationResultName | undefined {
  if (socket.authorized) return hasPfx && !endsInKnownRoot(chain) ? 'Untrusted' : undefined;
  // `authorizationError` is typed as an Error, and is the OpenSSL code as a string.
  const code = String(socket.authorizationError);
  // Node compares the name only when the chain is good; we compare it always, and apart from the chain.
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
  const result = resultByOpenSslCode[code] ?? 'OtherErrors';
  const last = chain.at(-1);
  const endsInRoot = last !== undefined && last.checkIssued(last);
  return result === 'IncompleteChain' && endsInRoot ? 'Untrusted' : result;
}

function endsInKnownRoot(chain: readonly X509Certificate[]): boolean {
  const last = chain.at(-1);
  return (
    last !== undefined &&
    rootCertificates.some((pem) => {
      const root = new X509Certificate(pem);
      return root.raw.equals(last.raw) || last.checkIssued(root);
    })
  );
}

function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let at = socket.getPeerCertificate(true);
  // The root is its own issuer, and Node links it to itself.
  while (at?.raw !== undefined && !chain.some((x509) => x509.raw.equals(at.raw))) {
    chain.push(new X509Certificate(at.raw));
    at = at.issuerCertificate;
  }
  return chain;
}

function matchesHost(leaf: X509Certificate, host: string): boolean {
  return isIP(host) === 0 ? leaf.checkHost(host) !== undefined : leaf.checkIP(host) !== undefined;
}
