import type { ErrorInfo } from '../../contract/errors.ts';
import { formatHResult } from '../../contract/hresult.ts';
import { isBadTrustFile } from './certificate-text.ts';
import { words } from './words.ts';
import { errorTextWithField } from './error-text.ts';

/** Something the page can do about a failure, with one button. */
export type Remedy = 'startServer' | 'serverAddress' | 'lookAtCertificate' | 'networkIsolation';

/** A failure in words: what happened, why, and what to do. */
export interface Explanation {
  readonly what: string;
  /** The cause in a sentence, then the codes in brackets. */
  readonly why: string;
  readonly advice: string;
  readonly remedy?: Remedy;
}

/** What the page knows that bears on the advice. */
export interface Circumstances {
  readonly isServerRunning: boolean;
  /** Whether the address is one of the built-in server's. */
  readonly isServerAddress: boolean;
}

/** The only place that turns failures into words. */
export function explainError(error: ErrorInfo, circumstances?: Circumstances): Explanation {
  const remedy = circumstances === undefined ? undefined : remedyOf(error, circumstances);
  return {
    what: whatOf(error),
    // Canceling has no other reason than itself.
    why: whyOf(error),
    advice: adviceOf(error, circumstances),
    ...(remedy !== undefined && { remedy }),
  };
}

/** Canceling has no other reason than itself. */
function whyOf(error: ErrorInfo): string {
  const text = error.code === 'canceled' ? '' : errorTextWithField(error);
  return [asSentence(text), codesOf(error, text)].filter(Boolean).join(' ');
}

function whatOf(error: ErrorInfo): string {
  if (isBadTrustFile(error)) return words.certificates.badFile.what;
  if (error.code === 'capability-denied' && error.denial !== undefined) {
    return words.errors['capability-denied'].whatWith(error.denial.address);
  }
  if (isAboutChosenFile(error)) return words.errors.chosenFile.what;
  if (isBadPolicyFile(error)) return words.errors.badPolicyFile.what;
  if (isBadProxyFile(error)) return words.errors.badProxyFile.what;
  if (isServerWithoutCertificate(error)) return words.errors.clientCertificateWanted.what;
  if (error.cause === 'PIN_MISMATCH') return words.errors.pinMismatch.what;
  if (isRejectedByValidation(error)) return words.errors.validationRejected.what;
  return words.errors[error.code].what;
}

function adviceOf(error: ErrorInfo, circumstances: Circumstances | undefined): string {
  if (isBadTrustFile(error)) return words.certificates.badFile.advice;
  if (isBadPolicyFile(error)) return words.errors.badPolicyFile.advice;
  if (isBadProxyFile(error)) return words.errors.badProxyFile.advice;
  if (error.denial?.layer === 'policy') return words.errors['capability-denied'].adviceForPolicy;
  if (error.code === 'capability-denied' && error.denial?.needs !== undefined) {
    return words.errors['capability-denied'].adviceWith(error.denial.needs);
  }
  if (isAboutChosenFile(error)) {
    const isFull = error.cause === 'ENOSPC' || error.cause === 'EDQUOT';
    return isFull ? words.errors.chosenFile.adviceNoSpace : words.errors.chosenFile.advice;
  }
  if (isServerWithoutCertificate(error)) return words.errors.clientCertificateWanted.advice;
  if (error.cause === 'PIN_MISMATCH') return words.errors.pinMismatch.advice;
  if (isRejectedByValidation(error)) return words.errors.validationRejected.advice;
  if (error.code === 'cannot-connect' && circumstances?.isServerRunning === false) {
    return words.errors.serverIsOff.advice;
  }
  return words.errors[error.code].advice;
}

function remedyOf(error: ErrorInfo, { isServerRunning, isServerAddress }: Circumstances): Remedy | undefined {
  switch (error.code) {
    case 'cannot-connect':
    case 'timeout':
    case 'name-not-resolved':
    case 'handshake-failed':
      if (!isServerRunning) return 'startServer';
      return isServerAddress ? undefined : 'serverAddress';
    case 'certificate-refused':
      return 'lookAtCertificate';
    case 'capability-denied':
      return 'networkIsolation';
    default:
      return undefined;
  }
}

/** `(CannotConnect 0x80072EFD, ECONNREFUSED, tcp)` */
function codesOf(error: ErrorInfo, text: string): string {
  const hresult = error.hresult === undefined ? undefined : formatHResult(error.hresult);
  const status = [error.status, hresult].filter(Boolean).join(' ');
  const cause = error.cause !== undefined && text.includes(error.cause) ? undefined : error.cause;
  const codes = [status, cause, error.phase === undefined ? undefined : words.phases[error.phase]].filter(Boolean);
  return codes.length === 0 ? '' : `(${codes.join(', ')})`;
}

/** A file the user chose to send or to save into. */
function isAboutChosenFile(error: ErrorInfo): boolean {
  return error.field === 'file' && error.code !== 'not-found';
}

/** The user's network policy, as the app found it at start. */
export function isBadPolicyFile(error: ErrorInfo): boolean {
  return error.code === 'bad-file' && error.field?.split(':')[0] === 'network-policy.json';
}

/** The user's proxy setting, as the app found it at start. */
export function isBadProxyFile(error: ErrorInfo): boolean {
  return error.code === 'bad-file' && error.field?.split(':')[0] === 'proxy-setting.json';
}

function isServerWithoutCertificate(error: ErrorInfo): boolean {
  return error.hresult === 0x80072f0c;
}

function isRejectedByValidation(error: ErrorInfo): boolean {
  return error.hresult === 0x800c000e;
}

/** With a capital and a full stop. */
export function asSentence(told: string): string {
  const text = told.trim();
  if (text === '') return '';
  // The name of a file or a host stays as it is written.
  const isName = /^[^\s.]+\.\w/.test(text);
  const begun = isName ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
