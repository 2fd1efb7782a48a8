import { isIP } from 'node:net';
import { childrenOf, contextTag, DerError, DerFields, readDer, tags, type DerElement } from './der.ts';
import { readName, type DistinguishedName } from './distinguished-name.ts';

/** A name of a subject (RFC 5280, section 4.2.1.6), as far as it can be compared. */
export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri'; readonly value: string }
  | { readonly kind: 'ip'; readonly value: Buffer }
  | { readonly kind: 'directory'; readonly value: DistinguishedName }
  /** `kind` by its number: `otherName` is 0. */
  | { readonly kind: 'other'; readonly value: number };

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** @throws DerError */
export function generalNames(value: DerElement): GeneralName[] {
  return childrenOf(value, tags.sequence).map(generalName);
}

/** @throws DerError; also for a minimum or maximum distance, which RFC 5280 does not allow */
export function readNameConstraints(value: DerElement): NameConstraints {
  const fields = new DerFields(value);
  const permitted = fields.takeIf(contextTag(0, true));
  const excluded = fields.takeIf(contextTag(1, true));
  fields.end();
  return { permitted: subtrees(permitted), excluded: subtrees(excluded) };
}

/** An address of a subject as text. */
export function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  const text = groups.join(':');
  if (isIP(text) === 0) return bytes.toString('hex');
  return new URL(`http://[${text}]/`).hostname.slice(1, -1); // the short form
}

function subtrees(list: DerElement | undefined): GeneralName[] {
  if (list === undefined) return [];
  return childrenOf(list).map((element) => {
    const fields = new DerFields(element);
    const base = generalName(fields.take());
    fields.end();
    return base;
  });
}

function generalName({ tag, content }: DerElement): GeneralName {
  switch (tag) {
    case contextTag(1, false):
      return { kind: 'email', value: content.toString('latin1') };
    case contextTag(2, false):
      return { kind: 'dns', value: content.toString('latin1') };
    case contextTag(4, true):
      return { kind: 'directory', value: readName(readDer(content).bytes) };
    case contextTag(6, false):
      return { kind: 'uri', value: content.toString('latin1') };
    case contextTag(7, false):
      // Twice as long, with a mask, in name constraints.
      if (![4, 8, 16, 32].includes(content.length)) throw new DerError('an IP address is malformed');
      return { kind: 'ip', value: content };
    default:
      if ((tag & 0xc0) !== 0x80) throw new DerError('a name is malformed');
      return { kind: 'other', value: tag & 0x1f };
  }
}
