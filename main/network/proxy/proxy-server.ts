import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { Login } from '../http-auth.ts';
import type { Resolve } from '../resolve.ts';

/** A way to a server: without a proxy, or through one. */
export type ProxyServer = Direct | Proxy;

export interface Direct {
  readonly kind: 'direct';
}

export interface Proxy {
  /** `http`: HTTP CONNECT; `https`: the same over TLS; `socks5`: RFC 1928. */
  readonly kind: 'http' | 'https' | 'socks5';
  /** Host name or IP literal, without brackets. */
  readonly host: string;
  readonly port: number;
  /** For `https`: the authority (PEM) to trust, in place of the well-known ones. */
  readonly authority?: string;
  /** For this proxy, where the caller has none. */
  readonly login?: Login;
}

/** What a proxy is looked for. */
export interface ProxyTarget {
  /** `ws:` or `wss:` with host and port; path and query are the server's business. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Gives the ways to a server, in the order in which to try them; none means `direct`. The next one is tried when a proxy
 * cannot be reached, not when it refuses. Environment variables (`HTTPS_PROXY`, `NO_PROXY`) are never looked at.
 *
 * @param signal is aborted when nobody waits for the answer any more
 * @param lookUp gives the addresses of a name, as far as the door's policy lets it be looked up; who chooses by address
 *   asks nobody else
 */
export type ProxyResolver = (
  target: ProxyTarget,
  signal: AbortSignal,
  lookUp: Resolve,
) => Promise<readonly ProxyServer[]>;

export const direct: Direct = { kind: 'direct' };

const kindByWord: Readonly<Record<string, Proxy['kind']>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  // A PAC script's SOCKS is either version; nearly every server that speaks 4 speaks 5 too.
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
};

/** More are not tried, as each one can take a minute. */
const proxyLimit = 20;

const usualPort: Readonly<Record<Proxy['kind'], number>> = { http: 80, https: 443, socks5: 1080 };

/**
 * Reads what a PAC script or the system answers: `PROXY a:8080; SOCKS5 b:1080; DIRECT`. What is too much is left out.
 *
 * @throws DuplexError `proxy-failed` when it names proxies and none that can be used: that is not a way without one
 */
export function parseProxyList(text: string): ProxyServer[] {
  const entries = text
    .split(';', proxyLimit)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const servers = entries.flatMap((entry) => parseEntry(entry) ?? []);
  if (entries.length > 0 && servers.length === 0) {
    const listed = shorten(text);
    throw failure('proxy-failed', `of the proxies "${listed}" none is of a kind that can be used`, {
      hresult: 'WININET_E_PROXY_SERVER_UNREACHABLE',
      phase: 'proxy',
      reason: because('proxiesUnknown', listed),
    });
  }
  return servers;
}

function parseEntry(entry: string): ProxyServer | undefined {
  if (/^direct$/i.test(entry)) return direct;
  const [, word = '', bracketed, plain = '', port] =
    /^([a-z\d]+)\s+(?:\[([\da-f:.]+)\]|([^\s:[\]/@]+))(?::(\d{1,5}))?$/i.exec(entry) ?? [];
  const kind = kindByWord[word.toUpperCase()];
  if (kind === undefined) return undefined;
  const number = port === undefined ? usualPort[kind] : Number(port);
  if (number < 1 || number > 65_535) return undefined;
  return { kind, host: bracketed ?? plain, port: number };
}

/** `http://proxy.test:8080`, for messages. */
export function describeProxy({ kind, host, port }: Proxy): string {
  return `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
