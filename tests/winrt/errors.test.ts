import { expect, test } from 'vitest';
import { DuplexError, WebErrorStatus, WebSocketError } from '../../main/sockets/index.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { newMessageSocket, newStreamSocket } from '../support/sockets.ts';
import { DataReader, DataWriter } from '../../main/sockets/index.ts';

// Reference section 10.

expectNoLeaks();

/** Section 10.1, whole. */
const statuses: Readonly<Record<string, number>> = {
  unknown: 0,
  certificateCommonNameIsIncorrect: 1,
  certificateExpired: 2,
  certificateContainsErrors: 3,
  certificateRevoked: 4,
  certificateIsInvalid: 5,
  serverUnreachable: 6,
  timeout: 7,
  errorHttpInvalidServerResponse: 8,
  connectionAborted: 9,
  connectionReset: 10,
  disconnected: 11,
  httpToHttpsOnRedirection: 12,
  httpsToHttpOnRedirection: 13,
  cannotConnect: 14,
  hostNameNotResolved: 15,
  operationCanceled: 16,
  redirectFailed: 17,
  unexpectedStatusCode: 18,
  unexpectedRedirection: 19,
  unexpectedClientError: 20,
  unexpectedServerError: 21,
  insufficientRangeSupport: 22,
  missingContentLengthSupport: 23,
  multipleChoices: 300,
  movedPermanently: 301,
  found: 302,
  seeOther: 303,
  notModified: 304,
  useProxy: 305,
  temporaryRedirect: 307,
  badRequest: 400,
  unauthorized: 401,
  paymentRequired: 402,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  proxyAuthenticationRequired: 407,
  requestTimeout: 408,
  conflict: 409,
  gone: 410,
  lengthRequired: 411,
  preconditionFailed: 412,
  requestEntityTooLarge: 413,
  requestUriTooLong: 414,
  unsupportedMediaType: 415,
  requestedRangeNotSatisfiable: 416,
  expectationFailed: 417,
  internalServerError: 500,
  notImplemented: 501,
  badGateway: 502,
  serviceUnavailable: 503,
  gatewayTimeout: 504,
  httpVersionNotSupported: 505,
};

test('10.1: WebErrorStatus is complete, without 306 and 308', () => {
  expect(WebErrorStatus).toEqual(statuses);
});

/** Section 10.3; where it gives two statuses, the first. */
const pairs: readonly (readonly [number, keyof typeof statuses])[] = [
  [0x80072ee2, 'timeout'],
  [0x80072ee5, 'unknown'],
  [0x80072ee6, 'unknown'],
  [0x80072ee7, 'hostNameNotResolved'],
  [0x80072ef1, 'operationCanceled'],
  [0x80072efd, 'cannotConnect'],
  [0x80072efe, 'connectionAborted'],
  [0x80072eff, 'connectionReset'],
  [0x80072f05, 'certificateExpired'],
  [0x80072f06, 'certificateCommonNameIsIncorrect'],
  [0x80072f07, 'httpToHttpsOnRedirection'],
  [0x80072f08, 'httpsToHttpOnRedirection'],
  [0x80072f0c, 'unknown'],
  [0x80072f0d, 'certificateIsInvalid'],
  [0x80072f17, 'certificateContainsErrors'],
  [0x80072f19, 'certificateContainsErrors'],
  [0x80072f78, 'errorHttpInvalidServerResponse'],
  [0x80072f7c, 'redirectFailed'],
  [0x80072f7d, 'unknown'],
  [0x80072f83, 'disconnected'],
  [0x80072f84, 'serverUnreachable'],
  [0x80072f85, 'serverUnreachable'],
  [0x80072f89, 'certificateIsInvalid'],
  [0x80072f8a, 'certificateRevoked'],
  [0x80190001, 'unexpectedStatusCode'],
  [0x80190003, 'unexpectedRedirection'],
  [0x80190004, 'unexpectedClientError'],
  [0x80190005, 'unexpectedServerError'],
  [0x80004004, 'operationCanceled'],
  [0x800704c7, 'operationCanceled'],
  [0x800703e3, 'operationCanceled'],
  [0x800710dd, 'unknown'],
  [0x800c000e, 'unknown'],
  [0x80070005, 'unknown'],
  [0x8007271d, 'unknown'],
  [0x80070057, 'unknown'],
  [0x8000000b, 'unknown'],
  [0x8000000e, 'unknown'],
  [0x80000013, 'unknown'],
  // Section 2.4: a code without a status.
  [0x12345678, 'unknown'],
  [0, 'unknown'],
];

test('10.3, 16.1: WebSocketError.getStatus pairs HRESULTs, signed or not, with statuses', () => {
  const found = pairs.map(([hresult]) => [WebSocketError.getStatus(hresult), WebSocketError.getStatus(hresult | 0)]);
  expect(found).toEqual(pairs.map(([, status]) => [statuses[status], statuses[status]]));
});

test('10.3: the HRESULT of an HTTP status has the member of its number, where there is one', () => {
  const known = new Set(Object.values(statuses));
  for (let status = 300; status < 600; status += 1) {
    expect(WebSocketError.getStatus(0x80190000 + status), String(status)).toBe(known.has(status) ? status : 0);
  }
});

test('10.2: what is asynchronous never throws, it fails through its promise, with a signed number', async () => {
  const [message, stream] = [newMessageSocket(), newStreamSocket()];
  const wrong: readonly (readonly [() => Promise<unknown>, number])[] = [
    [() => message.connectAsync('http://localhost/'), -2147024809],
    [() => message.sendFinalFrameAsync(Buffer.alloc(1)), -2147483634],
    [() => message.sendNonfinalFrameAsync(Buffer.alloc(1)), -2147483634],
    [() => message.outputStream.writeAsync(Buffer.alloc(1)), -2147483634],
    [() => stream.outputStream.flushAsync(), -2147483634],
    [() => stream.inputStream.readAsync(Buffer.alloc(1), 2, 0), -2147024809],
    [() => stream.inputStream.readAsync(Buffer.alloc(1), 1, 0), -2147483634],
    [() => new DataWriter().storeAsync(), -2147483629],
    [() => DataReader.fromBuffer(Buffer.alloc(0)).loadAsync(1), -2147483629],
  ];
  const outcomes = wrong.map(([call]) => call().catch((error: unknown) => error));
  const errors = await Promise.all(outcomes);
  expect(errors.every((error) => error instanceof DuplexError)).toBe(true);
  expect(errors.map((error) => (error as DuplexError).number)).toEqual(wrong.map(([, number]) => number));
});
