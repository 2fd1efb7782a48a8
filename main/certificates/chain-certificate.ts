import type { KeyObject, X509Certificate } from 'node:crypto';
import {
  childrenOf,
  contextTag,
  DerError,
  DerFields,
  bitsOf,
  objectIdentifierOf,
  readDer,
  smallIntegerOf,
  tags,
  timeOf,
} from './der.ts';
import { isSameName, readName, type DistinguishedName } from './distinguished-name.ts';
import { readExtensions, type ExtensionReading } from './extensions.ts';

/** What a certificate says (RFC 5280, section 4.1). */
export interface CertificateFields extends ExtensionReading {
  /** 1 or 3. */
  readonly version: number;
  readonly serialNumber: Buffer;
  /** The object identifier of the algorithm it is signed with. */
  readonly signatureAlgorithm: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** The subject as DER. */
  readonly subjectDer: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The bits of the public key, without its algorithm. */
  readonly keyBits: Buffer;
}

/** A certificate as it is judged: OpenSSL's object, for keys and signatures, and what it says, read by us. */
export class ChainCertificate {
  readonly x509: X509Certificate;
  /** `trusted`: one of the authorities. `given`: by the user, but no root. */
  readonly source: 'sent' | 'trusted' | 'given';
  /** Absent where it cannot be read; `fault` then says why. */
  readonly fields: CertificateFields | undefined;
  readonly fault: string | undefined;
  readonly raw: Buffer;
  #key: KeyObject | undefined | 'not looked at' = 'not looked at';

  constructor(x509: X509Certificate, source: ChainCertificate['source']) {
    this.x509 = x509;
    this.source = source;
    this.raw = x509.raw;
    try {
      this.fields = readCertificate(this.raw);
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      this.fault = error.message;
    }
  }

  /** Nothing where OpenSSL does not know the algorithm or the curve. */
  get publicKey(): KeyObject | undefined {
    if (this.#key === 'not looked at') {
      try {
        this.#key = this.x509.publicKey;
      } catch {
        this.#key = undefined; // whatever the reason, it can vouch for nothing
      }
    }
    return this.#key;
  }

  get isSelfIssued(): boolean {
    return this.fields !== undefined && isSameName(this.fields.subject, this.fields.issuer);
  }

  /** For sentences: the common name. */
  get subjectText(): string {
    return this.fields?.subject.text ?? '';
  }

  get issuerText(): string {
    return this.fields?.issuer.text ?? '';
  }
}

/** @throws DerError */
export function readCertificate(der: Buffer): CertificateFields {
  const outer = new DerFields(readDer(der));
  const toBeSigned = new DerFields(outer.take());
  outer.take(tags.sequence);
  bitsOf(outer.take());
  outer.end();
  const version = toBeSigned.takeIf(contextTag(0, true));
  const serialNumber = toBeSigned.take(tags.integer).content;
  const algorithm = toBeSigned.take();
  const issuer = toBeSigned.take();
  const validity = new DerFields(toBeSigned.take());
  const subject = toBeSigned.take();
  const key = new DerFields(toBeSigned.take());
  toBeSigned.takeIf(contextTag(1, false)); // unique identifiers, which nobody uses
  toBeSigned.takeIf(contextTag(2, false));
  const extensions = toBeSigned.takeIf(contextTag(3, true));
  toBeSigned.end();
  const notBefore = timeOf(validity.take());
  const notAfter = timeOf(validity.take());
  key.take(tags.sequence);
  const none: ExtensionReading = { extensions: {}, unknownCritical: [], faults: [] };
  return {
    version: version === undefined ? 1 : smallIntegerOf(readDer(version.content)) + 1,
    serialNumber,
    signatureAlgorithm: objectIdentifierOf(new DerFields(algorithm).take()),
    issuer: readName(issuer.bytes),
    subject: readName(subject.bytes),
    subjectDer: subject.bytes,
    notBefore,
    notAfter,
    keyBits: bitsOf(key.take()),
    ...(extensions === undefined ? none : readExtensions(readDer(extensions.content))),
  };
}

/** The subject alone, which is quick. @throws DerError */
export function readSubject(der: Buffer): DistinguishedName {
  const [toBeSigned] = childrenOf(readDer(der), tags.sequence);
  if (toBeSigned === undefined) throw new DerError('a field is missing');
  const fields = new DerFields(toBeSigned);
  fields.takeIf(contextTag(0, true));
  for (let skipped = 0; skipped < 4; skipped++) fields.take();
  return readName(fields.take().bytes);
}
