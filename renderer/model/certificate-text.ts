import type { CertificateDescription, CertificateProblem } from '../../contract/certificates.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { LookProblem, RevocationListDescription, ServerLook } from '../../contract/secure-connections.ts';
import { showControls } from './control-characters.ts';
import { words } from './words.ts';
import { reasonText } from './reason-text.ts';

/** Longer ones are an attacker's. */
const shownLength = 120;

/** Names that are shown of one certificate. */
export const shownNames = 20;

/** Text of a certificate for showing: short, and with its control characters visible. */
export function foreignText(text: string): string {
  return showControls(text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text);
}

/** `AB:CD:…`, as other programs write a fingerprint. */
export function formatFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(':');
}

/** 64 hexadecimal digits in lower case; undefined for what is no SHA-256. */
export function parseFingerprint(text: string): string | undefined {
  const hex = text.replaceAll(/[:\s]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined;
}

/** `2026-01-31`, local time. */
export function formatDay(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** As what is wrong with dates is told: `2026-01-31`, in UTC. */
export function utcDay(iso: string): string {
  return iso.slice(0, iso.indexOf('T'));
}

export function validityText({ validFrom, validTo }: CertificateDescription): string {
  if (validFrom === undefined || validTo === undefined) return words.certificates.chain.unreadable;
  return words.certificates.chain.validity(utcDay(validFrom), utcDay(validTo));
}

/** What a list of revoked certificates says of itself. @param now in ms since 1970 */
export function revocationListText(list: RevocationListDescription, now: number): string {
  const { thisUpdate, nextUpdate, revokedCount, addedAt } = list;
  const { trusted } = words.certificates;
  const parts = [trusted.revoked(revokedCount), trusted.listOf(utcDay(thisUpdate))];
  if (nextUpdate !== undefined) {
    const isOver = Date.parse(nextUpdate) < now;
    parts.push((isOver ? trusted.outOfDate : trusted.nextList)(utcDay(nextUpdate)));
  }
  return [...parts, trusted.since(formatDay(addedAt))].join(', ');
}

export function namesText({ names }: CertificateDescription): string {
  const { chain } = words.certificates;
  if (names.length === 0) return chain.noNames;
  const shown = names.slice(0, shownNames).map(foreignText).join(', ');
  return names.length > shownNames ? `${shown}, ${chain.moreNames(names.length - shownNames)}` : shown;
}

/** A certificate of a chain, with what is wrong with it and where it stands. */
export interface ChainNode {
  readonly certificate: CertificateDescription;
  /** 0 is the server's own. */
  readonly index: number;
  readonly role: 'server' | 'intermediate' | 'root' | 'self';
  readonly problems: readonly LookProblem[];
}

/** The chain from the root down, as a tree has it. */
export function chainNodes({ chain, problems }: Pick<ServerLook, 'chain' | 'problems'>): readonly ChainNode[] {
  return chain
    .map((certificate, index) => ({
      certificate,
      index,
      role: roleOf(certificate, index, chain.length),
      problems: problems.filter(({ certificateIndex }) => certificateIndex === index),
    }))
    .toReversed();
}

function roleOf(certificate: CertificateDescription, index: number, length: number): ChainNode['role'] {
  const isSelfIssued = certificate.subject === certificate.issuer;
  if (index === 0) return isSelfIssued && length === 1 ? 'self' : 'server';
  return index === length - 1 && (isSelfIssued || certificate.source === 'trusted') ? 'root' : 'intermediate';
}

/** Who would stand above the chain, where it does not end in a root; undefined where it does. */
export function missingIssuer(chain: readonly CertificateDescription[]): string | undefined {
  const last = chain.at(-1);
  if (last === undefined || last.source === 'trusted' || last.subject === last.issuer) return undefined;
  return foreignText(last.issuer);
}

/** What is wrong with a certificate; names in a reason are short and plain, main's own sentence may have any. */
export function problemText({ reason, detail }: Pick<CertificateProblem, 'reason' | 'detail'>): string {
  return (reason && reasonText(reason)) ?? words.reasons.technical(foreignText(detail));
}

/** How connecting ended, in a sentence. */
export function verdictText({ host, failure, problems }: ServerLook): string {
  const { verdict } = words.certificates;
  const shown = foreignText(host);
  if (failure !== undefined) return verdict.refused(shown);
  const accepted = problems.filter(({ isAccepted }) => isAccepted).length;
  return accepted === 0 ? verdict.connects(shown) : verdict.connectsIn(shown, accepted);
}

/** The file of what the user trusts, as the app found it at start. */
export function isBadTrustFile(error: ErrorInfo): boolean {
  return error.code === 'bad-file' && error.field?.split(':')[0] === 'server-trust.json';
}
