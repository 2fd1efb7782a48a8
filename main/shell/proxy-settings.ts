import type { Session } from 'electron';
import type { ProxyResolver } from '../network/proxy/proxy-server.ts';
import { systemProxies } from '../network/proxy/system-proxies.ts';

/**
 * Takes the proxy variables out of this process's environment. Electron would go by them on Linux, and what some shell was
 * started with is not a setting of the app. To be called before the app is ready.
 */
export function forgetProxyVariables(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(?:all|auto|ftp|https?|no|socks)_(?:proxy|server)$/i.test(name)) delete process.env[name];
  }
}

/** The proxies of the system's settings, PAC and discovery included, as Electron reads them. */
export function proxiesOf(session: Session): ProxyResolver {
  return systemProxies((url) => session.resolveProxy(url));
}
