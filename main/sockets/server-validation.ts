import { failure, type ChainValidationResultName, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { HResultName } from '../../contract/hresult.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { ServerEvaluation } from '../certificates/evaluate.ts';
import { exceptedErrors, isPinned, pinsOf } from '../certificates/pins.ts';
import { ignorableErrors } from '../certificates/problem.ts';
import type { CompiledTrust } from '../certificates/server-trust.ts';
import {
  ChainValidationResult,
  chainValidationResult,
  SocketSslErrorSeverity,
  type ChainValidationResult as ChainValidationResultValue,
} from './enums.ts';
import type { EventHandlers } from './event-handlers.ts';
import { illegalCall, invalidArgument } from './misuse.ts';

/** `Windows.Foundation.Deferral`: the event is not over until it is completed. */
export class Deferral {
  #complete: (() => void) | undefined;

  constructor(complete: () => void) {
    this.#complete = complete;
  }

  /** @throws DuplexError `illegal-call` the second time */
  complete(): void {
    if (this.#complete === undefined) throw illegalCall('the deferral has been completed already');
    this.close();
  }

  /** Completes it, if nobody has (`IClosable`). Harmless when repeated. */
  close(): void {
    this.#complete?.();
    this.#complete = undefined;
  }
}

/** `Windows.Networking.Sockets.WebSocketServerCustomValidationRequestedEventArgs`. */
export class WebSocketServerCustomValidationRequestedEventArgs {
  /** The socket that asks. */
  readonly target: unknown;
  readonly serverCertificate: Certificate;
  readonly serverIntermediateCertificates: readonly Certificate[];
  readonly serverCertificateErrors: readonly ChainValidationResultValue[];
  readonly serverCertificateErrorSeverity: SocketSslErrorSeverity;
  readonly #deferrals: Promise<void>[] = [];
  #isRejected = false;

  constructor(target: unknown, server: ServerEvaluation) {
    this.target = target;
    this.serverCertificate = server.certificate;
    this.serverIntermediateCertificates = server.intermediates;
    this.serverCertificateErrors = server.errors.map(chainValidationResult);
    this.serverCertificateErrorSeverity = SocketSslErrorSeverity[server.severity];
  }

  /** For checks that take their time: connecting goes on when the deferral is completed. */
  getDeferral(): Deferral {
    const { promise, resolve } = withResolvers();
    this.#deferrals.push(promise);
    return new Deferral(resolve);
  }

  /** Refuses the server: `connectAsync` fails with INET_E_SECURITY_PROBLEM. */
  reject(): void {
    this.#isRejected = true;
  }

  /** For the socket: whether, in the end, nobody rejected. */
  static async isAccepted(args: WebSocketServerCustomValidationRequestedEventArgs): Promise<boolean> {
    await Promise.all(args.#deferrals);
    return !args.#isRejected;
  }
}

/** @throws DuplexError `invalid-input` for a value that Windows never lets pass */
export function requireIgnorable(values: readonly ChainValidationResultValue[]): void {
  const allowed = new Set<number>([...ignorableErrors].map(chainValidationResult));
  for (const value of values) {
    if (allowed.has(value)) continue;
    const name = Object.entries(ChainValidationResult).find(([, known]) => known === value)?.[0] ?? String(value);
    throw invalidArgument('ignorableServerCertificateErrors', `${name} cannot be ignored`);
  }
}

/** What is let pass, and who is asked for. */
export interface Acceptance {
  readonly ignorable: readonly ChainValidationResultValue[];
  readonly trust: CompiledTrust;
  readonly host: string;
  readonly port: number;
}

/**
 * Judges a server: what is wrong with its certificate must be on the ignorable list or accepted for this certificate of
 * this server; then it must have a pinned fingerprint, where there are any; and then no handler of the custom
 * validation event may reject it.
 */
export async function judgeServer(
  target: unknown,
  server: ServerEvaluation,
  { ignorable, trust, host, port }: Acceptance,
  handlers: EventHandlers<WebSocketServerCustomValidationRequestedEventArgs>,
): Promise<void> {
  const excepted = exceptedErrors(trust.exceptions, { host, port, sha256: server.chain[0]?.sha256 });
  const remaining = server.errors.filter(
    (error) => !ignorable.includes(chainValidationResult(error)) && !excepted.has(error),
  );
  if (remaining.length > 0) throw certificateRefused(server, remaining);
  const pins = pinsOf(trust.pins, host);
  if (pins.length > 0 && !isPinned(server.chain, pins)) throw pinMismatch(server, pins.length);
  if (handlers.isEmpty) return;
  const args = new WebSocketServerCustomValidationRequestedEventArgs(target, server);
  // A check that broke has not accepted anything.
  if (!handlers.raise(args)) args.reject();
  if (await WebSocketServerCustomValidationRequestedEventArgs.isAccepted(args)) return;
  throw failure('certificate-refused', 'the custom validation rejected the server certificate', {
    hresult: 'INET_E_SECURITY_PROBLEM',
    phase: 'tls',
    reason: because('validationRejected'),
    certificateErrors: server.errors,
    certificateProblems: server.problems,
  });
}

function pinMismatch(server: ServerEvaluation, pinCount: number): DuplexError {
  const pins = pinCount === 1 ? 'the pinned fingerprint' : `any of the ${pinCount} pinned fingerprints`;
  return failure('certificate-refused', `no certificate of the chain of "${server.certificate.subject}" has ${pins}`, {
    hresult: 'INET_E_SECURITY_PROBLEM',
    phase: 'tls',
    cause: 'PIN_MISMATCH',
    fault: 'pin-mismatch',
    reason: because('certificateNotPinned', server.certificate.subject),
    certificateErrors: server.errors,
    certificateProblems: server.problems,
  });
}

const hresultByResult = [
  ['Revoked', 'WININET_E_SEC_CERT_REVOKED'],
  ['Untrusted', 'WININET_E_INVALID_CA'],
  ['IncompleteChain', 'WININET_E_INVALID_CA'],
  ['Expired', 'WININET_E_SEC_CERT_DATE_INVALID'],
  ['InvalidName', 'WININET_E_SEC_CERT_CN_INVALID'],
] as const satisfies readonly (readonly [ChainValidationResultName, HResultName])[];

function certificateRefused(server: ServerEvaluation, remaining: readonly ChainValidationResultName[]): DuplexError {
  const hresult = hresultByResult.find(([result]) => remaining.includes(result))?.[1] ?? 'WININET_E_SEC_CERT_ERRORS';
  return failure(
    'certificate-refused',
    `the certificate of "${server.certificate.subject}" is not accepted: ${remaining.join(', ')}`,
    {
      hresult,
      phase: 'tls',
      cause: remaining.join(', '),
      reason: because('certificateNotAccepted', server.certificate.subject, remaining.join(', ')),
      certificateErrors: server.errors,
      notIgnored: remaining,
      certificateProblems: server.problems,
    },
  );
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
