import { ignorableResults } from '../../contract/certificates.ts';
import type { ChainValidationResultName } from '../../contract/errors.ts';

export type SslErrorSeverity = 'none' | 'ignorable' | 'fatal';

/** What `control.ignorableServerCertificateErrors` may hold; Windows never lets the others pass. */
export const ignorableErrors: ReadonlySet<ChainValidationResultName> = new Set(ignorableResults);

export function severityOf(errors: readonly ChainValidationResultName[]): SslErrorSeverity {
  if (errors.length === 0) return 'none';
  return errors.every((error) => ignorableErrors.has(error)) ? 'ignorable' : 'fatal';
}

/** Text of a certificate for a sentence: it is somebody else's, so it is short and has no control characters. */
export function quoted(text: string): string {
  return `"${unquoted(text)}"`;
}

/** The same for a reason: every language has quotation marks of its own. */
export function unquoted(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}

/** A day as RFC 3339 writes it, in UTC. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
