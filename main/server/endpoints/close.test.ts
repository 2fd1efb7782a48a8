import { expect, test } from 'vitest';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { connectRaw } from '../../../tests/support/raw-client.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';

expectNoLeaks();

const closeUrl = (base: string, query: string): string => new URL(`/close${query}`, base).href;

test.each([
  ['?code=1000&reason=bye', { code: 1000, reason: 'bye' }],
  ['?code=4999', { code: 4999, reason: '' }],
  ['?code=1013&reason=gr%C3%BCn', { code: 1013, reason: 'grün' }],
  [`?code=3000&reason=${'r'.repeat(123)}`, { code: 3000, reason: 'r'.repeat(123) }],
  ['', { code: 1005, reason: '' }],
])('%s closes at once, the server first', async (query, end) => {
  const { endpoints } = await startTestSampleServer();
  const { closed } = await connectWs(closeUrl(endpoints.echo, query));
  expect(await closed()).toEqual(end);
});

test.each([
  ['?code=1005', 'code must be 1000-1003, 1007-1014 or 3000-4999, not "1005".'],
  ['?code=1015', 'code must be 1000-1003, 1007-1014 or 3000-4999, not "1015".'],
  ['?code=2999', 'code must be 1000-1003, 1007-1014 or 3000-4999, not "2999".'],
  ['?code=1e3', 'code must be 1000-1003, 1007-1014 or 3000-4999, not "1e3".'],
  ['?code=', 'code must be 1000-1003, 1007-1014 or 3000-4999, not "".'],
  [`?code=1000&reason=${'%C3%BC'.repeat(62)}`, 'reason must be at most 123 bytes in UTF-8, not 124.'],
  ['?reason=why', 'A reason needs a code before it.'],
])('%s is refused with 400', async (query, sentence) => {
  const { endpoints } = await startTestSampleServer();
  const client = await connectRaw(closeUrl(endpoints.echo, query));
  expect(client.response).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
  expect((await client.incoming.rest()).toString()).toBe(`${sentence}\n`);
});
