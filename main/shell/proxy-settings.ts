import type { Session } from 'electron';
import type { ProxyResolver } from '../network/proxy/proxy-server.ts';
import { systemProxies } from '../network/proxy/system-proxies.ts';

/** The proxies of the system's settings, PAC and discovery included, as Electron reads them. */
export function proxiesOf(session: Session): ProxyResolver {
  return systemProxies((url) => session.resolveProxy(url));
}
