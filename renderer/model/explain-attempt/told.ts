import { quotedLength } from '../../../contract/errors.ts';
import { errorText } from '../error-text.ts';
import { words } from '../words.ts';
import type { Evidence } from './evidence.ts';
import { quotable } from './text.ts';

/**
 * Why the failed phase failed, as the end of a sentence, without its full stop; then what Node, OpenSSL or HTTP call it,
 * and what came in place of what should have. Empty where nothing is known.
 */
export function told({ failed, error }: Evidence, limit = 200): string {
  const info = failed?.error ?? error;
  if (info === undefined || (info.message === '' && info.reason === undefined)) return '';
  const text = errorText(info);
  const { cause = '', received = '' } = info;
  const coded = text.includes(cause) ? text : `${text} (${cause})`;
  const begin = quotable(received, quotedLength);
  return quotable(begin === '' ? coded : `${coded}, ${words.attempts.received(begin)}`, limit).replace(/\.$/, '');
}
