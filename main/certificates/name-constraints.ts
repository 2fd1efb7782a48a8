import type { CertificateProblem } from '../../contract/certificates.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { isWithin } from './distinguished-name.ts';
import { canBeHost } from './host-name.ts';
import { addressText, type GeneralName, type NameConstraints } from './general-names.ts';
import { quoted } from './problem.ts';

/** What may still be compared, for all paths of one server together. */
export interface ComparisonBudget {
  /** Names times constraints. As many as OpenSSL allows for one path, before a server is a way to keep this machine busy. */
  left: number;
}

export function comparisonBudget(): ComparisonBudget {
  return { left: 1 << 20 };
}

/** Names that an authority further up does not allow (RFC 5280, section 4.2.1.10). */
export function nameConstraintProblems(
  certificates: readonly ChainCertificate[],
  budget: ComparisonBudget,
): CertificateProblem[] {
  return certificates.flatMap((subject, certificateIndex) => {
    // One that is issued under its own name is a renewed authority, and its name is that of the constrained one.
    if (subject.fields === undefined || (certificateIndex > 0 && subject.isSelfIssued)) return [];
    const constrained = certificates
      .slice(certificateIndex + 1)
      .filter(({ fields }) => fields?.extensions.nameConstraints);
    if (constrained.length === 0) return [];
    const names = namesOf(subject, certificateIndex === 0);
    for (const authority of constrained) {
      const constraints = authority.fields?.extensions.nameConstraints ?? { permitted: [], excluded: [] };
      budget.left -= names.length * (constraints.permitted.length + constraints.excluded.length);
      const detail =
        budget.left < 0
          ? 'there are too many names and name constraints to compare'
          : violation(names, constraints, authority.subjectText);
      if (detail !== undefined) return [{ result: 'InvalidCertificateAuthorityPolicy', certificateIndex, detail }];
    }
    return [];
  });
}

function violation(names: readonly GeneralName[], constraints: NameConstraints, authority: string): string | undefined {
  for (const name of names) {
    const excluded = constraints.excluded.some((base) => base.kind === name.kind && overlaps(name, base));
    const permitted = constraints.permitted.filter((base) => base.kind === name.kind);
    if (!excluded && (permitted.length === 0 || permitted.some((base) => isInside(name, base)))) continue;
    return `${quoted(authority)} is not allowed to vouch for ${quoted(nameText(name))} (name constraints)`;
  }
  return undefined;
}

/** The names a certificate is for. Without alternative names the common name is one, where it can be one. */
function namesOf({ fields }: ChainCertificate, isLeaf: boolean): GeneralName[] {
  if (fields === undefined) return [];
  const altNames = fields.extensions.altNames ?? [];
  const names: GeneralName[] = [...altNames];
  if (fields.subject.key.length > 0) names.push({ kind: 'directory', value: fields.subject });
  for (const value of fields.subject.emailAddresses) names.push({ kind: 'email', value });
  if (isLeaf && !altNames.some(({ kind }) => kind === 'dns')) {
    for (const value of fields.subject.commonNames.filter(canBeHost)) names.push({ kind: 'dns', value });
  }
  return names;
}

function isInside(name: GeneralName, base: GeneralName): boolean {
  switch (name.kind) {
    case 'dns':
      return base.kind === 'dns' && isHostInside(name.value.replace(/^\*\./, ''), base.value);
    case 'email':
      return base.kind === 'email' && isMailboxInside(name.value, base.value);
    case 'uri': {
      const host = /^[^:]+:\/\/(?:[^/?#@]*@)?([^/?#:]+)/.exec(name.value)?.[1];
      return base.kind === 'uri' && host !== undefined && isDomainInside(host, base.value);
    }
    case 'ip':
      return base.kind === 'ip' && isAddressInside(name.value, base.value);
    case 'directory':
      return base.kind === 'directory' && isWithin(name.value, base.value);
    case 'other':
      return false; // of a kind nobody here can compare: it is not shown to be inside
  }
}

/** Whether any host the name stands for is excluded: `*.example` stands for `secret.example` too. */
function overlaps(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'other') return base.kind === 'other' && base.value === name.value;
  if (isInside(name, base)) return true;
  return (
    name.kind === 'dns' &&
    base.kind === 'dns' &&
    name.value.startsWith('*.') &&
    isHostInside(base.value, name.value.slice(1))
  );
}

/** `example` holds itself and what is below it; `.example` only what is below it; nothing holds everything. */
function isHostInside(name: string, base: string): boolean {
  const host = name.toLowerCase().replace(/\.$/, '');
  const domain = base.toLowerCase();
  if (domain === '') return true;
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

/** Of a URI or a mailbox `example` is that host alone. */
function isDomainInside(name: string, base: string): boolean {
  const domain = base.toLowerCase();
  const host = name.toLowerCase();
  return domain === '' || (domain.startsWith('.') ? host.endsWith(domain) : host === domain);
}

function isMailboxInside(mailbox: string, base: string): boolean {
  const at = mailbox.lastIndexOf('@');
  if (!base.includes('@')) return isDomainInside(mailbox.slice(at + 1), base);
  const baseAt = base.lastIndexOf('@');
  return (
    mailbox.slice(0, at) === base.slice(0, baseAt) &&
    mailbox.slice(at).toLowerCase() === base.slice(baseAt).toLowerCase()
  );
}

/** @param base address and mask */
function isAddressInside(address: Buffer, base: Buffer): boolean {
  const { length } = address;
  if (base.length !== length * 2) return false;
  return address.every((byte, index) => {
    const mask = base[length + index] ?? 0;
    return (byte & mask) === ((base[index] ?? 0) & mask);
  });
}

function nameText(name: GeneralName): string {
  switch (name.kind) {
    case 'ip':
      return addressText(name.value);
    case 'directory':
      return name.value.text;
    case 'other':
      return `a name of kind ${name.value}`;
    default:
      return name.value;
  }
}
