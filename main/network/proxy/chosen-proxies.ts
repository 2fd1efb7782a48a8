import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { ProxySetting } from '../../../contract/proxy-setting.ts';
import { classifyAddress } from '../address-class.ts';
import { parseHost } from '../host.ts';
import { pacProxies } from './pac.ts';
import { direct, type Proxy, type ProxyResolver } from './proxy-server.ts';

/** The setting is there and cannot be read. */
interface UnknownSetting {
  readonly kind: 'unknown';
  readonly why: string;
}

/**
 * The proxies that the user's setting names. This computer is always reached without one, as in browsers; with the
 * system's setting that is the system's to say.
 *
 * @param password for the user name of a fixed proxy
 */
export function chosenProxies(
  setting: ProxySetting | UnknownSetting,
  password: string | undefined,
  system: ProxyResolver,
): ProxyResolver {
  switch (setting.kind) {
    case 'system':
      return system;
    case 'none':
      return async () => [direct];
    case 'fixed': {
      const { proxy: server, userName } = setting;
      const hasLogin = userName !== '' && password !== undefined;
      const proxy: Proxy = { ...server, ...(hasLogin && { login: { userName, password } }) };
      return elsewhere(async () => [proxy]);
    }
    case 'script':
      return elsewhere(pacProxies({ script: setting.script }));
    case 'unknown':
      return elsewhere(() => Promise.reject(unusable(setting.why)));
  }
}

function elsewhere(proxies: ProxyResolver): ProxyResolver {
  return (target, ...rest) => (isThisComputer(target.host) ? Promise.resolve([direct]) : proxies(target, ...rest));
}

function isThisComputer(host: string): boolean {
  const parsed = parseHost(host);
  if (parsed.kind === 'literal') return classifyAddress(parsed.address) === 'loopback';
  return parsed.kind === 'name' && parsed.isLoopback;
}

function unusable(why: string): Error {
  return failure('proxy-failed', `the proxy setting cannot be used: ${why}`, {
    hresult: 'WININET_E_PROXY_SERVER_UNREACHABLE',
    phase: 'proxy',
    reason: because('proxySettingUnusable'),
  });
}
