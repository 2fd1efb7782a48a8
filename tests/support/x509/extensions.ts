import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  utf8String,
} from './der.ts';

/** One extension, as it stands in a certificate. */
export interface Extension {
  readonly oid: string;
  readonly critical?: boolean;
  /** What goes into the OCTET STRING. */
  readonly value: Buffer;
}

export const usage = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

export const purpose = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  any: '2.5.29.37.0',
} as const;

export function basicConstraints(isAuthority: boolean, pathLength?: number): Extension {
  const value = sequence(
    ...(isAuthority ? [boolean(true)] : []),
    ...(pathLength === undefined ? [] : [integer(pathLength)]),
  );
  return { oid: '2.5.29.19', critical: true, value };
}

export function keyUsage(...bits: readonly number[]): Extension {
  const byte = bits.reduce((all, bit) => all | (0x80 >> bit), 0);
  return { oid: '2.5.29.15', critical: true, value: bitString(Buffer.from([byte]), 7 - Math.max(...bits)) };
}

export function extendedKeyUsage(...purposes: readonly string[]): Extension {
  return { oid: '2.5.29.37', value: sequence(...purposes.map(objectIdentifier)) };
}

/** GeneralName of a DNS name; bytes are written as they are. */
export const dnsName = (name: string | Buffer): Buffer =>
  implicit(2, typeof name === 'string' ? Buffer.from(name, 'latin1') : name);
export const emailName = (name: string): Buffer => implicit(1, Buffer.from(name));
export const uriName = (uri: string): Buffer => implicit(6, Buffer.from(uri));
export const ipName = (...bytes: readonly number[]): Buffer => implicit(7, Buffer.from(bytes));
export const directoryName = (name: Buffer): Buffer => explicit(4, name);
export const otherName = (): Buffer =>
  explicit(0, objectIdentifier('1.3.6.1.4.1.311.20.2.3'), explicit(0, utf8String('someone')));

export function subjectAltName(...names: readonly Buffer[]): Extension {
  return { oid: '2.5.29.17', value: sequence(...names) };
}

/** The usual names of a server on loopback. */
export const loopbackNames = (): Extension =>
  subjectAltName(dnsName('localhost'), ipName(127, 0, 0, 1), ipName(...Array.from({ length: 15 }, () => 0), 1));

export function nameConstraints(permitted: readonly Buffer[], excluded: readonly Buffer[] = []): Extension {
  const trees = (names: readonly Buffer[]): Buffer[] => names.map((name) => sequence(name));
  const value = sequence(
    ...(permitted.length > 0 ? [explicit(0, ...trees(permitted))] : []),
    ...(excluded.length > 0 ? [explicit(1, ...trees(excluded))] : []),
  );
  return { oid: '2.5.29.30', critical: true, value };
}

export function certificatePolicies(...policies: readonly string[]): Extension {
  return { oid: '2.5.29.32', value: sequence(...policies.map((policy) => sequence(objectIdentifier(policy)))) };
}

export function requireExplicitPolicy(afterCertificates: number): Extension {
  return { oid: '2.5.29.36', critical: true, value: sequence(implicit(0, Buffer.from([afterCertificates]))) };
}

/** RFC 7633: the server has to staple an OCSP response. */
export function mustStaple(): Extension {
  return { oid: '1.3.6.1.5.5.7.1.24', value: sequence(integer(5)) };
}

export function unknownExtension(critical: boolean): Extension {
  return { oid: '1.3.6.1.4.1.55555.1', critical, value: utf8String('for somebody else') };
}

export function keyIdentifier(id: Buffer): Extension {
  return { oid: '2.5.29.14', value: octetString(id) };
}

export function authorityKeyIdentifier(id: Buffer): Extension {
  return { oid: '2.5.29.35', value: sequence(implicit(0, id)) };
}

export function encodeExtension({ oid, critical = false, value }: Extension): Buffer {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}
