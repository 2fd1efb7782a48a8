import type { CertificateProblem } from './certificates.ts';
import type { errorTable, Phase } from './error-table.ts';
import {
  HResult,
  webErrorStatusOf,
  type HResultName,
  type HttpStatusHResult,
  type WebErrorStatusName,
} from './hresult.ts';
import type { Denial } from './network-decision.ts';
import type { Reason } from './reason.ts';

/** What kind of failure: the codes of {@link errorTable}. */
export type ErrorCode = keyof typeof errorTable;

/** The names of `Windows.Security.Cryptography.Certificates.ChainValidationResult`. */
export type ChainValidationResultName =
  | 'Untrusted'
  | 'Revoked'
  | 'Expired'
  | 'IncompleteChain'
  | 'InvalidSignature'
  | 'WrongUsage'
  | 'InvalidName'
  | 'InvalidCertificateAuthorityPolicy'
  | 'BasicConstraintsError'
  | 'UnknownCriticalExtension'
  | 'RevocationInformationMissing'
  | 'RevocationFailure'
  | 'OtherErrors';

/** What exactly a peer did that it may not, where one code stands for several things. */
export type Fault =
  /** It sent something before it was asked. */
  | 'spoke-first'
  /** It ended the connection in the middle. */
  | 'closed'
  | 'not-http'
  | 'head-too-long'
  | 'malformed-header'
  | 'interim-answers'
  | 'not-tls'
  | 'not-socks'
  /** More came than its answer. */
  | 'data-behind'
  /** A SOCKS5 proxy takes nobody without a login, or not with this one. */
  | 'login-wanted'
  | 'login-wrong'
  | 'pin-mismatch'
  | 'redirect-no-address'
  | 'redirect-circle'
  | 'redirects-too-many';

/** As many bytes of what a peer sent are evidence. */
export const receivedLimit = 256;
/** As many of them are quoted in the message. */
export const quotedLength = 40;

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A failure as it crosses a process border: plain data, every part optional but what it is. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  /** One sentence with the value that was wrong. */
  readonly message: string;
  /** What the sentence says, for a page that writes it in another language; absent where nobody does. */
  readonly reason?: Reason;
  /** The field of the input that is wrong, as a dotted path. */
  readonly field?: string;
  /** Where in the file that `field` names, counted from 1. */
  readonly place?: Place;
  /** What Windows reports for it, unsigned. */
  readonly hresult?: number;
  readonly status?: WebErrorStatusName;
  readonly phase?: Phase;
  /** The raw cause: a Node, OpenSSL or HTTP code such as `ECONNREFUSED` or `HTTP 404`. */
  readonly cause?: string;
  readonly fault?: Fault;
  /** What the peer sent in place of what it should have, a byte each character: the beginning, or the line that is wrong. */
  readonly received?: string;
  readonly denial?: Denial;
  readonly certificateErrors?: readonly ChainValidationResultName[];
  /** Those of them that nobody has accepted. */
  readonly notIgnored?: readonly ChainValidationResultName[];
  /** The same, one by one and in words. */
  readonly certificateProblems?: readonly CertificateProblem[];
  /** Of a transfer that was cut short: payload bytes that had gone out or come in. */
  readonly transferredBytes?: number;
}

interface Details {
  readonly reason?: Reason | undefined;
  readonly hresult?: HResultName | HttpStatusHResult;
  readonly field?: string;
  readonly place?: Place | undefined;
  readonly phase?: Phase;
  /** The raw cause; an `Error` gives its `code`, or else its message. */
  readonly cause?: unknown;
  readonly fault?: Fault;
  /** Cut after {@link receivedLimit} bytes; nothing is told of an empty one. */
  readonly received?: Uint8Array;
  readonly denial?: Denial;
  readonly certificateErrors?: readonly ChainValidationResultName[];
  readonly notIgnored?: readonly ChainValidationResultName[];
  readonly certificateProblems?: readonly CertificateProblem[];
  /** Of a transfer that was cut short: payload bytes that had gone out or come in. */
  readonly transferredBytes?: number;
}

/** What {@link errorTable} lists for a code; where `Code` is a union, what it lists for every one of them. */
type Listed<Code extends ErrorCode> = (Code extends ErrorCode ? (listed: Entry<Code>) => void : never) extends (
  listed: infer All,
) => void
  ? All
  : never;

interface Entry<Code extends ErrorCode> {
  readonly hresult?:
    | (typeof errorTable)[Code]['hresults'][number]
    | ((typeof errorTable)[Code] extends { readonly httpStatus: true } ? HttpStatusHResult : never);
  readonly phase?: (typeof errorTable)[Code]['phases'][number];
}

/** What {@link failure} takes beside code and message: an HRESULT and a phase only where the table lists them. */
export type FailureDetails<Code extends ErrorCode> = Details & Listed<Code>;

/** An expected failure. Made by {@link failure}; only what adds to one, or brings it over a border, makes it anew. */
export class DuplexError extends Error {
  override readonly name = 'DuplexError';
  readonly info: ErrorInfo;

  constructor(info: ErrorInfo, cause?: unknown) {
    super(info.message, { cause });
    this.info = info;
  }

  get code(): ErrorCode {
    return this.info.code;
  }

  /** The HRESULT, unsigned; 0x8000FFFF (E_UNEXPECTED) where Windows has none for it. */
  get hresult(): number {
    return this.info.hresult ?? HResult.E_UNEXPECTED;
  }

  /** The HRESULT as WinRT's JavaScript projection gives it: a signed 32-bit number. */
  get number(): number {
    return this.hresult | 0;
  }
}

/**
 * The one factory of expected failures.
 *
 * @param code what kind of failure
 * @param message one sentence with the value that was wrong
 * @param details the WinRT view and the raw cause; the status follows from the HRESULT
 */
export function failure<Code extends ErrorCode>(
  code: Code,
  message: string,
  details?: FailureDetails<Code>,
): DuplexError {
  const given: Details = details ?? {};
  const hresult = typeof given.hresult === 'string' ? HResult[given.hresult] : given.hresult;
  const cause = rawCause(given.cause);
  return new DuplexError(
    {
      code,
      message,
      ...(given.reason !== undefined && { reason: given.reason }),
      ...(given.field !== undefined && { field: given.field }),
      ...(given.place !== undefined && { place: { line: given.place.line, column: given.place.column } }),
      ...(hresult !== undefined && { hresult, status: webErrorStatusOf(hresult) }),
      ...(given.phase !== undefined && { phase: given.phase }),
      ...(cause !== undefined && { cause }),
      ...(given.fault !== undefined && { fault: given.fault }),
      ...(given.received !== undefined && given.received.length > 0 && { received: byteText(given.received) }),
      ...(given.denial !== undefined && { denial: given.denial }),
      ...(given.certificateErrors !== undefined && { certificateErrors: given.certificateErrors }),
      ...(given.notIgnored !== undefined && { notIgnored: given.notIgnored }),
      ...(given.certificateProblems !== undefined && { certificateProblems: given.certificateProblems }),
      ...(given.transferredBytes !== undefined && { transferredBytes: given.transferredBytes }),
    },
    given.cause,
  );
}

/** What a failure says, where it says it in a way that can be told in any language. */
export function reasonOf(thrown: unknown): Reason | undefined {
  return thrown instanceof DuplexError ? thrown.info.reason : undefined;
}

/** Any thrown value as plain data; what nobody expected becomes `internal`. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof DuplexError) return thrown.info;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function byteText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, receivedLimit));
}

function rawCause(cause: unknown): string | undefined {
  if (cause === undefined || typeof cause === 'string') return cause;
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
