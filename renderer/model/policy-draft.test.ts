import { afterEach, expect, test } from 'vitest';
import { spelledOut, type CustomNetworkPolicy } from '../../contract/network-policy.ts';
import { customDraftOf, draftOf, isSamePolicy, readDraft, withPreset, type CustomDraft } from './policy-draft.ts';
import { chooseWords } from './words.ts';

afterEach(() => chooseWords('en'));

const closed = spelledOut({ version: 1, preset: 'offline' });

function custom(changes: Partial<CustomDraft>) {
  return readDraft({ preset: 'custom', custom: { ...customDraftOf(closed), ...changes } });
}

test('a policy comes back from its draft as it was', () => {
  const policy: CustomNetworkPolicy = {
    ...closed,
    capabilities: ['internetClient', 'privateNetworkClientServer'],
    networkProfile: 'domain',
    loopback: {
      kind: 'rules',
      rules: [
        { host: 'localhost', port: 9000 },
        { host: '::1', port: 8080 },
        { host: '::1', port: null },
        { host: 'fd00::/8', port: 443 },
        { host: '*', port: null },
        { host: '127.0.0.0/8', port: null },
      ],
    },
    privateRanges: ['100.64.0.0/10'],
    cloudMetadata: true,
    allowed: ['*.example.com'],
    denied: ['10.0.0.1', '192.168.0.0/16'],
  };
  expect(readDraft(draftOf(policy))).toEqual({ kind: 'policy', policy });
  for (const preset of ['declared', 'windows', 'offline', 'internetOnly'] as const) {
    expect(readDraft(draftOf({ version: 1, preset }))).toEqual({ kind: 'policy', policy: { version: 1, preset } });
  }
});

test('a custom policy begins as the preset it is made from, and comes back as it was edited', () => {
  const made = withPreset(draftOf({ version: 1, preset: 'windows' }), 'custom');
  expect(readDraft(made)).toEqual({ kind: 'policy', policy: spelledOut({ version: 1, preset: 'windows' }) });
  const edited = { ...made, custom: { ...customDraftOf(closed), denied: 'example.com' } };
  const back = withPreset(withPreset(edited, 'offline'), 'custom');
  expect(back.custom?.denied).toBe('example.com');
});

test('blank lines and white space mean nothing, and a fault has the number of its line', () => {
  expect(custom({ denied: '\n  example.com \n\n10.0.0.0/8\n' })).toMatchObject({
    kind: 'policy',
    policy: { denied: ['example.com', '10.0.0.0/8'] },
  });
  expect(custom({ denied: '\nexample.com\n\n10.0.0/8\nhttp://x', privateRanges: 'everywhere' })).toEqual({
    kind: 'faults',
    faults: [
      { list: 'privateRanges', line: 1, message: expect.stringContaining('“everywhere” is no address block') },
      { list: 'denied', line: 4, message: expect.stringContaining('“10.0.0/8” is no host name') },
      { list: 'denied', line: 5, message: expect.stringContaining('“http://x” is no host name') },
    ],
  });
});

test('an exempt host has a port or none, and what is neither is named', () => {
  expect(custom({ loopback: 'localhost:70000\n[::1]:1\nlocalhost:http\n[]:80\n[::1]' })).toEqual({
    kind: 'faults',
    faults: [
      { list: 'loopback', line: 1, message: 'the port must be between 1 and 65535, not 70000' },
      { list: 'loopback', line: 3, message: expect.stringContaining('“localhost:http” is no host name') },
      { list: 'loopback', line: 4, message: expect.stringContaining('“” is no host name') },
    ],
  });
  // Where every program is exempt, the list does not count.
  expect(custom({ loopback: 'localhost:70000', isLoopbackExempt: true })).toMatchObject({ kind: 'policy' });
});

test('a fault is told in the language of the page', async () => {
  await chooseWords('de');
  expect(custom({ denied: '10.0.0/8', privateRanges: 'everywhere' })).toMatchObject({
    faults: [
      { list: 'privateRanges', message: expect.stringMatching(/^„everywhere“ ist kein Adressblock/) },
      { list: 'denied', message: expect.stringMatching(/^„10\.0\.0\/8“ ist weder ein Hostname/) },
    ],
  });
});

test('more entries than a policy may have are told once', () => {
  expect(custom({ denied: 'example.com\n'.repeat(1001) })).toEqual({
    kind: 'faults',
    faults: [{ list: 'denied', line: 1, message: 'at most 1000 entries' }],
  });
});

test('the order of capabilities makes no other policy, the order of a list does', () => {
  const one: CustomNetworkPolicy = { ...closed, capabilities: ['internetClient', 'privateNetworkClientServer'] };
  const other: CustomNetworkPolicy = { ...closed, capabilities: ['privateNetworkClientServer', 'internetClient'] };
  expect(isSamePolicy(one, other)).toBe(true);
  expect(isSamePolicy({ ...closed, denied: ['a', 'b'] }, { ...closed, denied: ['b', 'a'] })).toBe(false);
  expect(isSamePolicy(closed, { version: 1, preset: 'offline' })).toBe(false);
});
