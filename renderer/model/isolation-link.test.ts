import { expect, test } from 'vitest';
import { isolationHref } from './isolation-link.ts';

function addressIn(href: string): string | null {
  return new URLSearchParams(href.split('?')[1]).get('address');
}

test('a link takes scheme, host and port along, and nothing that can hold a secret', () => {
  expect(addressIn(isolationHref('wss://10.0.0.5:8443/path?token=secret'))).toBe('wss://10.0.0.5:8443');
  expect(addressIn(isolationHref(' ws://user:secret@[fd00::1]:80/'))).toBe('ws://[fd00::1]:80');
  expect(addressIn(isolationHref('host?secret'))).toBe('host');
  expect(addressIn(isolationHref('ws://host:1?secret'))).toBe('ws://host:1');
  expect(isolationHref()).toBe('#/network-isolation');
});
