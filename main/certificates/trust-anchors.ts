import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { ChainCertificate, readSubject } from './chain-certificate.ts';
import { isSameName, nameId, type DistinguishedName } from './distinguished-name.ts';

/** The authorities a chain may end in. */
export interface TrustAnchors {
  /** Those of this name; several where an authority has renewed its certificate. */
  readonly named: (name: DistinguishedName) => readonly ChainCertificate[];
}

/** What Node, and so Electron, brings along. Its 140 certificates are indexed at the first use, and made one by one. */
export const systemAnchors: TrustAnchors = {
  named: (name) => (systemIndex ??= indexOfPems(rootCertificates)).named(name),
};
let systemIndex: TrustAnchors | undefined;

export function anchorsOf(certificates: readonly ChainCertificate[]): TrustAnchors {
  return {
    named: (name) => certificates.filter(({ fields }) => fields !== undefined && isSameName(fields.subject, name)),
  };
}

export function bothOf(one: TrustAnchors, other: TrustAnchors): TrustAnchors {
  return { named: (name) => [...one.named(name), ...other.named(name)] };
}

function indexOfPems(pems: readonly string[]): TrustAnchors {
  const byName = new Map<string, (() => ChainCertificate)[]>();
  for (const pem of pems) {
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64');
    const id = nameId(readSubject(der));
    let made: ChainCertificate | undefined;
    const make = (): ChainCertificate => (made ??= new ChainCertificate(new X509Certificate(der), 'trusted'));
    byName.set(id, [...(byName.get(id) ?? []), make]);
  }
  return { named: (name) => (byName.get(nameId(name)) ?? []).map((make) => make()) };
}
