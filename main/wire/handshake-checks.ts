import type { HeaderCheck } from '../../contract/attempt.ts';
import type { OpeningRequest } from './opening-handshake.ts';
import { readAnswer } from './permessage-deflate.ts';
import { valuesOf, withoutSpace, type ResponseHead } from './response-head.ts';

/**
 * What an answer to the opening handshake has to say, point by point (RFC 6455, section 4.1, items 1 to 6). For showing:
 * all points are ok exactly when `checkResponse` accepts the answer.
 */
export function checksOf(response: ResponseHead, request: OpeningRequest): HeaderCheck[] {
  const got = (name: string): string => valuesOf(response, name).join(', ');
  const upgrade = got('upgrade');
  const connection = got('connection');
  const tokens = connection.split(',').map((token) => withoutSpace(token).toLowerCase());
  const accept = got('sec-websocket-accept');
  const protocols = valuesOf(response, 'sec-websocket-protocol');
  const extensions = got('sec-websocket-extensions');
  const { perMessageDeflate: offer, subprotocols } = request;
  return [
    {
      header: 'status',
      expected: '101',
      got: `${response.statusCode} ${response.reason}`.trim(),
      ok: response.statusCode === 101,
    },
    { header: 'Upgrade', expected: 'websocket', got: upgrade, ok: upgrade.toLowerCase() === 'websocket' },
    { header: 'Connection', expected: 'Upgrade', got: connection, ok: tokens.includes('upgrade') },
    {
      header: 'Sec-WebSocket-Accept',
      expected: request.expectedAccept,
      got: accept,
      ok: accept === request.expectedAccept,
    },
    {
      header: 'Sec-WebSocket-Protocol',
      expected: subprotocols.length === 0 ? 'none' : `none, or one of: ${subprotocols.join(', ')}`,
      got: protocols.join(', '),
      ok: protocols.length === 0 || (protocols.length === 1 && subprotocols.includes(protocols[0] ?? '')),
    },
    {
      header: 'Sec-WebSocket-Extensions',
      expected: offer === null ? 'none' : 'none, or permessage-deflate as offered',
      got: extensions,
      ok: extensions === '' || (offer !== null && typeof readAnswer(extensions, offer) !== 'string'),
    },
  ];
}
