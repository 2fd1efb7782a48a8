import { expect, test } from 'vitest';
import { formatHResult, HResult, httpStatusHResult, webErrorStatusOf } from './hresult.ts';

test('an HTTP status has the HRESULT of its number, and its own WebErrorStatus', () => {
  expect(httpStatusHResult(404)).toBe(0x80190194);
  expect(webErrorStatusOf(0x80190194)).toBe('NotFound');
  expect(webErrorStatusOf(httpStatusHResult(503))).toBe('ServiceUnavailable');
});

test('a status without a member of its own becomes the Unexpected member of its class', () => {
  expect(webErrorStatusOf(httpStatusHResult(308))).toBe('UnexpectedRedirection');
  expect(webErrorStatusOf(httpStatusHResult(418))).toBe('UnexpectedClientError');
  expect(webErrorStatusOf(httpStatusHResult(599))).toBe('UnexpectedServerError');
  expect(webErrorStatusOf(httpStatusHResult(204))).toBe('UnexpectedStatusCode');
});

test('a plain web server that answers 200 is ERROR_INVALID_OPERATION, as on Windows', () => {
  expect(httpStatusHResult(200)).toBe(HResult.ERROR_INVALID_OPERATION);
  expect(webErrorStatusOf(HResult.ERROR_INVALID_OPERATION)).toBe('Unknown');
});

test('signed and unsigned HRESULTs are the same', () => {
  expect(webErrorStatusOf(HResult.WININET_E_CANNOT_CONNECT | 0)).toBe('CannotConnect');
  expect(formatHResult(HResult.WININET_E_CANNOT_CONNECT | 0)).toBe('0x80072EFD');
});

test('an unknown HRESULT is Unknown', () => {
  expect(webErrorStatusOf(0x12345678)).toBe('Unknown');
});
