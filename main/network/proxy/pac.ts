import { fetchScript, type Dial } from './fetch-script.ts';
import { PacEngine } from './pac-engine.ts';
import { parseProxyList, type ProxyResolver } from './proxy-server.ts';

export interface PacOptions {
  /** The script as text; or its `http:` address, from which it is fetched once, when it is first needed. */
  readonly script: string | { readonly url: string; readonly door: Dial };
}

/**
 * The proxies that a PAC script names (`FindProxyForURL`), run in a sandbox of its own. A script that cannot be had or
 * that fails is no way without a proxy: connecting fails with `proxy-failed`. Names in the script are looked up by the rules
 * of the door that asks.
 */
export function pacProxies({ script }: PacOptions): ProxyResolver {
  let engine = typeof script === 'string' ? new PacEngine(script) : undefined;
  return async ({ url, host }, signal, lookUp) => {
    if (typeof script !== 'string') {
      engine ??= new PacEngine(await fetchScript(script.url, script.door, signal));
    }
    return parseProxyList((await engine?.find({ url, host }, signal, lookUp)) ?? '');
  };
}
