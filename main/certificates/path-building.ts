import type { ChainCertificate } from './chain-certificate.ts';
import { isSameName } from './distinguished-name.ts';
import type { TrustAnchors } from './trust-anchors.ts';

/** Certificates from the server's own towards a root, and how that ended. */
export interface CertificatePath {
  readonly certificates: readonly ChainCertificate[];
  readonly end: 'trusted' | 'self-signed' | 'issuer-missing' | 'too-long';
  /** Indexes of certificates that no certificate of their issuer's name has signed. */
  readonly badSignatures: readonly number[];
}

/** Real chains have two to four certificates. */
const depthLimit = 12;
/** Cross-signed authorities make two paths, or four. A server that makes more has only itself to blame. */
const pathLimit = 24;
/**
 * How many candidates are looked at, and signatures checked, before it is enough. A check by the largest RSA key takes
 * five milliseconds, during which nothing else happens; real chains need ten.
 */
const stepLimit = 400;
const signatureCheckLimit = 60;

/**
 * Every path from the server's certificate, within limits: through what was sent, in whatever order, and through the
 * trusted authorities.
 *
 * @param leaf the server's certificate
 * @param others what else was sent or given
 */
export function buildPaths(
  leaf: ChainCertificate,
  others: readonly ChainCertificate[],
  anchors: TrustAnchors,
): readonly CertificatePath[] {
  const search = new Search(others, anchors);
  search.extend([leaf], []);
  return search.paths;
}

class Search {
  readonly paths: CertificatePath[] = [];
  readonly #others: readonly ChainCertificate[];
  readonly #anchors: TrustAnchors;
  readonly #signatures = new Map<ChainCertificate, Map<ChainCertificate, boolean>>();
  #steps = 0;
  #signatureChecks = 0;

  constructor(others: readonly ChainCertificate[], anchors: TrustAnchors) {
    this.#others = others;
    this.#anchors = anchors;
  }

  extend(path: readonly ChainCertificate[], badSignatures: readonly number[]): void {
    const last = path.at(-1);
    if (last === undefined || this.#isOver || this.#steps++ > stepLimit) return;
    const { fields } = last;
    const anchors = fields === undefined ? [] : this.#anchors.named(fields.subject);
    const anchor = anchors.find(({ raw }) => raw.equals(last.raw));
    if (anchor !== undefined) {
      this.#give([...path.slice(0, -1), anchor], 'trusted', badSignatures);
    } else if (fields === undefined) {
      this.#give(path, 'issuer-missing', badSignatures);
    } else if (path.length >= depthLimit) {
      this.#give(path, 'too-long', badSignatures);
    } else {
      this.#extendByIssuers(last, path, badSignatures);
    }
  }

  #extendByIssuers(last: ChainCertificate, path: readonly ChainCertificate[], badSignatures: readonly number[]): void {
    const issuers = this.#issuersOf(last, path);
    const signers = issuers.filter((issuer) => this.#isSignedBy(last, issuer));
    for (const issuer of signers) this.extend([...path, issuer], badSignatures);
    if (last.isSelfIssued && this.#isSignedBy(last, last)) {
      this.#give(path, 'self-signed', badSignatures);
      return;
    }
    if (signers.length > 0) return;
    const [issuer] = issuers;
    const bad = [...badSignatures, path.length - 1];
    // A certificate that names itself as its issuer, and is not signed by itself, has nobody else to ask.
    if (issuer !== undefined) this.extend([...path, issuer], bad);
    else if (last.isSelfIssued) this.#give(path, 'self-signed', bad);
    else this.#give(path, 'issuer-missing', badSignatures);
  }

  get #isOver(): boolean {
    return this.paths.length >= pathLimit;
  }

  #give(
    certificates: readonly ChainCertificate[],
    end: CertificatePath['end'],
    badSignatures: readonly number[],
  ): void {
    if (!this.#isOver) this.paths.push({ certificates, end, badSignatures });
  }

  /** Trusted ones first, as OpenSSL does it; then in the order in which they were sent. */
  #issuersOf(subject: ChainCertificate, path: readonly ChainCertificate[]): ChainCertificate[] {
    const { fields } = subject;
    if (fields === undefined) return [];
    const named = this.#others.filter((other) => other.fields && isSameName(other.fields.subject, fields.issuer));
    return [...this.#anchors.named(fields.issuer), ...named].filter(
      (issuer) => !path.some(({ raw }) => raw.equals(issuer.raw)) && canHaveIssued(issuer, subject),
    );
  }

  #isSignedBy(subject: ChainCertificate, issuer: ChainCertificate): boolean {
    const known = this.#signatures.get(subject)?.get(issuer);
    if (known !== undefined) return known;
    if (this.#signatureChecks++ > signatureCheckLimit) return false;
    const isGood = verify(subject, issuer);
    const bySubject = this.#signatures.get(subject) ?? new Map<ChainCertificate, boolean>();
    this.#signatures.set(subject, bySubject.set(issuer, isGood));
    return isGood;
  }
}

/** The identifiers of the keys, where both are there, agree (RFC 5280, section 4.2.1.1). */
function canHaveIssued(issuer: ChainCertificate, subject: ChainCertificate): boolean {
  const wanted = subject.fields?.extensions.authorityKeyIdentifier;
  const given = issuer.fields?.extensions.keyIdentifier;
  return wanted === undefined || given === undefined || wanted.equals(given);
}

function verify(subject: ChainCertificate, issuer: ChainCertificate): boolean {
  const key = issuer.publicKey;
  if (key === undefined) return false;
  try {
    return subject.x509.verify(key);
  } catch {
    return false; // an algorithm OpenSSL does not know, or a key of another kind than the signature
  }
}
