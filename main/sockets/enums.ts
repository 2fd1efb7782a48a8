import type { ChainValidationResultName } from '../../contract/errors.ts';
import { webErrorStatusValues, type WebErrorStatusName } from '../../contract/hresult.ts';

/** `Windows.Networking.Sockets.SocketMessageType`. */
export const SocketMessageType = { binary: 0, utf8: 1 } as const;
export type SocketMessageType = (typeof SocketMessageType)[keyof typeof SocketMessageType];

/** `Windows.Networking.Sockets.MessageWebSocketReceiveMode` (Windows 10, 1709). */
export const MessageWebSocketReceiveMode = { fullMessage: 0, partialMessage: 1 } as const;
export type MessageWebSocketReceiveMode =
  (typeof MessageWebSocketReceiveMode)[keyof typeof MessageWebSocketReceiveMode];

/** `Windows.Networking.Sockets.SocketSslErrorSeverity`. */
export const SocketSslErrorSeverity = { none: 0, ignorable: 1, fatal: 2 } as const;
export type SocketSslErrorSeverity = (typeof SocketSslErrorSeverity)[keyof typeof SocketSslErrorSeverity];

/** `Windows.Storage.Streams.InputStreamOptions`, as flags. */
export const InputStreamOptions = { none: 0, partial: 1, readAhead: 2 } as const;
export type InputStreamOptions = number;

/** `Windows.Security.Cryptography.Certificates.ChainValidationResult`. */
export const ChainValidationResult = {
  success: 0,
  untrusted: 1,
  revoked: 2,
  expired: 3,
  incompleteChain: 4,
  invalidSignature: 5,
  wrongUsage: 6,
  invalidName: 7,
  invalidCertificateAuthorityPolicy: 8,
  basicConstraintsError: 9,
  unknownCriticalExtension: 10,
  revocationInformationMissing: 11,
  revocationFailure: 12,
  otherErrors: 13,
} as const;
export type ChainValidationResult = (typeof ChainValidationResult)[keyof typeof ChainValidationResult];

/** The value of a name such as `InvalidName`. */
export function chainValidationResult(name: ChainValidationResultName): ChainValidationResult {
  return ChainValidationResult[camelCase(name)];
}

/** `Windows.Web.WebErrorStatus`, with JavaScript's member names. */
export const WebErrorStatus = Object.fromEntries(
  Object.entries(webErrorStatusValues).map(([name, value]) => [camelCase(name), value]),
) as { readonly [Name in WebErrorStatusName as Uncapitalize<Name>]: (typeof webErrorStatusValues)[Name] };
export type WebErrorStatus = (typeof webErrorStatusValues)[WebErrorStatusName];

function camelCase<Name extends string>(name: Name): Uncapitalize<Name> {
  // Uncapitalize is what this does.
  return (name.charAt(0).toLowerCase() + name.slice(1)) as Uncapitalize<Name>;
}
