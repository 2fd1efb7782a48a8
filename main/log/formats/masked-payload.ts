import { maskQueries } from '../../../contract/masked-query.ts';
import { RowKind } from '../../../contract/rows.ts';
import { maskHead } from '../../network/secrets.ts';

/**
 * The payload of a row that is no message, with credentials masked: headers by their name, values of queries by theirs.
 * `Sec-WebSocket-Key` is none: it is random, and proves nothing to anybody (RFC 6455, section 10.3).
 */
export function maskedPayload(kind: RowKind, payload: Buffer): Buffer {
  if (kind === RowKind.openingRequest || kind === RowKind.openingResponse) {
    const head = payload.toString('latin1');
    const masked = maskQueries(maskHead(head));
    return masked === head ? payload : Buffer.from(masked);
  }
  return payload.length === 0 ? payload : maskedDetail(payload);
}

/** Texts of a detail, which is JSON; the bytes stay as they are where there is nothing to mask. */
function maskedDetail(payload: Buffer): Buffer {
  const text = payload.toString();
  try {
    let isMasked = false;
    const masked = JSON.stringify(JSON.parse(text), (_name, value: unknown) => {
      if (typeof value !== 'string') return value;
      const hidden = maskQueries(value);
      isMasked ||= hidden !== value;
      return hidden;
    });
    return isMasked ? Buffer.from(masked) : payload;
  } catch {
    // Cut, and no JSON any more: masked as any text.
    return Buffer.from(maskQueries(text));
  }
}
