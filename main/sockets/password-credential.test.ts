import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { thrownBy } from '../../tests/support/sockets.ts';
import { PasswordCredential } from './password-credential.ts';

test('a credential has a resource, a user name and a password', () => {
  const { resource, userName, password } = new PasswordCredential('example.org', 'ada', 'open sesame');
  expect([resource, userName, password]).toEqual(['example.org', 'ada', 'open sesame']);
  expect(new PasswordCredential('', 'ada', 'x').resource).toBe('');
});

test.each([
  ['user name', '', 'x', 'userName'],
  ['password', 'ada', '', 'password'],
])('an empty %s is refused', (_what, userName, password, field) => {
  const error = thrownBy(() => new PasswordCredential('example.org', userName, password));
  expect(error.info).toMatchObject({ code: 'invalid-input', hresult: 0x80070057, field });
});

test('the password is in nothing that is printed, serialised or copied', () => {
  const credential = new PasswordCredential('example.org', 'ada', 'open sesame');
  const shown = [
    String(credential),
    JSON.stringify({ credential }),
    inspect({ credential }, { showHidden: true, depth: 9 }),
    JSON.stringify(Object.entries(credential)),
    JSON.stringify(structuredClone(credential)),
  ];
  for (const text of shown) {
    expect(text).toContain('ada');
    expect(text).not.toContain('sesame');
  }
});
