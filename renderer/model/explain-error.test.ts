import { expect, test } from 'vitest';
import type { ErrorCode } from '../../contract/errors.ts';
import { failure } from '../../contract/errors.ts';
import { explainError } from './explain-error.ts';

const serverOff = { isServerRunning: false, isServerAddress: true };

test('a refused connection while the built-in server is off offers to start it', () => {
  const { info } = failure('cannot-connect', 'no connection to 127.0.0.1:9', { hresult: 'WININET_E_CANNOT_CONNECT' });
  expect(explainError(info, serverOff)).toEqual({
    what: 'Cannot connect to the server.',
    why: 'No connection to 127.0.0.1:9. (CannotConnect 0x80072EFD)',
    advice: 'The built-in server is off.',
    remedy: 'startServer',
  });
  expect(explainError(info, { isServerRunning: true, isServerAddress: false }).remedy).toBe('serverAddress');
  expect(explainError(info, { isServerRunning: true, isServerAddress: true }).remedy).toBeUndefined();
});

test('a refusal by network isolation names the address and the capability it needs', () => {
  const { info } = failure('capability-denied', '10.0.0.5 needs privateNetworkClientServer', {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'policy',
    denial: { address: '10.0.0.5', addressClass: 'private', needs: 'privateNetworkClientServer' },
  });
  const { what, why, advice } = explainError(info);
  expect(what).toBe('Network isolation does not let this app reach 10.0.0.5.');
  expect(why).toContain('CannotConnect 0x80072EFD');
  expect(advice).toContain('privateNetworkClientServer');
});

test('a rejection by the custom validation and a wish for a client certificate are told as what they are', () => {
  const rejected = failure('certificate-refused', 'rejected', { hresult: 'INET_E_SECURITY_PROBLEM' });
  expect(explainError(rejected.info).what).toContain('custom validation');
  const wanted = failure('tls-failed', 'no', { hresult: 'WININET_E_CLIENT_AUTH_CERT_NEEDED' });
  expect(explainError(wanted.info).what).toContain('client certificate');
});

test('a cause that the message says already is not said twice', () => {
  const { info } = failure('cannot-connect', 'connect ECONNREFUSED 127.0.0.1:9', { cause: 'ECONNREFUSED' });
  expect(explainError(info).why).toBe('Connect ECONNREFUSED 127.0.0.1:9.');
});

test('a file the user chose is not taken for one of the app, and a full disk has its own advice', () => {
  const file = { code: 'transfer-failed', message: '"a.bin" cannot be written', field: 'file' } as const;
  expect(explainError(file)).toMatchObject({ what: 'The file cannot be used.', advice: 'Choose another file.' });
  expect(explainError({ ...file, cause: 'ENOSPC' }).advice).toContain('Make room');
});

test('every code has something to say and to advise', () => {
  const codes: Record<ErrorCode, true> = {
    'invalid-input': true,
    'unknown-command': true,
    'forbidden-sender': true,
    'log-failed': true,
    'not-found': true,
    'illegal-call': true,
    conflict: true,
    'confirmation-needed': true,
    'storage-failed': true,
    closed: true,
    canceled: true,
    timeout: true,
    'capability-denied': true,
    'name-not-resolved': true,
    'cannot-connect': true,
    'tls-failed': true,
    'certificate-refused': true,
    'handshake-failed': true,
    'proxy-failed': true,
    'proxy-refused': true,
    'redirect-failed': true,
    'protocol-error': true,
    'message-too-big': true,
    'connection-lost': true,
    'client-certificate': true,
    'transfer-failed': true,
    'bad-file': true,
    'download-failed': true,
    'update-refused': true,
    internal: true,
  };
  for (const code of Object.keys(codes) as ErrorCode[]) {
    const { what, advice } = explainError({ code, message: '' });
    expect(what, code).toMatch(/\.$/);
    expect(advice, code).toMatch(/\.$/);
  }
});

test('a refusal of the user’s own policy leads to the page where it can be changed', () => {
  const { info } = failure('capability-denied', 'localhost is loopback: it needs loopback exemption', {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'policy',
    denial: { address: '127.0.0.1', addressClass: 'loopback', needs: 'loopback exemption', layer: 'policy' },
  });
  const { advice, remedy } = explainError(info, { isServerRunning: false, isServerAddress: false });
  expect(advice).toBe('The network policy can be changed on the page “Network isolation”.');
  expect(remedy).toBe('networkIsolation');
});

test('a policy file that cannot be used is told as one, with its name as it is written', () => {
  const { info } = failure('bad-file', 'network-policy.json (line 3, column 13): it is not JSON', {
    field: 'network-policy.json',
  });
  const { what, why, advice } = explainError(info);
  expect(what).toContain('Your network policy could not be used');
  expect(why).toBe('network-policy.json (line 3, column 13): it is not JSON.');
  expect(advice).toContain('Network isolation');
  expect(explainError({ ...info, field: 'network-capabilities.json' }).what).not.toBe(what);
});
