/**
 * HRESULTs the socket classes report on Windows, and the `WebErrorStatus` each one maps to. Which of them something here
 * fails with is in `error-table.ts`.
 *
 * Values: winerror.h and wininet.h. The pairing follows the names, as Microsoft publishes no table for
 * `WebSocketError.GetStatus`; HTTP statuses map through {@link httpStatusHResult}.
 */
export const HResult = {
  E_ABORT: 0x80004004,
  E_BOUNDS: 0x8000000b,
  E_ILLEGAL_METHOD_CALL: 0x8000000e,
  E_INVALIDARG: 0x80070057,
  E_UNEXPECTED: 0x8000ffff,
  E_ACCESSDENIED: 0x80070005,
  ERROR_CANCELLED: 0x800704c7,
  ERROR_DISK_FULL: 0x80070070,
  ERROR_INVALID_OPERATION: 0x800710dd,
  ERROR_NO_UNICODE_TRANSLATION: 0x80070459,
  ERROR_OPERATION_ABORTED: 0x800703e3,
  ERROR_READ_FAULT: 0x8007001e,
  ERROR_WRITE_FAULT: 0x8007001d,
  HTTP_E_STATUS_UNEXPECTED: 0x80190001,
  HTTP_E_STATUS_UNEXPECTED_CLIENT_ERROR: 0x80190004,
  HTTP_E_STATUS_UNEXPECTED_REDIRECTION: 0x80190003,
  HTTP_E_STATUS_UNEXPECTED_SERVER_ERROR: 0x80190005,
  INET_E_SECURITY_PROBLEM: 0x800c000e,
  RO_E_CLOSED: 0x80000013,
  WININET_E_CANNOT_CONNECT: 0x80072efd,
  WININET_E_CLIENT_AUTH_CERT_NEEDED: 0x80072f0c,
  WININET_E_CONNECTION_ABORTED: 0x80072efe,
  WININET_E_CONNECTION_RESET: 0x80072eff,
  WININET_E_DISCONNECTED: 0x80072f83,
  WININET_E_HTTPS_TO_HTTP_ON_REDIR: 0x80072f08,
  WININET_E_HTTP_TO_HTTPS_ON_REDIR: 0x80072f07,
  WININET_E_INVALID_CA: 0x80072f0d,
  WININET_E_INVALID_SERVER_RESPONSE: 0x80072f78,
  WININET_E_NAME_NOT_RESOLVED: 0x80072ee7,
  WININET_E_OPERATION_CANCELLED: 0x80072ef1,
  WININET_E_PROXY_SERVER_UNREACHABLE: 0x80072f85,
  WININET_E_REDIRECT_FAILED: 0x80072f7c,
  WININET_E_SECURITY_CHANNEL_ERROR: 0x80072f7d,
  WININET_E_SEC_CERT_CN_INVALID: 0x80072f06,
  WININET_E_SEC_CERT_DATE_INVALID: 0x80072f05,
  WININET_E_SEC_CERT_ERRORS: 0x80072f17,
  WININET_E_SEC_CERT_REVOKED: 0x80072f8a,
  WININET_E_SEC_CERT_REV_FAILED: 0x80072f19,
  WININET_E_SEC_INVALID_CERT: 0x80072f89,
  WININET_E_SERVER_UNREACHABLE: 0x80072f84,
  WININET_E_TIMEOUT: 0x80072ee2,
} as const;

export type HResultName = keyof typeof HResult;

/** `Windows.Web.WebErrorStatus`: every member with its value. Source: WinRT reference, Windows.Web. */
export const webErrorStatusValues = {
  Unknown: 0,
  CertificateCommonNameIsIncorrect: 1,
  CertificateExpired: 2,
  CertificateContainsErrors: 3,
  CertificateRevoked: 4,
  CertificateIsInvalid: 5,
  ServerUnreachable: 6,
  Timeout: 7,
  ErrorHttpInvalidServerResponse: 8,
  ConnectionAborted: 9,
  ConnectionReset: 10,
  Disconnected: 11,
  HttpToHttpsOnRedirection: 12,
  HttpsToHttpOnRedirection: 13,
  CannotConnect: 14,
  HostNameNotResolved: 15,
  OperationCanceled: 16,
  RedirectFailed: 17,
  UnexpectedStatusCode: 18,
  UnexpectedRedirection: 19,
  UnexpectedClientError: 20,
  UnexpectedServerError: 21,
  InsufficientRangeSupport: 22,
  MissingContentLengthSupport: 23,
  MultipleChoices: 300,
  MovedPermanently: 301,
  Found: 302,
  SeeOther: 303,
  NotModified: 304,
  UseProxy: 305,
  TemporaryRedirect: 307,
  BadRequest: 400,
  Unauthorized: 401,
  PaymentRequired: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  ProxyAuthenticationRequired: 407,
  RequestTimeout: 408,
  Conflict: 409,
  Gone: 410,
  LengthRequired: 411,
  PreconditionFailed: 412,
  RequestEntityTooLarge: 413,
  RequestUriTooLong: 414,
  UnsupportedMediaType: 415,
  RequestedRangeNotSatisfiable: 416,
  ExpectationFailed: 417,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
  HttpVersionNotSupported: 505,
} as const;

