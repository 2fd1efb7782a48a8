import { words } from '../words.ts';
import type { Evidence } from './evidence.ts';
import type { Fix } from './explanation.ts';
import { fix } from './rule.ts';

/** What to do first when it is the way to a proxy that failed. */
export function proxyFixes({ failed }: Evidence): readonly Fix[] {
  return failed?.isToProxy === true ? [fix(words.attempts.fixes.openProxySettings, { kind: 'openProxySettings' })] : [];
}
