import type { RequestCase, RequestHead } from '../case.ts';

type Check = (request: RequestHead) => boolean;

/** The opening request (RFC 6455, section 4.1, "the requirements for this handshake"). */
export const requests: readonly RequestCase[] = [
  one('method', '4.1', 'the method is GET', ({ line }) => line.startsWith('GET ')),
  one('version', '4.1', 'the HTTP version is 1.1', ({ line }) => line.endsWith(' HTTP/1.1')),
  one('target-root', '3', 'an empty path is requested as "/"', ({ line }) => target(line) === '/', { target: '' }),
  one('target-path', '3', 'path and query are requested as given', ({ line }) => target(line) === '/a/b?c=d&e=%20', {
    target: '/a/b?c=d&e=%20',
  }),
  one('target-query', '3', 'a query without a path gets one', ({ line }) => target(line) === '/?q', { target: '?q' }),
  one(
    'host',
    '4.1',
    'there is one Host, with the port where it is not the default',
    exactly('host', ({ port }) => `127.0.0.1:${port}`),
  ),
  one(
    'upgrade',
    '4.1',
    'there is one Upgrade: websocket',
    exactly('upgrade', () => 'websocket'),
  ),
  one('connection', '4.1', 'Connection holds the token Upgrade', (request) =>
    valuesOf(request, 'connection').some((value) => /(?:^|,)\s*upgrade\s*(?:,|$)/i.test(value)),
  ),
  one('key-form', '4.1', 'the key is 16 bytes in base64', (request) => {
    const [key = '', ...more] = valuesOf(request, 'sec-websocket-key');
    return more.length === 0 && /^[A-Za-z\d+/]{21}[AQgw]==$/.test(key) && Buffer.from(key, 'base64').length === 16;
  }),
  {
    ...named('key-fresh', '4.1', 'the key is another one for every connection'),
    connections: 12,
    holds: (heads) => new Set(heads.flatMap((head) => valuesOf(head, 'sec-websocket-key'))).size === 12,
  },
  {
    ...named('key-random', '4.1', 'every byte of the key varies: it is chosen at random'),
    connections: 12,
    holds: (heads) => {
      const keys = heads.map((head) => Buffer.from(valuesOf(head, 'sec-websocket-key').join(), 'base64'));
      return Array.from({ length: 16 }, (_, at) => new Set(keys.map((key) => key[at])).size > 2).every(Boolean);
    },
  },
  one(
    'version-13',
    '4.1',
    'the protocol version is 13, once',
    exactly('sec-websocket-version', () => '13'),
  ),
  one('no-protocol', '4.1', 'without subprotocols there is no such header', lacks('sec-websocket-protocol')),
  one(
    'protocol',
    '4.1',
    'one subprotocol is sent alone',
    exactly('sec-websocket-protocol', () => 'chat'),
    {
      client: { subprotocols: ['chat'] },
    },
  ),
  one(
    'protocols',
    '4.1',
    'subprotocols are listed in order of preference',
    (request) =>
      valuesOf(request, 'sec-websocket-protocol').join(',').replaceAll(/[\t ]/g, '') === 'v2.chat,v1.chat,chat',
    { client: { subprotocols: ['v2.chat', 'v1.chat', 'chat'] } },
  ),
  one('no-extensions', '4.1', 'no extension is offered', lacks('sec-websocket-extensions')),
  one('no-accept', '11.3.3', 'a request has no Sec-WebSocket-Accept', lacks('sec-websocket-accept')),
  one('no-origin', '4.1', 'a client that is no browser need not send an Origin', lacks('origin')),
  one(
    'origin',
    '4.1',
    'an Origin that was set is sent',
    exactly('origin', () => 'https://example.test'),
    {
      client: { headers: [['Origin', 'https://example.test']] },
    },
  ),
  one(
    'more-headers',
    '4.1',
    'further headers may be sent',
    exactly('cookie', () => 'a=b; c=d'),
    {
      client: { headers: [['Cookie', 'a=b; c=d']] },
    },
  ),
  one(
    'set-host',
    '4.1',
    'a Host that was set takes the place of ours',
    exactly('host', () => 'example.test'),
    {
      client: { headers: [['Host', 'example.test']] },
    },
  ),
  one('no-body', '4.1', 'a request has no body', (request) =>
    ['content-length', 'transfer-encoding'].every((name) => valuesOf(request, name).length === 0),
  ),
  one('ascii', '4.1', 'names of headers are tokens, and no line is folded', ({ headers }) =>
    headers.every(([name]) => /^[!#$%&'*+\-.^_`|~\da-z]+$/.test(name)),
  ),
];

function named(
  what: string,
  clause: string,
  sentence: string,
): Pick<RequestCase, 'kind' | 'id' | 'clause' | 'sentence'> {
  return { kind: 'request', id: `request/${what}`, clause, sentence };
}

function one(
  what: string,
  clause: string,
  sentence: string,
  check: Check,
  options: Pick<RequestCase, 'client' | 'target'> = {},
): RequestCase {
  return { ...named(what, clause, sentence), ...options, holds: (heads) => heads.length === 1 && heads.every(check) };
}

function valuesOf({ headers }: RequestHead, name: string): string[] {
  return headers.filter(([other]) => other === name).map(([, value]) => value);
}

function exactly(name: string, value: (request: RequestHead) => string): Check {
  return (request) => {
    const values = valuesOf(request, name);
    return values.length === 1 && values[0] === value(request);
  };
}

function lacks(name: string): Check {
  return (request) => valuesOf(request, name).length === 0;
}

function target(line: string): string | undefined {
  return line.split(' ')[1];
}
