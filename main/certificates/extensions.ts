import { because, type Reason } from '../../contract/reason.ts';
import {
  booleanOf,
  childrenOf,
  contextTag,
  DerError,
  DerFields,
  namedBitsOf,
  objectIdentifierOf,
  readDer,
  requireTag,
  smallIntegerOf,
  tags,
  type DerElement,
} from './der.ts';
import { generalNames, readNameConstraints, type GeneralName, type NameConstraints } from './general-names.ts';

/** Bits of `keyUsage` (RFC 5280, section 4.2.1.3). */
export const usageBits = {
  digitalSignature: 0,
  keyEncipherment: 2,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
} as const;

export const purposes = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

export const anyPolicy = '2.5.29.32.0';

/** What the extensions of a certificate say; what it has not is absent. */
export interface Extensions {
  readonly basicConstraints?: { readonly isAuthority: boolean; readonly pathLength?: number };
  readonly keyUsage?: ReadonlySet<number>;
  readonly purposes?: readonly string[];
  readonly altNames?: readonly GeneralName[];
  readonly nameConstraints?: NameConstraints;
  readonly policies?: readonly string[];
  readonly policyMappings?: readonly (readonly [issuer: string, subject: string])[];
  /** How many more certificates may come before a policy is wanted, and before `anyPolicy` is none. */
  readonly requireExplicitPolicy?: number;
  readonly inhibitAnyPolicy?: number;
  readonly keyIdentifier?: Buffer;
  readonly authorityKeyIdentifier?: Buffer;
  /** Whether a server has to staple an OCSP response (RFC 7633). */
  readonly mustStaple?: boolean;
}

export interface ExtensionFault {
  readonly detail: string;
  readonly reason: Reason;
}

export interface ExtensionReading {
  readonly extensions: Extensions;
  /** The object identifiers of critical ones that nobody here understands. */
  readonly unknownCritical: readonly string[];
  /** What cannot be read, one sentence each. */
  readonly faults: readonly ExtensionFault[];
}

type Reader = readonly [name: string, read: (value: DerElement) => Extensions];

/** Every extension that is looked at. A critical one that is not here makes the certificate unusable. */
const readers: Readonly<Record<string, Reader>> = {
  '2.5.29.19': ['basicConstraints', (value) => ({ basicConstraints: basicConstraintsOf(value) })],
  '2.5.29.15': ['keyUsage', (value) => ({ keyUsage: namedBitsOf(value) })],
  '2.5.29.37': ['extKeyUsage', (value) => ({ purposes: someOf(value).map(objectIdentifierOf) })],
  '2.5.29.17': ['subjectAltName', (value) => ({ altNames: generalNames(value) })],
  '2.5.29.30': ['nameConstraints', (value) => ({ nameConstraints: readNameConstraints(value) })],
  '2.5.29.32': ['certificatePolicies', (value) => ({ policies: someOf(value).map(firstIdentifierOf) })],
  '2.5.29.33': ['policyMappings', (value) => ({ policyMappings: someOf(value).map(mappingOf) })],
  '2.5.29.36': ['policyConstraints', policyConstraintsOf],
  '2.5.29.54': ['inhibitAnyPolicy', (value) => ({ inhibitAnyPolicy: smallIntegerOf(value) })],
  '2.5.29.14': ['subjectKeyIdentifier', (value) => ({ keyIdentifier: octetsOf(value) })],
  '2.5.29.35': ['authorityKeyIdentifier', authorityKeyIdentifierOf],
  '1.3.6.1.5.5.7.1.24': [
    'tlsFeature',
    (value) => ({
      mustStaple: childrenOf(value, tags.sequence)
        .map((one) => smallIntegerOf(one))
        .includes(5),
    }),
  ],
  // Where to find a list of revoked certificates: nothing is fetched, so nothing follows from it.
  '2.5.29.31': ['cRLDistributionPoints', (value) => (requireTag(value, tags.sequence), {})],
};

/** @param list the SEQUENCE of extensions. @throws DerError where the list itself cannot be read */
export function readExtensions(list: DerElement): ExtensionReading {
  const extensions: Extensions = {};
  const unknownCritical: string[] = [];
  const faults: ExtensionFault[] = [];
  const seen = new Set<string>();
  for (const element of childrenOf(list, tags.sequence)) {
    const fields = new DerFields(element);
    const oid = objectIdentifierOf(fields.take());
    const critical = fields.takeIf(tags.boolean);
    const isCritical = critical !== undefined && booleanOf(critical);
    const value = fields.take(tags.octetString).content;
    fields.end();
    const [name, read] = readers[oid] ?? [];
    if (seen.has(oid)) {
      const reason = because('extensionTwice', name ?? oid);
      faults.push({ detail: `the extension ${name ?? oid} is there twice`, reason });
    }
    seen.add(oid);
    if (read === undefined) {
      if (isCritical) unknownCritical.push(oid);
      continue;
    }
    try {
      Object.assign(extensions, read(readDer(value)));
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      const { message } = error;
      const reason = because('extensionUnreadable', name ?? oid, message);
      faults.push({ detail: `the extension ${name} cannot be read: ${message}`, reason });
    }
  }
  return { extensions, unknownCritical, faults };
}

function basicConstraintsOf(value: DerElement): NonNullable<Extensions['basicConstraints']> {
  const fields = new DerFields(value);
  const authority = fields.takeIf(tags.boolean);
  const length = fields.takeIf(tags.integer);
  fields.end();
  return {
    isAuthority: authority !== undefined && booleanOf(authority),
    ...(length !== undefined && { pathLength: smallIntegerOf(length) }),
  };
}

function policyConstraintsOf(value: DerElement): Extensions {
  const fields = new DerFields(value);
  const explicit = fields.takeIf(contextTag(0, false));
  fields.takeIf(contextTag(1, false)); // inhibitPolicyMapping; see policies.ts
  fields.end();
  return explicit === undefined ? {} : { requireExplicitPolicy: smallIntegerOf(explicit, explicit.tag) };
}

function authorityKeyIdentifierOf(value: DerElement): Extensions {
  const id = new DerFields(value).takeIf(contextTag(0, false));
  return id === undefined ? {} : { authorityKeyIdentifier: id.content };
}

function mappingOf(element: DerElement): readonly [string, string] {
  const fields = new DerFields(element);
  return [objectIdentifierOf(fields.take()), objectIdentifierOf(fields.take())];
}

function firstIdentifierOf(element: DerElement): string {
  return objectIdentifierOf(new DerFields(element).take());
}

function octetsOf(value: DerElement): Buffer {
  requireTag(value, tags.octetString);
  return value.content;
}

function someOf(value: DerElement): DerElement[] {
  const children = childrenOf(value, tags.sequence);
  if (children.length === 0) throw new DerError('it is empty');
  return children;
}
