import { addressesOf, systemResolve, type Resolve } from '../resolve.ts';
import { fetchScript, type Dial } from './fetch-script.ts';
import { PacEngine } from './pac-engine.ts';
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
export function pacProxies({ script, resolve: resolveName = systemResolve }: PacOptions): ProxyResolver {
  const resolve: Resolve = (host) => addressesOf(host, resolveName);
  let engine = typeof script === 'string' ? new PacEngine(script, resolve) : undefined;
  return async ({ url, host }, signal) => {
    if (typeof script !== 'string') {
      engine ??= new PacEngine(await fetchScript(script.url, script.door, signal), resolve);
    }
    return parseProxyList((await engine?.find({ url, host }, signal)) ?? '');
  };
}
