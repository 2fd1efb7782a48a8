import type { PerMessageDeflate, PerMessageDeflateOffer } from '../../../main/wire/permessage-deflate.ts';
import type { AnswerCase, RequestCase } from '../case.ts';
import { answerOf, refused } from './answers.ts';

const bits = [8, 9, 10, 11, 12, 13, 14, 15] as const;
const defaults: PerMessageDeflate = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};

type Offer = readonly [what: string, clause: string, sentence: string, offer: PerMessageDeflateOffer, header: string];

const offers: readonly Offer[] = [
  ['plain', '7.1.2.2', 'an offer says that a limit for our window will be kept', {}, 'client_max_window_bits'],
  [
    'server-takeover',
    '7.1.1.1',
    'the server can be asked to compress every message by itself',
    { serverNoContextTakeover: true },
    'server_no_context_takeover; client_max_window_bits',
  ],
  [
    'client-takeover',
    '7.1.1.2',
    'it can be said that we compress every message by itself',
    { clientNoContextTakeover: true },
    'client_no_context_takeover; client_max_window_bits',
  ],
  ...bits.map((count): Offer => [
    `server-bits-${count}`,
    '7.1.2.1',
    `the server can be asked for a window of ${count} bits`,
    { serverMaxWindowBits: count },
    `server_max_window_bits=${count}; client_max_window_bits`,
  ]),
  ...bits.map((count): Offer => [
    `client-bits-${count}`,
    '7.1.2.2',
    `it can be said that our window has ${count} bits`,
    { clientMaxWindowBits: count },
    `client_max_window_bits=${count}`,
  ]),
  [
    'all',
    '7.1',
    'all parameters can be offered together',
    { serverNoContextTakeover: true, clientNoContextTakeover: true, serverMaxWindowBits: 9, clientMaxWindowBits: 10 },
    'server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9; client_max_window_bits=10',
  ],
  [
    'false',
    '7.1.1',
    'what is false is not offered',
    { serverNoContextTakeover: false, clientNoContextTakeover: false },
    'client_max_window_bits',
  ],
  [
    'own-affairs',
    '7.1',
    'what is no parameter of the extension is not offered',
    { threshold: 100, level: 9, inflatedSizeLimit: 1000 },
    'client_max_window_bits',
  ],
];

type Good = readonly [
  what: string,
  clause: string,
  sentence: string,
  value: string,
  agreed?: Partial<PerMessageDeflate>,
  offer?: PerMessageDeflateOffer,
];

const everything = {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  serverMaxWindowBits: 10,
  clientMaxWindowBits: 11,
};
const everyParameter = [
  'server_no_context_takeover',
  'client_no_context_takeover',
  'server_max_window_bits=10',
  'client_max_window_bits=11',
];

