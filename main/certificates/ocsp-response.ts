import { createHash, X509Certificate } from 'node:crypto';
import { ChainCertificate } from './chain-certificate.ts';
import {
  childrenOf,
  contextTag,
  DerError,
  DerFields,
  objectIdentifierOf,
  readDer,
  tags,
  timeOf,
  type DerElement,
} from './der.ts';
import { purposes } from './extensions.ts';
import { isSignedBy, takeSignedData } from './signed-data.ts';

/** What a response says about one certificate; `unusable` with a reason where it says nothing that can be relied on. */
export type OcspAnswer =
  | { readonly kind: 'good' | 'unknown' }
  | { readonly kind: 'revoked'; readonly at: Date }
  | { readonly kind: 'unusable'; readonly why: string };

const basicResponse = '1.3.6.1.5.5.7.48.1.1';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Clocks differ. */
export const clockSkewMs = 5 * 60 * 1000;
/** How old a response may be that does not say until when it holds: the longest that authorities may let one hold. */
const openEndedLimitMs = 10 * 24 * 60 * 60 * 1000;
/** Certificates of responders that are looked at. */
const responderLimit = 4;

/** Reads a stapled response (RFC 6960) about `subject`, which `issuer` has issued. */
export function readOcspResponse(
  response: Buffer,
  subject: ChainCertificate,
  issuer: ChainCertificate,
  now: number,
): OcspAnswer {
  try {
    return answerOf(response, subject, issuer, now);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { kind: 'unusable', why: `the stapled OCSP response cannot be read: ${error.message}` };
  }
}

function answerOf(response: Buffer, subject: ChainCertificate, issuer: ChainCertificate, now: number): OcspAnswer {
  const outer = new DerFields(readDer(response));
  const [status] = outer.take(tags.enumerated).content;
  if (status !== 0) return unusable(`the responder gave no answer (status ${status})`);
  const wrapped = new DerFields(readDer(outer.take(contextTag(0, true)).content));
  if (objectIdentifierOf(wrapped.take()) !== basicResponse) return unusable('it is of an unknown kind');
  const basic = new DerFields(readDer(wrapped.take(tags.octetString).content));
  const signed = takeSignedData(basic);
  const included = basic.takeIf(contextTag(0, true));
  const responders = [issuer, ...delegates(included, issuer, now)];
  if (!responders.some(({ publicKey }) => isSignedBy(signed, publicKey))) {
    return unusable(`it is not signed by "${issuer.subjectText}" or a responder of its own`);
  }
  const data = new DerFields(signed.data);
  data.takeIf(contextTag(0, true)); // version
  data.take(); // who answers
  data.take(tags.generalizedTime);
  for (const single of childrenOf(data.take(tags.sequence))) {
    const fields = new DerFields(single);
    if (isAbout(fields.take(), subject, issuer)) return statusOf(fields, now);
  }
  return unusable('it is about another certificate');
}

function statusOf(fields: DerFields, now: number): OcspAnswer {
  const status = fields.take();
  const thisUpdate = timeOf(fields.take(tags.generalizedTime));
  const next = fields.takeIf(contextTag(0, true));
  const nextUpdate = next === undefined ? undefined : timeOf(readDer(next.content));
  // Nothing takes a revocation back, so an old one still tells.
  if (status.tag === contextTag(1, true))
    return { kind: 'revoked', at: timeOf(new DerFields({ ...status, tag: tags.sequence }).take()) };
  if (thisUpdate.getTime() > now + clockSkewMs) return unusable(`it is not valid before ${thisUpdate.toISOString()}`);
  if (nextUpdate !== undefined && nextUpdate.getTime() < now - clockSkewMs) {
    return unusable(`it has been out of date since ${nextUpdate.toISOString()}`);
  }
  // Without an end it would hold forever, also after the certificate was revoked.
  if (nextUpdate === undefined && thisUpdate.getTime() < now - openEndedLimitMs) {
    return unusable(`it is of ${thisUpdate.toISOString()} and does not say until when it holds`);
  }
  if (status.tag === contextTag(0, false)) return { kind: 'good' };
  return { kind: 'unknown' };
}

/** Certificates in the response that the issuer made to answer for it (RFC 6960, section 4.2.2.2). */
function delegates(included: DerElement | undefined, issuer: ChainCertificate, now: number): ChainCertificate[] {
  if (included === undefined) return [];
  return childrenOf(readDer(included.content), tags.sequence)
    .slice(0, responderLimit)
    .flatMap(({ bytes }) => {
      try {
        const certificate = new ChainCertificate(new X509Certificate(bytes), 'sent');
        return isDelegate(certificate, issuer, now) ? [certificate] : [];
      } catch {
        return []; // no certificate to OpenSSL, or a key it does not know: it cannot have signed
      }
    });
}

function isDelegate({ x509, fields }: ChainCertificate, issuer: ChainCertificate, now: number): boolean {
  return (
    fields !== undefined &&
    fields.faults.length === 0 &&
    fields.extensions.purposes?.includes(purposes.ocspSigning) === true &&
    fields.notBefore.getTime() <= now &&
    now <= fields.notAfter.getTime() &&
    x509.checkIssued(issuer.x509) &&
    issuer.publicKey !== undefined &&
    x509.verify(issuer.publicKey)
  );
}

function isAbout(certificateId: DerElement, subject: ChainCertificate, issuer: ChainCertificate): boolean {
  const fields = new DerFields(certificateId);
  const hash = hashes[objectIdentifierOf(new DerFields(fields.take()).take())];
  const name = fields.take(tags.octetString).content;
  const key = fields.take(tags.octetString).content;
  const serialNumber = fields.take(tags.integer).content;
  if (hash === undefined || issuer.fields === undefined || subject.fields === undefined) return false;
  const digest = (bytes: Buffer): Buffer => createHash(hash).update(bytes).digest();
  return (
    serialNumber.equals(subject.fields.serialNumber) &&
    name.equals(digest(issuer.fields.subjectDer)) &&
    key.equals(digest(issuer.fields.keyBits))
  );
}

function unusable(why: string): OcspAnswer {
  return { kind: 'unusable', why: `the stapled OCSP response cannot be used: ${why}` };
}
