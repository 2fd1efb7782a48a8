import { expect, test } from 'vitest';
import { failure, toErrorInfo } from './errors.ts';
import { httpStatusHResult } from './hresult.ts';

test('a failure has the HRESULT, its status, the phase and the raw cause, and nothing that was not given', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const details = { hresult: 'WININET_E_CANNOT_CONNECT', phase: 'tcp', cause } as const;
  const error = failure('cannot-connect', 'no connection to 127.0.0.1:9', details);
  expect(error.info).toStrictEqual({
    code: 'cannot-connect',
    message: 'no connection to 127.0.0.1:9',
    hresult: 0x80072efd,
    status: 'CannotConnect',
    phase: 'tcp',
    cause: 'ECONNREFUSED',
  });
  expect(error.number).toBe(-2147012867);
  expect(error.cause).toBe(cause);
});

test('a transfer that was cut short says how far it came', () => {
  const { info } = failure('connection-lost', 'the connection was lost', { transferredBytes: 0 });
  expect(info).toStrictEqual({ code: 'connection-lost', message: 'the connection was lost', transferredBytes: 0 });
});

test('without an HRESULT the number is E_UNEXPECTED', () => {
  expect(failure('internal', 'no').number).toBe(0x8000ffff | 0);
  expect(toErrorInfo(new Error('no'))).toEqual({ code: 'internal', message: 'no' });
});

test('only what the table lists for a code compiles', () => {
  // @ts-expect-error: an HRESULT of another code
  failure('closed', '', { hresult: 'WININET_E_TIMEOUT' });
  // @ts-expect-error: a phase of another code
  failure('closed', '', { phase: 'tcp' });
  // @ts-expect-error: a code without HRESULTs
  failure('not-found', '', { hresult: 'E_INVALIDARG' });
  // @ts-expect-error: a number that no table has
  failure('handshake-failed', '', { hresult: 0x80190194 });
  // @ts-expect-error: the HRESULT of an HTTP status, for a code that has none
  failure('protocol-error', '', { hresult: httpStatusHResult(404) });
  const either = 'timeout' as 'timeout' | 'cannot-connect';
  // @ts-expect-error: only one of the two codes has it
  failure(either, '', { hresult: 'WININET_E_TIMEOUT' });
  failure(either, '', { phase: 'tcp' });

  const { info } = failure('handshake-failed', '', { hresult: httpStatusHResult(404) });
  expect(info.status).toBe('NotFound');
});
