import type { ProxyName } from '../../../contract/attempt.ts';
import { place, quotable } from './text.ts';

/** `http://proxy.test:8080` */
export function proxyName({ kind, host, port }: ProxyName): string {
  return `${quotable(kind)}://${place({ address: host, port })}`;
}