const good: readonly Good[] = [
  ['plain', 'RFC 7692, 7.1', 'an answer without parameters accepts the offer', 'permessage-deflate'],
  ...bits.map((count): Good => [
    `server-bits-${count}`,
    'RFC 7692, 7.1.2.1',
    `the server may limit its window to ${count} bits though it was not asked`,
    `permessage-deflate; server_max_window_bits=${count}`,
    { serverMaxWindowBits: count },
  ]),
  ...bits.map((count): Good => [
    `client-bits-${count}`,
    'RFC 7692, 7.1.2.2',
    `the server may limit our window to ${count} bits`,
    `permessage-deflate; client_max_window_bits=${count}`,
    { clientMaxWindowBits: count },
  ]),
  [
    'server-takeover',
    'RFC 7692, 7.1.1.1',
    'the server may compress every message by itself though it was not asked',
    'permessage-deflate; server_no_context_takeover',
    { serverNoContextTakeover: true },
  ],
  [
    'client-takeover',
    'RFC 7692, 7.1.1.2',
    'the server may have us compress every message by itself',
    'permessage-deflate; client_no_context_takeover',
    { clientNoContextTakeover: true },
  ],
  ...everyParameter.map((_, index): Good => [
    `order-${index + 1}`,
    'RFC 7692, 7.1',
    `parameters come in any order (${index + 1} of ${everyParameter.length})`,
    ['permessage-deflate', ...everyParameter.slice(index), ...everyParameter.slice(0, index)].join('; '),
    everything,
  ]),
  [
    'reversed',
    'RFC 7692, 7.1',
    'the reverse order too',
    ['permessage-deflate', ...everyParameter.toReversed()].join('; '),
    everything,
  ],
  [
    'quoted',
    'RFC 7692, 5.1',
    'a value may be a quoted string',
    'permessage-deflate; server_max_window_bits="10"; client_max_window_bits="9"',
    { serverMaxWindowBits: 10, clientMaxWindowBits: 9 },
  ],
  [
    'quoted-pair',
    '9.1',
    'a value is what is left of a quoted string without its backslashes',
    'permessage-deflate; server_max_window_bits="1\\0"',
    { serverMaxWindowBits: 10 },
  ],
  [
    'tight',
    '9.1',
    'white space is not needed',
    'permessage-deflate;server_max_window_bits=9;client_max_window_bits=10',
    {
      serverMaxWindowBits: 9,
      clientMaxWindowBits: 10,
    },
  ],
  [
    'spaces',
    '9.1',
    'white space may be around separators',
    'permessage-deflate \t; \t server_max_window_bits=9 ;client_no_context_takeover',
    { serverMaxWindowBits: 9, clientNoContextTakeover: true },
  ],
  [
    'spaces-equals',
    '9.1',
    'also around an equals sign ("implied *LWS")',
    'permessage-deflate; server_max_window_bits = 9',
    { serverMaxWindowBits: 9 },
  ],
  ['empty-elements', '9.1', 'empty elements of the list do not count (RFC 2616, 2.1)', ', permessage-deflate, ,'],
  [
    'asked-server-takeover',
    'RFC 7692, 7.1.1.1',
    'server_no_context_takeover is accepted',
    'permessage-deflate; server_no_context_takeover',
    { serverNoContextTakeover: true },
    { serverNoContextTakeover: true },
  ],
  ...[8, 9, 12].map((count): Good => [
    `asked-server-bits-${count}`,
    'RFC 7692, 7.1.2.1',
    `where 12 were asked for, the server may choose ${count}`,
    `permessage-deflate; server_max_window_bits=${count}`,
    { serverMaxWindowBits: count },
    { serverMaxWindowBits: 12 },
  ]),
  [
    'asked-server-bits-15',
    'RFC 7692, 7.1.2.1',
    'no window is larger than 15 bits: where they were asked for, an answer without a limit keeps it',
    'permessage-deflate',
    {},
    { serverMaxWindowBits: 15 },
  ],
  [
    'hinted-client-takeover',
    'RFC 7692, 7.1.1.2',
    'client_no_context_takeover in an offer holds without being repeated',
    'permessage-deflate',
    { clientNoContextTakeover: true },
    { clientNoContextTakeover: true },
  ],
  [
    'repeated-client-takeover',
    'RFC 7692, 7.1.1.2',
    'client_no_context_takeover may be repeated',
    'permessage-deflate; client_no_context_takeover',
    { clientNoContextTakeover: true },
    { clientNoContextTakeover: true },
  ],
  [
    'hinted-client-bits',
    'RFC 7692, 7.1.2.2',
    'client_max_window_bits in an offer holds without being repeated',
    'permessage-deflate',
    { clientMaxWindowBits: 10 },
    { clientMaxWindowBits: 10 },
  ],
  ...([8, 10, 12, 15] as const).map((count): Good => [
    `hinted-client-bits-${count}`,
    'RFC 7692, 7.1.2.2',
    `where our window has 10 bits anyway, ${count} may be the limit`,
    `permessage-deflate; client_max_window_bits=${count}`,
    { clientMaxWindowBits: Math.min(10, count) },
    { clientMaxWindowBits: 10 },
  ]),
  [
    'all-asked',
    'RFC 7692, 7.1',
    'all parameters are accepted',
    ['permessage-deflate', ...everyParameter].join('; '),
    everything,
    everything,
  ],
];

type Bad = readonly [what: string, clause: string, sentence: string, value: string, offer?: PerMessageDeflateOffer];

