import { expect, test } from 'vitest';
import { explainFaultWithField } from './explain-fault.ts';
import { faultOf } from './field-fault.ts';

const failed = (field?: string) => ({
  code: 'invalid-input' as const,
  message: 'it is wrong',
  ...(field !== undefined && { field }),
});

test('a failure of main that names a field of the page is that field’s fault', () => {
  expect(faultOf(failed('url'), [])).toMatchObject({ field: 'address' });
  expect(faultOf(failed('payload.text'), [])).toMatchObject({ field: 'text' });
  expect(faultOf(failed('clientCertificate'), [])).toMatchObject({ field: 'certificate' });
  expect(faultOf(failed('clientCertificate.password'), [])).toMatchObject({ field: 'password' });
});

test('a header is counted among the lines that were sent, and found among those that were edited', () => {
  const headers = [
    { id: 1, name: '', value: '' },
    { id: 2, name: 'A', value: '1' },
    { id: 3, name: 'Host', value: 'x' },
  ];
  expect(faultOf(failed('headers.1'), headers)).toMatchObject({ field: 'headers', problem: { line: 2 } });
});

test('a failure about no field, or about one that is not on the page, is none', () => {
  expect(faultOf(failed(), [])).toBeUndefined();
  expect(faultOf(failed('session'), [])).toBeUndefined();
});

test('the status band names the field', () => {
  const fault = faultOf(failed('url'), []);
  expect(fault && explainFaultWithField(fault)).toBe('Server address: it is wrong');
  expect(explainFaultWithField({ field: 'text', problem: { kind: 'empty' } })).toBe('Message: enter the text to send');
});
