import { HResult, webErrorStatusOf, type HResultName, type WebErrorStatusName } from './hresult.ts';

/** Every expected failure, by the code a caller can act on. */
export type ErrorCode =
  /** An argument or a field of a command is wrong; `field` names it. */
  | 'invalid-input'
  /** The command channel was given a name it does not know. */
  | 'unknown-command'
  /** A command came from a frame that may not send any. */
  | 'forbidden-sender'
  /** A session, row or file handle that does not exist (any more). */
  | 'not-found'
  /** A call at a time when it is not allowed. */
  | 'illegal-call'
  /** The object has been closed. */
  | 'closed'
  /** The caller cancelled. */
  | 'canceled'
  /** A wait ran past its limit. */
  | 'timeout'
  /** Network isolation: the address is outside what the app may reach; `denial` says why. */
  | 'capability-denied'
  /** The host name has no address. */
  | 'name-not-resolved'
  /** No TCP connection. */
  | 'cannot-connect'
  /** No TLS session. */
  | 'tls-failed'
  /** The server certificate was refused; `certificateErrors` lists what is wrong with it. */
  | 'certificate-refused'
  /** The opening handshake was not answered with a valid 101. */
  | 'handshake-failed'
  /** The peer broke RFC 6455. */
  | 'protocol-error'
  /** A message is larger than `maxMessageSize`. */
  | 'message-too-big'
  /** The connection ended without a closing handshake. */
  | 'connection-lost'
  /** A client certificate file cannot be read, or its password is wrong. */
  | 'client-certificate'
  /** A file of the app's own is unreadable or not as it should be. */
  | 'bad-file'
  /** A defect of ours: reported, logged, and the app goes on. */
  | 'internal';

/** Where in the life of a connection something failed. */
export type Phase = 'dns' | 'policy' | 'tcp' | 'proxy' | 'tls' | 'upgrade' | 'open' | 'close';

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

/** Why network isolation refused an address. */
export interface Denial {
  /** The address that was decided on, as text. */
  readonly address: string;
  readonly addressClass: string;
  /** The capability (or `loopback exemption`) that would have allowed it; absent where nothing would. */
  readonly needs?: string;
}

/** A failure as it crosses a process border: plain data, every part optional but what it is. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  /** One sentence with the value that was wrong. */
  readonly message: string;
  /** The field of the input that is wrong, as a dotted path. */
  readonly field?: string;
  /** What Windows reports for it, unsigned. */
  readonly hresult?: number;
  readonly status?: WebErrorStatusName;
  readonly phase?: Phase;
  /** The raw cause: a Node, OpenSSL or HTTP code such as `ECONNREFUSED` or `HTTP 404`. */
  readonly cause?: string;
  readonly denial?: Denial;
  readonly certificateErrors?: readonly ChainValidationResultName[];
}

export interface FailureDetails {
  readonly hresult?: HResultName | number;
  readonly field?: string;
  readonly phase?: Phase;
  /** The raw cause; an `Error` gives its `code`, or else its message. */
  readonly cause?: unknown;
  readonly denial?: Denial;
  readonly certificateErrors?: readonly ChainValidationResultName[];
}

/** An expected failure. Made by {@link failure} only. */
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
export function failure(code: ErrorCode, message: string, details: FailureDetails = {}): DuplexError {
  const hresult = typeof details.hresult === 'string' ? HResult[details.hresult] : details.hresult;
  const cause = rawCause(details.cause);
  return new DuplexError(
    {
      code,
      message,
      ...(details.field !== undefined && { field: details.field }),
      ...(hresult !== undefined && { hresult, status: webErrorStatusOf(hresult) }),
      ...(details.phase !== undefined && { phase: details.phase }),
      ...(cause !== undefined && { cause }),
      ...(details.denial !== undefined && { denial: details.denial }),
      ...(details.certificateErrors !== undefined && { certificateErrors: details.certificateErrors }),
    },
    details.cause,
  );
}

/** Any thrown value as plain data; what nobody expected becomes `internal`. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof DuplexError) return thrown.info;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function rawCause(cause: unknown): string | undefined {
  if (cause === undefined || typeof cause === 'string') return cause;
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