export type WebErrorStatusName = keyof typeof webErrorStatusValues;

const statusByValue = new Map(
  Object.entries(webErrorStatusValues).map(([name, value]) => [value as number, name as WebErrorStatusName]),
);

const statusByHResult = new Map<number, WebErrorStatusName>([
  [HResult.WININET_E_TIMEOUT, 'Timeout'],
  [HResult.WININET_E_NAME_NOT_RESOLVED, 'HostNameNotResolved'],
  [HResult.WININET_E_CANNOT_CONNECT, 'CannotConnect'],
  [HResult.WININET_E_CONNECTION_ABORTED, 'ConnectionAborted'],
  [HResult.WININET_E_CONNECTION_RESET, 'ConnectionReset'],
  [HResult.WININET_E_DISCONNECTED, 'Disconnected'],
  [HResult.WININET_E_SEC_CERT_DATE_INVALID, 'CertificateExpired'],
  [HResult.WININET_E_SEC_CERT_CN_INVALID, 'CertificateCommonNameIsIncorrect'],
  [HResult.WININET_E_INVALID_CA, 'CertificateIsInvalid'],
  [HResult.WININET_E_SEC_CERT_ERRORS, 'CertificateContainsErrors'],
  [HResult.WININET_E_SEC_CERT_REVOKED, 'CertificateRevoked'],
  [HResult.WININET_E_SEC_CERT_REV_FAILED, 'CertificateContainsErrors'],
  [HResult.WININET_E_SEC_INVALID_CERT, 'CertificateIsInvalid'],
  [HResult.WININET_E_SERVER_UNREACHABLE, 'ServerUnreachable'],
  [HResult.WININET_E_PROXY_SERVER_UNREACHABLE, 'ServerUnreachable'],
  [HResult.WININET_E_HTTP_TO_HTTPS_ON_REDIR, 'HttpToHttpsOnRedirection'],
  [HResult.WININET_E_HTTPS_TO_HTTP_ON_REDIR, 'HttpsToHttpOnRedirection'],
  [HResult.WININET_E_REDIRECT_FAILED, 'RedirectFailed'],
  [HResult.WININET_E_OPERATION_CANCELLED, 'OperationCanceled'],
  [HResult.WININET_E_INVALID_SERVER_RESPONSE, 'ErrorHttpInvalidServerResponse'],
  [HResult.HTTP_E_STATUS_UNEXPECTED, 'UnexpectedStatusCode'],
  [HResult.HTTP_E_STATUS_UNEXPECTED_REDIRECTION, 'UnexpectedRedirection'],
  [HResult.HTTP_E_STATUS_UNEXPECTED_CLIENT_ERROR, 'UnexpectedClientError'],
  [HResult.HTTP_E_STATUS_UNEXPECTED_SERVER_ERROR, 'UnexpectedServerError'],
  [HResult.ERROR_CANCELLED, 'OperationCanceled'],
  [HResult.ERROR_OPERATION_ABORTED, 'OperationCanceled'],
  [HResult.E_ABORT, 'OperationCanceled'],
]);

const httpFacility = 0x80190000;

/**
 * What `Windows.Networking.Sockets.WebSocketError.GetStatus` answers.
 *
 * @param hresult an HRESULT, as an unsigned or a signed 32-bit number
 * @returns the status name; `Unknown` for a code without one
 */
export function webErrorStatusOf(hresult: number): WebErrorStatusName {
  const unsigned = hresult >>> 0;
  const listed = statusByHResult.get(unsigned);
  if (listed !== undefined) return listed;
  const http = unsigned - httpFacility;
  return http >= 300 && http < 600 ? (statusByValue.get(http) ?? 'Unknown') : 'Unknown';
}

/** An HRESULT made by {@link httpStatusHResult}; no other number is one. */
export type HttpStatusHResult = number & { readonly madeFrom: 'HTTP status' };

/**
 * The HRESULT of an opening handshake that was answered with an HTTP status other than 101.
 *
 * 200 is what a plain web server answers; Windows reports ERROR_INVALID_OPERATION for it.
 */
export function httpStatusHResult(httpStatus: number): HttpStatusHResult {
  // The type's only source is this function.
  return fromHttpStatus(httpStatus) as HttpStatusHResult;
}

function fromHttpStatus(httpStatus: number): number {
  if (httpStatus === 200) return HResult.ERROR_INVALID_OPERATION;
  if (httpStatus >= 300 && statusByValue.has(httpStatus)) return httpFacility + httpStatus;
  if (httpStatus >= 300 && httpStatus < 400) return HResult.HTTP_E_STATUS_UNEXPECTED_REDIRECTION;
  if (httpStatus >= 400 && httpStatus < 500) return HResult.HTTP_E_STATUS_UNEXPECTED_CLIENT_ERROR;
  if (httpStatus >= 500 && httpStatus < 600) return HResult.HTTP_E_STATUS_UNEXPECTED_SERVER_ERROR;
  return HResult.HTTP_E_STATUS_UNEXPECTED;
}

/** `0x80072EFD`, the way Windows tools print an HRESULT. */
export function formatHResult(hresult: number): string {
  return `0x${(hresult >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}
