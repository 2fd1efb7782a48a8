import { closeReasonLimit, isSendableCloseCode } from '../../../contract/close-codes.ts';
import type { CloseStatus } from '../frames/close-body.ts';
import { refused, type Endpoint, type Refusal } from './endpoint.ts';
import { shown } from './parameters.ts';

export const close: Endpoint = {
  paths: ['/close'],
  summary: '?code=&reason= closes at once with this code; without a code, with an empty close frame',
  admit: ({ parameters }) => {
    const wanted = readStatus(parameters);
    if (wanted !== undefined && 'kind' in wanted) return wanted;
    return {
      kind: 'frames',
      start: (connection) => {
        connection.close(wanted);
        return undefined;
      },
    };
  },
};

function readStatus(parameters: URLSearchParams): CloseStatus | Refusal | undefined {
  const text = parameters.get('code');
  const reason = parameters.get('reason') ?? '';
  if (text === null) return reason === '' ? undefined : refused(400, 'A reason needs a code before it.');
  const code = /^\d{4}$/.test(text) ? Number(text) : 0;
  if (!isSendableCloseCode(code)) {
    return refused(400, `code must be 1000-1003, 1007-1014 or 3000-4999, not "${shown(text)}".`);
  }
  if (Buffer.byteLength(reason) > closeReasonLimit) {
    return refused(400, `reason must be at most ${closeReasonLimit} bytes in UTF-8, not ${Buffer.byteLength(reason)}.`);
  }
  return { code, reason };
}
