import { isIP } from 'node:net';
import type { CertificateProblem } from '../../contract/certificates.ts';
import { because } from '../../contract/reason.ts';
import type { ChainCertificate } from './chain-certificate.ts';
import { addressText } from './general-names.ts';
import { quoted, unquoted } from './problem.ts';

/** At most this many names in a sentence: a certificate may have hundreds. */
const nameLimit = 8;

/**
 * Whether the server's certificate is for the host that was asked for (RFC 6125): by an alternative name, or by the
 * common name where there is no alternative name of a host. A wildcard stands for one whole label, the first.
 *
 * @param host a host name, international ones as A-labels, or an IP literal without brackets
 */
export function nameProblems(leaf: ChainCertificate, host: string): CertificateProblem[] {
  if (isFor(leaf, host.replace(/\.$/, ''))) return [];
  const names = namesOf(leaf);
  const shown = names.slice(0, nameLimit).map(quoted).join(', ');
  const more = names.length > nameLimit ? ` and ${names.length - nameLimit} more` : '';
  const detail = `for ${names.length === 0 ? 'no host' : shown + more}, not for ${quoted(host)}`;
  const reason =
    names.length === 0
      ? because('nameWithoutNames', unquoted(host))
      : because('nameNotOf', shownPlain(names), unquoted(host));
  return [{ result: 'InvalidName', certificateIndex: 0, detail, reason }];
}

function shownPlain(names: readonly string[]): string {
  return [...names.slice(0, nameLimit).map(unquoted), ...(names.length > nameLimit ? ['…'] : [])].join(', ');
}

/** Every host and address a certificate is for. */
export function namesOf({ fields }: ChainCertificate): string[] {
  const altNames = fields?.extensions.altNames ?? [];
  const names = altNames.flatMap((name) => {
    if (name.kind === 'dns') return [name.value];
    return name.kind === 'ip' ? [addressText(name.value)] : [];
  });
  return altNames.some(({ kind }) => kind === 'dns') ? names : [...names, ...(fields?.subject.commonNames ?? [])];
}

function isFor({ x509, fields }: ChainCertificate, host: string): boolean {
  if (isIP(host) !== 0) return x509.checkIP(host) !== undefined;
  if (x509.checkHost(host, { subject: 'default', partialWildcards: false }) !== undefined) return true;
  // BoringSSL, in Electron, does not look at the common name. OpenSSL does, and so does Windows.
  const hasHostName = fields?.extensions.altNames?.some(({ kind }) => kind === 'dns') ?? false;
  const names = fields?.subject.commonNames.filter(canBeHost) ?? [];
  return !hasHostName && names.some((name) => name.toLowerCase() === host.toLowerCase());
}

/**
 * Whether a common name can be that of a host: of the characters that the host of a URL can have, so that what names a
 * host is what name constraints are about. The Kelvin sign in lower case is a k, and no host has one.
 */
export function canBeHost(commonName: string): boolean {
  return /^[\w!"$&'()*+,\-.;=`{}~]+$/.test(commonName);
}
