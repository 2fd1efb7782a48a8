import { constants, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';
import { bitsOf, contextTag, DerFields, objectIdentifierOf, readDer, tags, type DerElement } from './der.ts';

/** The digests of the signature algorithms that revocation data are signed with; null where it is the key's own. */
const digests: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
};

const rsaPss = '1.2.840.113549.1.1.10';
const pssDigests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Something signed: its bytes, the algorithm, the signature. */
export interface SignedData {
  readonly data: DerElement;
  readonly algorithm: DerElement;
  readonly signature: Buffer;
}

/** @param fields at the first of the three. @throws DerError */
export function takeSignedData(fields: DerFields): SignedData {
  return {
    data: fields.take(tags.sequence),
    algorithm: fields.take(tags.sequence),
    signature: bitsOf(fields.take()),
  };
}

/** False also for an algorithm that is unknown or whose digest can be forged. @throws DerError */
export function isSignedBy({ data, algorithm, signature }: SignedData, key: KeyObject | undefined): boolean {
  if (key === undefined) return false;
  const parameters = new DerFields(algorithm);
  const oid = objectIdentifierOf(parameters.take());
  const digest = oid === rsaPss ? pssDigest(parameters.takeIf(tags.sequence)) : digests[oid];
  if (digest === undefined) return false;
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  const input: KeyObject | VerifyKeyObjectInput = oid === rsaPss ? { key, ...pss } : key;
  try {
    return verify(digest, data.bytes, input, signature);
  } catch {
    return false; // a key of another kind than the signature
  }
}

function pssDigest(parameters: DerElement | undefined): string | undefined {
  const hash = parameters === undefined ? undefined : new DerFields(parameters).takeIf(contextTag(0, true));
  if (hash === undefined) return undefined; // SHA-1, the default
  return pssDigests[objectIdentifierOf(new DerFields(readDer(hash.content)).take())];
}
