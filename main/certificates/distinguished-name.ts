import { childrenOf, DerFields, objectIdentifierOf, readDer, tags, type DerElement } from './der.ts';

const commonNameOid = '2.5.4.3';
const emailOid = '1.2.840.113549.1.9.1';

/** A distinguished name, as it can be compared and shown. */
export interface DistinguishedName {
  /** Equal where RFC 5280, section 7.1, takes two names for the same; one entry for each relative name, root first. */
  readonly key: readonly string[];
  /** The last common name; where there is none, all values. */
  readonly text: string;
  readonly commonNames: readonly string[];
  readonly emailAddresses: readonly string[];
}

interface Attribute {
  readonly oid: string;
  readonly value: string;
  readonly key: string;
}

/** @throws DerError */
export function readName(der: Buffer): DistinguishedName {
  const relativeNames = childrenOf(readDer(der), tags.sequence).map((element) =>
    childrenOf(element, tags.set).map(attributeOf),
  );
  const attributes = relativeNames.flat();
  const valuesOf = (oid: string): string[] => attributes.filter((one) => one.oid === oid).map(({ value }) => value);
  const commonNames = valuesOf(commonNameOid);
  return {
    key: relativeNames.map((relative) => JSON.stringify(relative.map(({ key }) => key).toSorted())),
    text: commonNames.at(-1) ?? attributes.map(({ value }) => value).join(', '),
    commonNames,
    emailAddresses: valuesOf(emailOid),
  };
}

export function isSameName(one: DistinguishedName, other: DistinguishedName): boolean {
  return nameId(one) === nameId(other);
}

/** One string for what {@link isSameName} takes for the same. */
export function nameId(name: DistinguishedName): string {
  return JSON.stringify(name.key);
}

/** Whether a name lies in the subtree of another (RFC 5280, section 4.2.1.10). */
export function isWithin(name: DistinguishedName, base: DistinguishedName): boolean {
  return base.key.every((relative, index) => name.key[index] === relative);
}

function attributeOf(element: DerElement): Attribute {
  const fields = new DerFields(element);
  const oid = objectIdentifierOf(fields.take());
  const value = fields.take();
  fields.end();
  const text = textOf(value);
  if (text === undefined) return { oid, value: '', key: `${oid}#${value.bytes.toString('hex')}` };
  // Letter case and the number of spaces do not count, nor which kind of string it is.
  return { oid, value: text, key: `${oid}=${text.trim().replaceAll(/\s+/g, ' ').toLowerCase()}` };
}

function textOf({ tag, content }: DerElement): string | undefined {
  switch (tag) {
    case tags.utf8String:
      return content.toString('utf8');
    case tags.printableString:
    case tags.ia5String:
    case tags.teletexString:
      return content.toString('latin1');
    case tags.bmpString:
      return content.length % 2 === 0 ? Buffer.from(content).swap16().toString('utf16le') : undefined;
    default:
      return undefined;
  }
}