const parameters: readonly Bad[] = [
  ...['foo', 'foo=1', 'foo="10"', 'window_bits=10', 'max_window_bits=10', 'no_context_takeover', 'level=9', 'q=1'].map(
    (parameter, index): Bad => [
      `unknown-${index + 1}`,
      'RFC 7692, 7.1',
      `the parameter ${parameter} is not defined`,
      parameter,
    ],
  ),
  ...['__proto__', 'constructor', 'toString=1', 'hasOwnProperty'].map((parameter, index): Bad => [
    `unknown-property-${index + 1}`,
    'RFC 7692, 7.1',
    `the parameter ${parameter} is not defined`,
    parameter,
  ]),
  ...everyParameter.map((parameter, index): Bad => [
    `repeated-${index + 1}`,
    'RFC 7692, 7.1',
    `${parameter} cannot come twice`,
    `${parameter}; ${parameter}`,
  ]),
  [
    'repeated-other',
    'RFC 7692, 7.1',
    'neither with another value',
    'server_max_window_bits=10; client_no_context_takeover; server_max_window_bits=11',
  ],
  ...['server_no_context_takeover', 'client_no_context_takeover'].flatMap((parameter, index) =>
    ['=1', '=true', '=8', '=""', '="x"'].map((value, number): Bad => [
      `takeover-value-${index + 1}-${number + 1}`,
      `RFC 7692, 7.1.1.${index + 1}`,
      `${parameter}${value}: it has no value`,
      `${parameter}${value}`,
    ]),
  ),
  ...['server_max_window_bits', 'client_max_window_bits'].flatMap((parameter, index) =>
    [
      '',
      '=7',
      '=16',
      '=0',
      '=1',
      '=08',
      '=015',
      '=+10',
      '=-10',
      '=10.0',
      '=1e1',
      '=0x0a',
      '=10bits',
      '=ten',
      '=100',
      '=99999999999999999999',
      '="7"',
      '="08"',
      "='10'",
    ].map((value, number): Bad => [
      `bits-value-${index + 1}-${number + 1}`,
      `RFC 7692, 7.1.2.${index + 1}`,
      `${parameter}${value}: the value is one of 8 to 15, without leading zeroes`,
      `${parameter}${value}`,
    ]),
  ),
  ...[
    'server_max_window_bits=',
    'server_max_window_bits=""',
    'server_max_window_bits="10',
    'server_max_window_bits=10"',
    'server_max_window_bits="1"0',
    'server_max_window_bits=" 10"',
    'server_max_window_bits="10 "',
    'server_max_window_bits="10\\"',
    'server_max_window_bits=1 0',
    'server_max_window_bits=10 11',
    'server_max_window_bits==10',
    'server_max_window_bits=10=11',
    'server_max_window_bits=(10)',
    'server_max_window_bits:10',
    'server_max_window_bits=10;',
    'server_max_window_bits=10;;client_no_context_takeover',
    'server_no_context_takeover client_no_context_takeover',
    '"server_no_context_takeover"',
    '=10',
    '',
    'server_no_context_takeover\xa0',
    'serv\xe9r=1',
  ].map((parameter, index): Bad => [`grammar-${index + 1}`, '9.1', `"; ${parameter}" is no parameter`, parameter]),
];

const extensions: readonly Bad[] = [
  ['other', '9.1', 'another extension is refused', 'x-foo'],
  ['old-name', '9.1', 'the extension of before the standard was not offered', 'x-webkit-deflate-frame'],
  ['draft-name', '9.1', 'neither were those of drafts', 'permessage-compress; method=deflate'],
  ['longer-name', '9.1', 'a name that only begins like ours is another', 'permessage-deflate2'],
  ['shorter-name', '9.1', 'so is one that ends before', 'permessage'],
  ['and-other', '9.1', 'another one besides is refused', 'permessage-deflate, x-foo'],
  ['other-and', '9.1', 'also in front', 'x-foo, permessage-deflate'],
  ['twice', 'RFC 7692, 5.1', 'the same extension twice is refused', 'permessage-deflate, permessage-deflate'],
  [
    'alternatives',
    'RFC 7692, 5.1',
    'a server accepts one configuration, not two',
    'permessage-deflate; server_max_window_bits=10, permessage-deflate',
  ],
  ['comma', '9.1', 'a parameter behind a comma is another extension', 'permessage-deflate, client_no_context_takeover'],
  ['quoted-name', '9.1', 'the name is a token', '"permessage-deflate"'],
  ['value', '9.1', 'the name has no value', 'permessage-deflate=1'],
  ['space', '9.1', 'words behind the name are no parameters', 'permessage-deflate client_no_context_takeover'],
  ['no-name', '9.1', 'parameters need a name before them', '; permessage-deflate'],
  ['slash', '9.1', 'a name with a separator is none', 'permessage/deflate'],
  [
    'server-takeover-missing',
    'RFC 7692, 7.1.1.1',
    'server_no_context_takeover was asked for: an answer without it does not accept that',
    'permessage-deflate',
    { serverNoContextTakeover: true },
  ],
  [
    'server-takeover-client',
    'RFC 7692, 7.1.1.1',
    'client_no_context_takeover is no answer to that',
    'permessage-deflate; client_no_context_takeover',
    { serverNoContextTakeover: true },
  ],
  ...bits
    .slice(0, -1)
    .map((count): Bad => [
      `server-bits-larger-${count}`,
      'RFC 7692, 7.1.2.1',
      `where ${count} bits were asked for, ${count + 1} do not accept that`,
      `permessage-deflate; server_max_window_bits=${count + 1}`,
      { serverMaxWindowBits: count },
    ]),
  ...([8, 14] as const).map((count): Bad => [
    `server-bits-missing-${count}`,
    'RFC 7692, 7.1.2.1',
    `where ${count} bits were asked for, an answer without server_max_window_bits does not accept that`,
    'permessage-deflate; client_max_window_bits=8',
    { serverMaxWindowBits: count },
  ]),
];

