import { resolveHost, type Resolve } from '../resolve.ts';
import { evaluatePac } from './evaluate-pac.ts';
import { fetchScript, type Dial } from './fetch-script.ts';
import { parseProxyList, type ProxyResolver } from './proxy-server.ts';

export interface PacOptions {
  /** The script as text; or its `http:` address, from which it is fetched once, when it is first needed. */
  readonly script: string | { readonly url: string; readonly door: Dial };
  /** How names in the script become addresses. Default: the system's resolver. */
  readonly resolve?: Resolve;
}

/**
 * The proxies that a PAC script names (`FindProxyForURL`), run in a sandbox of its own. A script that cannot be had or
 * that fails is no way without a proxy: connecting fails with `proxy-failed`.
 */
export function pacProxies({ script, resolve = resolveHost }: PacOptions): ProxyResolver {
  let text = typeof script === 'string' ? script : undefined;
  return async ({ url, host }, signal) => {
    if (typeof script !== 'string') text ??= await fetchScript(script.url, script.door, signal);
    return parseProxyList(await evaluatePac(text ?? '', { url, host }, resolve, signal));
  };
}
