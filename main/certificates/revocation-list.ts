import type { ChainCertificate } from './chain-certificate.ts';
import {
  booleanOf,
  childrenOf,
  contextTag,
  DerFields,
  objectIdentifierOf,
  readDer,
  tags,
  timeOf,
  type DerElement,
} from './der.ts';
import { isSameName, readName, type DistinguishedName } from './distinguished-name.ts';
import { usageBits } from './extensions.ts';
import { pemBlocks } from './pem.ts';
import { isSignedBy, takeSignedData, type SignedData } from './signed-data.ts';

/** A list of revoked certificates (RFC 5280, section 5). */
export interface RevocationList {
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** When each was revoked, by its serial number in hexadecimal. */
  readonly revoked: ReadonlyMap<string, Date>;
  /** Whether it is for some certificates of the issuer only, or for those of others: such a list is not understood. */
  readonly isPartial: boolean;
  readonly signed: SignedData;
}

/** Extensions that do not change what the list says: the authority's key, the list's number. */
const harmless: ReadonlySet<string> = new Set(['2.5.29.35', '2.5.29.20']);

/**
 * The lists of a file, each as DER.
 *
 * @param file PEM, or one list as DER
 */
export function revocationListBlocks(file: string | Uint8Array): Buffer[] {
  if (typeof file !== 'string' && file[0] === tags.sequence) return [Buffer.from(file)];
  return pemBlocks(typeof file === 'string' ? file : Buffer.from(file).toString('latin1'), 'X509 CRL');
}

/** How many files are remembered: more than an app is given. */
const memory = 16;
const lately = new Map<string, readonly RevocationList[]>();

/**
 * Reads the lists of a file. What is PEM is remembered: an app has the same ones at every connection, and a mebibyte
 * takes a tenth of a second to read.
 *
 * @throws DerError
 */
export function readRevocationLists(file: string | Uint8Array): readonly RevocationList[] {
  const known = typeof file === 'string' ? lately.get(file) : undefined;
  if (known !== undefined) return known;
  const lists = revocationListBlocks(file).map(readRevocationList);
  if (typeof file !== 'string') return lists;
  lately.set(file, lists);
  const [oldest] = lately.keys();
  if (lately.size > memory && oldest !== undefined) lately.delete(oldest);
  return lists;
}

/** @throws DerError */
export function readRevocationList(der: Buffer): RevocationList {
  const outer = new DerFields(readDer(der));
  const signed = takeSignedData(outer);
  outer.end();
  const fields = new DerFields(signed.data);
  fields.takeIf(tags.integer); // version
  fields.take(tags.sequence); // the algorithm again
  const issuer = readName(fields.take().bytes);
  const thisUpdate = timeOf(fields.take());
  const next = fields.takeIf(tags.utcTime, tags.generalizedTime);
  const entries = fields.takeIf(tags.sequence);
  const extensions = fields.takeIf(contextTag(0, true));
  fields.end();
  const revoked = new Map<string, Date>();
  let isPartial = extensions !== undefined && hasCritical(readDer(extensions.content));
  for (const entry of entries === undefined ? [] : childrenOf(entries)) {
    const parts = new DerFields(entry);
    revoked.set(parts.take(tags.integer).content.toString('hex'), timeOf(parts.take()));
    const details = parts.takeIf(tags.sequence);
    if (details !== undefined && hasCritical(details)) isPartial = true;
  }
  return { issuer, thisUpdate, nextUpdate: next && timeOf(next), revoked, isPartial, signed };
}

export function isListOf(list: RevocationList, issuer: ChainCertificate): boolean {
  return issuer.fields !== undefined && isSameName(list.issuer, issuer.fields.subject);
}

/** Why a list of this issuer's cannot be relied on; nothing where it can. */
export function listFault(list: RevocationList, issuer: ChainCertificate): string | undefined {
  const keyUsage = issuer.fields?.extensions.keyUsage;
  const named = `the list of revoked certificates of "${issuer.subjectText}"`;
  if (keyUsage !== undefined && !keyUsage.has(usageBits.cRLSign)) return `${named} is by a key that may not sign it`;
  if (!isSignedBy(list.signed, issuer.publicKey)) return `${named} is not signed by its key`;
  return list.isPartial ? `${named} is for some certificates only, which is not supported` : undefined;
}

function hasCritical(list: DerElement): boolean {
  return childrenOf(list, tags.sequence).some((element) => {
    const fields = new DerFields(element);
    const oid = objectIdentifierOf(fields.take());
    const critical = fields.takeIf(tags.boolean);
    return critical !== undefined && booleanOf(critical) && !harmless.has(oid);
  });
}
