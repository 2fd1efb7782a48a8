import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { failure } from '../../contract/errors.ts';

/**
 * Reads the key that updates are signed with.
 *
 * @param pem a public key, Ed25519
 * @throws DuplexError `bad-file`
 */
export function readUpdateKey(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519' && !pem.includes('PRIVATE')) return key;
  } catch {
    // As bad as a key of another kind.
  }
  throw failure('bad-file', 'update-key.pem holds no public key for Ed25519', { field: 'update-key.pem' });
}

/**
 * What is signed: the description together with its name, so that one system's cannot stand in for another's.
 * `scripts/sign-release.mjs` has the same.
 */
export function signedBytes(name: string, description: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`Duplex update 1\n${name}\n`), description]);
}

/**
 * @param signature the text of the `.sig` file: base64
 * @throws DuplexError `update-refused`
 */
export function verifyDescription(
  {
    name,
    description,
    signature,
  }: { readonly name: string; readonly description: Uint8Array; readonly signature: string },
  key: KeyObject,
): void {
  const bytes = Buffer.from(signature.trim(), 'base64');
  if (bytes.length === 64 && verify(null, signedBytes(name, description), key, bytes)) return;
  throw failure('update-refused', `the signature of ${name} is not by the key that is in this app`, {
    cause: 'SIGNATURE',
  });
}
