import { createHash, X509Certificate } from 'node:crypto';
import { signatureAlgorithm, signWith, toPem, type Made } from './certificate.ts';
import {
  bitString,
  element,
  enumerated,
  explicit,
  generalizedTime,
  implicit,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  time,
} from './der.ts';

const dayMs = 24 * 60 * 60 * 1000;

export interface RevocationListOptions {
  /** Days from now. Default: -1 and 7. */
  readonly days?: readonly [from: number, to: number];
  readonly spoilSignature?: boolean;
}

/** A list of revoked certificates (RFC 5280, section 5), as PEM. */
export function revocationList(issuer: Made, revoked: readonly Made[], options: RevocationListOptions = {}): string {
  const [from, to] = options.days ?? [-1, 7];
  const algorithm = signatureAlgorithm(issuer.privateKey, 'sha256');
  const entries = revoked.map(({ serialNumber }) => sequence(integer(serialNumber), time(daysFromNow(from))));
  const tbs = sequence(
    integer(1),
    algorithm,
    issuer.name,
    time(daysFromNow(from)),
    time(daysFromNow(to)),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
  );
  const signature = signWith(issuer.privateKey, 'sha256', tbs);
  if (options.spoilSignature) signature.writeUInt8((signature.at(-1) ?? 0) ^ 1, signature.length - 1);
  return toPem('X509 CRL', sequence(tbs, algorithm, bitString(signature)));
}

export interface OcspOptions {
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Who signs. Default: the issuer. Another one's certificate goes along. */
  readonly responder?: Made;
  /** Days from now; `null` for no end. Default: -1 and 7. */
  readonly days?: readonly [from: number, to: number | null];
  readonly spoilSignature?: boolean;
}

/** An OCSP response about one certificate (RFC 6960), as a server staples it. */
export function ocspResponse(subject: Made, issuer: Made, options: OcspOptions): Buffer {
  const { status, responder = issuer, days = [-1, 7] } = options;
  const [from, to] = days;
  const algorithm = signatureAlgorithm(responder.privateKey, 'sha256');
  const data = sequence(
    explicit(1, responder.name),
    generalizedTime(daysFromNow(from)),
    sequence(
      sequence(
        certificateId(subject, issuer),
        certificateStatus(status),
        generalizedTime(daysFromNow(from)),
        ...(to === null ? [] : [explicit(0, generalizedTime(daysFromNow(to)))]),
      ),
    ),
  );
  const signature = signWith(responder.privateKey, 'sha256', data);
  if (options.spoilSignature) signature.writeUInt8((signature.at(-1) ?? 0) ^ 1, signature.length - 1);
  const basic = sequence(
    data,
    algorithm,
    bitString(signature),
    ...(responder === issuer ? [] : [explicit(0, sequence(responder.der))]),
  );
  return sequence(enumerated(0), explicit(0, sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(basic))));
}

/** What a responder answers that cannot answer. */
export function ocspTryLater(): Buffer {
  return sequence(enumerated(3));
}

function certificateId(subject: Made, issuer: Made): Buffer {
  const spki = new X509Certificate(issuer.der).publicKey.export({ type: 'spki', format: 'der' });
  return sequence(
    sequence(objectIdentifier('1.3.14.3.2.26'), nothing()),
    octetString(sha1(issuer.name)),
    octetString(sha1(keyBits(spki))),
    integer(subject.serialNumber),
  );
}

/** The BIT STRING of a public key: it ends the structure, after the algorithm. */
function keyBits(spki: Buffer): Buffer {
  const start = spki.readUInt8(1) > 0x80 ? 2 + (spki.readUInt8(1) & 0x7f) : 2;
  const algorithmEnd = start + 2 + spki.readUInt8(start + 1);
  const longLength = spki.readUInt8(algorithmEnd + 1);
  return spki.subarray(algorithmEnd + 2 + (longLength > 0x80 ? longLength & 0x7f : 0) + 1);
}

function certificateStatus(status: OcspOptions['status']): Buffer {
  if (status === 'revoked') return element(0xa1, generalizedTime(daysFromNow(-1)));
  return implicit(status === 'good' ? 0 : 2, Buffer.alloc(0));
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}
