import { expect, test } from 'vitest';
import { longestLink } from '../../contract/deep-link.ts';
import { DeepLinks, readLink } from './deep-link.ts';

const link = (address: string): string => `duplex://connect?address=${encodeURIComponent(address)}`;

test('a link carries an address exactly as it stands there, and what else it carries is told', () => {
  expect(readLink(`${link('wss://Example.test:443/a%2fb?q=1')}&header=x&token=secret#part`)).toEqual({
    kind: 'connect',
    address: 'wss://Example.test:443/a%2fb?q=1',
    others: [
      { name: 'header', value: 'x' },
      { name: 'token', value: 'secret' },
    ],
  });
  expect(readLink('DUPLEX://Connect/?address=ws://h')).toMatchObject({ kind: 'connect', address: 'ws://h' });
});

test.each([
  [link('javascript:alert(1)'), 'wrongScheme'],
  [link('http://example.test'), 'wrongScheme'],
  [link('file:///etc/passwd'), 'wrongScheme'],
  [link('ws://user:secret@example.test'), 'credentials'],
  [link('ws://@example.test'), 'credentials'],
  [link('ws://a\nb'), 'controlCharacters'],
  [link('\tws://a'), 'controlCharacters'],
  [link('ws://a/\u0085'), 'controlCharacters'],
  [link('ws://ex\u202eample.test'), 'badAddress'],
  [link('ws://'), 'badAddress'],
  [link('ws://h:99999'), 'badAddress'],
  ['duplex://connect', 'noAddress'],
  ['duplex://connect?address=', 'noAddress'],
  ['duplex://connect?address=ws://a&address=ws://b', 'severalAddresses'],
  ['duplex://quit?address=ws://a', 'unknownAction'],
  ['duplex://', 'unknownAction'],
  ['duplex:connect?address=ws://a', 'notReadable'],
  ['duplex://connect/more?address=ws://a', 'notReadable'],
  [link(`ws://a/${'x'.repeat(longestLink)}`), 'tooLong'],
])('%.60s is refused: %s', (text, fault) => {
  expect(readLink(text)).toEqual({ kind: 'refused', fault, text: text.slice(0, 500) });
});

test('broken escapes are kept as they are, and nothing throws', () => {
  expect(readLink('duplex://connect?address=ws://h/%zz%')).toMatchObject({ address: 'ws://h/%zz%' });
});

test('links wait until they are answered, and no more than a few of them', () => {
  const opened: number[] = [];
  const links = new DeepLinks();
  links.openFrom(['/app/duplex', '--flag', link('ws://early')]);
  links.opened = ({ id }) => opened.push(id);
  links.openFrom(['duplex://connect?address=ws://this-is-the-program']);
  links.openFrom(['/app/duplex', 'ws://no-link']);
  for (let count = 0; count < 20; count += 1) links.open(link(`ws://h/${count}`));
  expect(links.waiting).toHaveLength(5);
  expect(links.waiting[0]).toMatchObject({ kind: 'connect', address: 'ws://early' });
  expect(opened).toHaveLength(4);
  links.answered(links.waiting[0]?.id ?? 0);
  expect(links.waiting).toHaveLength(4);
  links.open(link('ws://next'));
  expect(links.waiting.at(-1)).toMatchObject({ address: 'ws://next' });
});
