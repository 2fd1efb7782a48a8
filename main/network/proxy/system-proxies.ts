import { parseProxyList, type ProxyResolver } from './proxy-server.ts';

/**
 * The proxies of the system's settings.
 *
 * @param resolveProxy asks for those of an address, such as Electron's `session.resolveProxy`; answers as a PAC script does
 */
export function systemProxies(resolveProxy: (url: string) => Promise<string>): ProxyResolver {
  return async ({ url }) => parseProxyList(await resolveProxy(url));
}
