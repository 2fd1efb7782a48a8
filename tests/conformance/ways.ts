import type { ConformanceCase } from './case.ts';
import { runAnswer } from './run-answer.ts';
import { runExchange } from './run-exchange.ts';
import { runRequest } from './run-request.ts';
import { runSending } from './run-sending.ts';

/** Longer byte streams are not sent byte by byte: each byte costs a turn of both event loops. */
const chopLimitBytes = 320;

/** Every way a case is run, by name. */
export function waysOf(
  conformanceCase: ConformanceCase,
): readonly (readonly [name: string, run: () => Promise<void>])[] {
  switch (conformanceCase.kind) {
    case 'request':
      return [
        ['MessageWebSocket', () => runRequest(conformanceCase, 'message')],
        ['StreamWebSocket', () => runRequest(conformanceCase, 'stream')],
      ];
    case 'answer': {
      const isLong = conformanceCase.answer('').length > chopLimitBytes;
      return [
        ['MessageWebSocket', () => runAnswer(conformanceCase, { client: 'message' })],
        ['StreamWebSocket', () => runAnswer(conformanceCase, { client: 'stream' })],
        [
          isLong ? 'in pieces' : 'byte by byte',
          () => runAnswer(conformanceCase, { client: 'message', pieces: isLong ? 997 : 1 }),
        ],
      ];
    }
    case 'exchange': {
      const { client, sends } = conformanceCase;
      const inOnePiece = conformanceCase.inOnePiece === true || sends.length < 2 || sends.length > chopLimitBytes;
      // A stream has no limit on messages.
      const isForStream =
        client?.maxMessageSize === undefined && client?.perMessageDeflate?.inflatedSizeLimit === undefined;
      return [
        ['MessageWebSocket', { client: 'message' }] as const,
        ...(isForStream ? [['StreamWebSocket', { client: 'stream' }] as const] : []),
        ...(inOnePiece ? [] : [['byte by byte', { client: 'message', pieces: 1 }] as const]),
        ...(inOnePiece || !isForStream
          ? []
          : [['StreamWebSocket, byte by byte', { client: 'stream', pieces: 1 }] as const]),
      ].map(([name, way]) => [name, () => runExchange(conformanceCase, way)]);
    }
    case 'sending':
      return [
        [conformanceCase.by === 'message' ? 'MessageWebSocket' : 'StreamWebSocket', () => runSending(conformanceCase)],
      ];
  }
}