export const deflateOffers: readonly RequestCase[] = offers.map(
  ([what, clause, sentence, perMessageDeflate, header]): RequestCase => ({
    kind: 'request',
    id: `deflate-offer/${what}`,
    clause: `RFC 7692, ${clause}`,
    sentence,
    client: { perMessageDeflate },
    holds: (heads) =>
      heads.every(({ headers }) => {
        const values = headers.filter(([name]) => name === 'sec-websocket-extensions').map(([, value]) => value);
        return values.length === 1 && values[0] === `permessage-deflate; ${header}`;
      }),
  }),
);

export const deflateAnswers: readonly AnswerCase[] = [
  connects('none', 'RFC 7692, 5.1', 'a server need not accept: messages are not compressed', [], undefined, {}),
  connects(
    'none-all',
    'RFC 7692, 5.1',
    'neither when much was asked for',
    ['Sec-WebSocket-Protocol-X: permessage-deflate'],
    undefined,
    everything,
  ),
  ...good.map(([what, clause, sentence, value, agreed = {}, offer = {}]) =>
    connects(what, clause, sentence, [`Sec-WebSocket-Extensions: ${value}`], { ...defaults, ...agreed }, offer),
  ),
  connects(
    'header-name',
    '4.1',
    'the name of the header is compared without case',
    ['SEC-WEBSOCKET-EXTENSIONS:permessage-deflate'],
    defaults,
    {},
  ),
  ...parameters.map(([what, clause, sentence, parameter]) =>
    refuses([what, clause, sentence, `permessage-deflate; ${parameter}`]),
  ),
  ...extensions.map(refuses),
  refused(
    ['deflate-headers', 'RFC 7692, 5.1', 'two headers are one list: the same extension twice is refused'],
    { more: ['Sec-WebSocket-Extensions: permessage-deflate', 'Sec-WebSocket-Extensions: permessage-deflate'] },
    { client: { perMessageDeflate: {} } },
  ),
  refused(
    ['deflate-headers-other', '9.1', 'two headers are one list: another extension in the second is refused'],
    { more: ['Sec-WebSocket-Extensions: permessage-deflate', 'sec-websocket-extensions: x-foo'] },
    { client: { perMessageDeflate: {} } },
  ),
];

function connects(
  what: string,
  clause: string,
  sentence: string,
  more: readonly string[],
  agreed: PerMessageDeflate | undefined,
  perMessageDeflate: PerMessageDeflateOffer,
): AnswerCase {
  return {
    kind: 'answer',
    id: `answer/deflate-${what}`,
    clause,
    sentence,
    client: { perMessageDeflate },
    answer: answerOf({ more }),
    expected: { kind: 'connected', ...(agreed !== undefined && { perMessageDeflate: agreed }) },
  };
}

function refuses([what, clause, sentence, value, perMessageDeflate = {}]: Bad): AnswerCase {
  return refused(
    [`deflate-bad-${what}`, clause, sentence],
    { more: [`Sec-WebSocket-Extensions: ${value}`] },
    { client: { perMessageDeflate } },
  );
}
