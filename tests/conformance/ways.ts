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
    case 'exchange':
      return [
        ['MessageWebSocket', () => runExchange(conformanceCase, { client: 'message' })],
        // It has no limit on messages.
        ...(conformanceCase.client?.maxMessageSize === undefined
          ? [['StreamWebSocket', () => runExchange(conformanceCase, { client: 'stream' })] as const]
          : []),
        ...(conformanceCase.sends.length > 1 && conformanceCase.sends.length <= chopLimitBytes
          ? ([
              ['byte by byte', () => runExchange(conformanceCase, { client: 'message', pieces: 1 })],
              ...(conformanceCase.client?.maxMessageSize === undefined
                ? [
                    [
                      'StreamWebSocket, byte by byte',
                      () => runExchange(conformanceCase, { client: 'stream', pieces: 1 }),
                    ] as const,
                  ]
                : []),
            ] as const)
          : []),
      ];
    case 'sending':
      return [
        [conformanceCase.by === 'message' ? 'MessageWebSocket' : 'StreamWebSocket', () => runSending(conformanceCase)],
      ];
  }
}
