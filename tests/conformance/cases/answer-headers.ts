import type { AnswerCase } from '../case.ts';
import { connects, refused, type AnswerParts } from './answers.ts';

type Row = readonly [what: string, sentence: string, parts: AnswerParts];

const upgradeGood: readonly Row[] = [
  ['upgrade-case', 'the value of Upgrade is compared without case', { upgrade: 'Upgrade: WebSocket' }],
  ['upgrade-upper', 'the value of Upgrade may be in upper case', { upgrade: 'Upgrade: WEBSOCKET' }],
  ['upgrade-name', 'the name of a header is compared without case', { upgrade: 'uPGRADE: websocket' }],
  ['upgrade-spaces', 'white space around the value does not count', { upgrade: 'Upgrade: \t websocket \t' }],
  ['upgrade-tight', 'no white space is needed after the colon', { upgrade: 'Upgrade:websocket' }],
];
const upgradeBad: readonly Row[] = [
  ['upgrade-none', 'an answer without Upgrade is refused', { upgrade: '' }],
  ['upgrade-empty', 'an empty Upgrade is refused', { upgrade: 'Upgrade:' }],
  ['upgrade-other', 'an Upgrade to another protocol is refused', { upgrade: 'Upgrade: h2c' }],
  ['upgrade-prefix', 'a value that only begins with websocket is refused', { upgrade: 'Upgrade: websockets' }],
  ['upgrade-versioned', 'websocket/13 is not websocket', { upgrade: 'Upgrade: websocket/13' }],
  ['upgrade-quoted', 'a quoted value is not the token', { upgrade: 'Upgrade: "websocket"' }],
  [
    'upgrade-nbsp',
    'a byte A0 is no white space that may be left out of the value',
    { upgrade: 'Upgrade: \xa0websocket' },
  ],
  ['upgrade-list', 'a value with another protocol besides is refused', { upgrade: 'Upgrade: websocket, h2c' }],
  ['upgrade-twice', 'a second Upgrade to another protocol is refused', { more: ['Upgrade: h2c'] }],
];
const connectionGood: readonly Row[] = [
  ['connection-case', 'the token of Connection is compared without case', { connection: 'connection: uPgRaDe' }],
  ['connection-list', 'Connection may list further tokens', { connection: 'Connection: keep-alive, Upgrade' }],
  ['connection-list-first', 'the token may come first', { connection: 'Connection: Upgrade, keep-alive' }],
  ['connection-tight', 'a list needs no white space', { connection: 'Connection: keep-alive,upgrade,x' }],
  ['connection-empty-elements', 'empty elements of a list do not count', { connection: 'Connection: , ,Upgrade,' }],
  [
    'connection-twice',
    'Connection may come twice',
    { connection: 'Connection: keep-alive', more: ['Connection: Upgrade'] },
  ],
];
const connectionBad: readonly Row[] = [
  ['connection-none', 'an answer without Connection is refused', { connection: '' }],
  ['connection-empty', 'an empty Connection is refused', { connection: 'Connection:' }],
  ['connection-close', 'Connection: close is refused', { connection: 'Connection: close' }],
  ['connection-prefix', 'a token that only contains Upgrade is refused', { connection: 'Connection: Upgraded' }],
  [
    'connection-nbsp',
    'a byte A0 is no white space that may be left out of a token',
    { connection: 'Connection: \xa0Upgrade' },
  ],
  ['connection-words', 'two words are not a token', { connection: 'Connection: Upgrade now' }],
];
const acceptGood: readonly Row[] = [
  [
    'accept-spaces',
    'white space around the key does not count',
    { accept: (key) => `Sec-WebSocket-Accept: \t${key}  ` },
  ],
  ['accept-name', 'the name is compared without case', { accept: (key) => `SEC-WEBSOCKET-ACCEPT: ${key}` }],
];
const acceptBad: readonly Row[] = [
  ['accept-none', 'an answer without the accept key is refused', { accept: () => '' }],
  ['accept-empty', 'an empty accept key is refused', { accept: () => 'Sec-WebSocket-Accept:' }],
  ['accept-other', 'another key is refused', { accept: () => 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=' }],
  [
    'accept-cut',
    'a key without its last character is refused',
    { accept: (key) => `Sec-WebSocket-Accept: ${key.slice(0, -1)}` },
  ],
  ['accept-longer', 'a key with more behind it is refused', { accept: (key) => `Sec-WebSocket-Accept: ${key}=` }],
  ['accept-case', 'the key is compared with case', { accept: (key) => `Sec-WebSocket-Accept: ${swapCase(key)}` }],
  ['accept-quoted', 'a quoted key is refused', { accept: (key) => `Sec-WebSocket-Accept: "${key}"` }],
  ['accept-twice', 'two accept keys are refused', { more: ['Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo='] }],
];
const extensionsBad: readonly Row[] = [
  ['extension', 'an extension that was not offered is refused', { more: ['Sec-WebSocket-Extensions: x-foo'] }],
  [
    'extension-deflate',
    'permessage-deflate, not offered, is refused',
    { more: ['Sec-WebSocket-Extensions: permessage-deflate'] },
  ],
  ['extension-parameters', 'neither with parameters', { more: ['Sec-WebSocket-Extensions: x-foo; a=1; b="2"'] }],
  ['extension-list', 'a list of them is refused', { more: ['Sec-WebSocket-Extensions: x-foo, x-bar'] }],
  [
    'extension-second',
    'a second header is looked at too',
    { more: ['Sec-WebSocket-Extensions:', 'sec-websocket-extensions: x-foo'] },
  ],
];
const offered = { subprotocols: ['v2.chat', 'chat'] } as const;

export const answerHeaders: readonly AnswerCase[] = [
  ...upgradeGood.map(([what, sentence, parts]) => connects([what, '4.1 (2)', sentence], parts)),
  ...upgradeBad.map(([what, sentence, parts]) => refused([what, '4.1 (2)', sentence], parts)),
  ...connectionGood.map(([what, sentence, parts]) => connects([what, '4.1 (3)', sentence], parts)),
  ...connectionBad.map(([what, sentence, parts]) => refused([what, '4.1 (3)', sentence], parts)),
  ...acceptGood.map(([what, sentence, parts]) => connects([what, '4.1 (4)', sentence], parts)),
  ...acceptBad.map(([what, sentence, parts]) => refused([what, '4.1 (4)', sentence], parts)),
  refused(
    ['accept-of-key', '4.2.2 (5.4)', 'the request’s own key is not its answer'],
    (accept) =>
      `HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${Buffer.from(accept).toString('base64')}\r\n\r\n`,
  ),
  ...extensionsBad.map(([what, sentence, parts]) => refused([what, '4.1 (5)', sentence], parts)),
  refused(['protocol-unasked', '4.1 (6)', 'a subprotocol is refused where none was offered'], protocol('chat')),
  refused(['protocol-other', '4.1 (6)', 'a subprotocol that was not offered is refused'], protocol('v3.chat'), {
    client: offered,
  }),
  refused(['protocol-case', '4.1 (6)', 'a subprotocol is compared with case'], protocol('CHAT'), { client: offered }),
  refused(['protocol-list', '4.1 (6)', 'a list of subprotocols is refused'], protocol('v2.chat, chat'), {
    client: offered,
  }),
  refused(
    ['protocol-twice', '11.3.4', 'the header may not come twice'],
    { more: ['Sec-WebSocket-Protocol: chat', 'Sec-WebSocket-Protocol: v2.chat'] },
    { client: offered },
  ),
  refused(['protocol-empty', '4.1 (6)', 'an empty subprotocol is none that was offered'], protocol(''), {
    client: offered,
  }),
  connects(['protocol-first', '4.1 (6)', 'the first choice may be taken'], protocol('v2.chat'), {
    client: offered,
    protocol: 'v2.chat',
  }),
  connects(['protocol-second', '4.1 (6)', 'the second choice may be taken'], protocol('chat'), {
    client: offered,
    protocol: 'chat',
  }),
  connects(['protocol-none', '4.2.2', 'a server may choose no subprotocol'], {}, { client: offered }),
  connects(['more-headers', '4.2.2', 'headers that nobody knows do not matter'], {
    more: ['Server: x', 'Date: Mon, 01 Jan 2024 00:00:00 GMT', 'Set-Cookie: a=b', 'Set-Cookie: c=d', 'X-Empty:'],
  }),
  connects(['version-header', '4.4', 'a Sec-WebSocket-Version in an agreement does not matter'], {
    more: ['Sec-WebSocket-Version: 13'],
  }),
  ...permutations(['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Accept: ']).map((lines, index) =>
    connects([`order-${index + 1}`, '4.2.2', `headers come in any order (${index + 1} of 6)`], (accept) => {
      const headers = lines.map((line) => (line.endsWith(' ') ? `${line}${accept}` : line));
      return `HTTP/1.1 101 Switching Protocols\r\n${headers.join('\r\n')}\r\n\r\n`;
    }),
  ),
];

function protocol(value: string): AnswerParts {
  return { more: [`Sec-WebSocket-Protocol: ${value}`] };
}

function swapCase(key: string): string {
  return key.replaceAll(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}

function permutations(lines: readonly string[]): string[][] {
  if (lines.length < 2) return [[...lines]];
  return lines.flatMap((line, index) => permutations(lines.toSpliced(index, 1)).map((rest) => [line].concat(rest)));
}
