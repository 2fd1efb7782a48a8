import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { bitString, explicit, integer, nothing, objectIdentifier, sequence, set, time, utf8String } from './der.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  encodeExtension,
  extendedKeyUsage,
  keyIdentifier,
  keyUsage,
  loopbackNames,
  purpose,
  usage,
  type Extension,
} from './extensions.ts';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export type KeyKind = 'ec' | 'ec384' | 'secp256k1' | 'rsa' | 'rsa1024' | 'ed25519';

/** A certificate that was made, and what it takes to sign others with it. */
export interface Made extends KeyPair {
  readonly der: Buffer;
  readonly pem: string;
  /** The subject as DER. */
  readonly name: Buffer;
  readonly serialNumber: Buffer;
  /** Absent when it has no identifier of its key. */
  readonly keyId: Buffer;
}

export type SignatureDigest = 'sha256' | 'sha384' | 'sha1' | 'md5';

export interface CertificateContent {
  /** The common name, or a whole name as DER. */
  readonly subject: string | Buffer;
  /** Default: signed by itself. */
  readonly issuer?: Made;
  /** Default: an EC key on P-256. */
  readonly key?: KeyKind | KeyPair;
  /** Default: SHA-256. */
  readonly digest?: SignatureDigest;
  /** Days from now. Default: -1 and 30. */
  readonly days?: readonly [from: number, to: number];
  /** Besides the identifiers of the keys. */
  readonly extensions?: readonly Extension[];
  /** Default: true. */
  readonly hasKeyIdentifiers?: boolean;
  /** Default: 3. */
  readonly version?: 1 | 3;
  /** Changes the signature after it was made. */
  readonly spoilSignature?: boolean;
  readonly serialNumber?: Buffer;
}

const dayMs = 24 * 60 * 60 * 1000;
const keys = new Map<string, KeyPair>();

/** A key pair of its own for each name within a test process, as RSA keys take their time. */
export function keyPair(kind: KeyKind, name: string): KeyPair {
  const id = `${kind} ${name}`;
  const known = keys.get(id) ?? generate(kind);
  keys.set(id, known);
  return known;
}

export function commonName(name: string): Buffer {
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))));
}

/** Makes whatever it is asked for, right or wrong. */
export function makeOdd(content: CertificateContent): Made {
  const { issuer, key = 'ec', digest = 'sha256', days = [-1, 30], extensions = [], version = 3 } = content;
  const pair = typeof key === 'string' ? generate(key) : key;
  const name = typeof content.subject === 'string' ? commonName(content.subject) : content.subject;
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha1').update(spki).digest();
  const serialNumber = content.serialNumber ?? Buffer.concat([Buffer.from([0x40]), randomBytes(8)]);
  const signer = issuer ?? pair;
  const algorithm = signatureAlgorithm(signer.privateKey, digest);
  const identifiers =
    content.hasKeyIdentifiers === false ? [] : [keyIdentifier(keyId), authorityKeyIdentifier(issuer?.keyId ?? keyId)];
  const all = [...extensions, ...identifiers].map(encodeExtension);
  const tbs = sequence(
    ...(version === 3 ? [explicit(0, integer(2))] : []),
    integer(serialNumber),
    algorithm,
    issuer?.name ?? name,
    sequence(time(new Date(Date.now() + days[0] * dayMs)), time(new Date(Date.now() + days[1] * dayMs))),
    name,
    spki,
    ...(version === 3 && all.length > 0 ? [explicit(3, sequence(...all))] : []),
  );
  const signature = signWith(signer.privateKey, digest, tbs);
  // The last byte belongs to a number of the signature, whatever its algorithm.
  if (content.spoilSignature) signature.writeUInt8((signature.at(-1) ?? 0) ^ 1, signature.length - 1);
  const der = sequence(tbs, algorithm, bitString(signature));
  return { ...pair, der, pem: toPem('CERTIFICATE', der), name, serialNumber, keyId };
}

/** An authority. @param extensions instead of `basicConstraints` and `keyUsage` */
export function authority(subject: string, content: Partial<CertificateContent> = {}): Made {
  return makeOdd({
    subject,
    extensions: [basicConstraints(true), keyUsage(usage.keyCertSign, usage.cRLSign)],
    ...content,
  });
}

/** A right certificate of a server on loopback, but for what is given. */
export function leaf(content: Partial<CertificateContent> = {}): Made {
  return makeOdd({ subject: 'localhost', extensions: leafExtensions(), ...content });
}

/** The extensions of a server on loopback. @param names its subject alternative names */
export function leafExtensions(names: Extension = loopbackNames(), ...more: readonly Extension[]): Extension[] {
  return [
    basicConstraints(false),
    keyUsage(usage.digitalSignature, usage.keyEncipherment),
    extendedKeyUsage(purpose.serverAuth),
    names,
    ...more,
  ];
}

export function keyPem({ privateKey }: KeyPair): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** SHA-256 as lower-case hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function publicKeySha256(made: Made): string {
  return sha256(new X509Certificate(made.der).publicKey.export({ type: 'spki', format: 'der' }));
}

export function toPem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export function signatureAlgorithm(key: KeyObject, digest: SignatureDigest): Buffer {
  switch (key.asymmetricKeyType) {
    case 'rsa': {
      const oids = { sha256: '11', sha384: '12', sha1: '5', md5: '4' };
      return sequence(objectIdentifier(`1.2.840.113549.1.1.${oids[digest]}`), nothing());
    }
    case 'ec': {
      const oids = { sha256: '3.2', sha384: '3.3', sha1: '1', md5: '' };
      return sequence(objectIdentifier(`1.2.840.10045.4.${oids[digest]}`));
    }
    default:
      return sequence(objectIdentifier('1.3.101.112'));
  }
}

export function signWith(key: KeyObject, digest: SignatureDigest, bytes: Buffer): Buffer {
  return sign(key.asymmetricKeyType === 'ed25519' ? null : digest, bytes, key);
}

function generate(kind: KeyKind): KeyPair {
  switch (kind) {
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    case 'ec384':
      return generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    case 'secp256k1':
      return generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  }
}
