import { fixes } from './saying.ts';
import { withScheme, type Evidence } from './evidence.ts';
import type { Fix } from './explanation.ts';
import { fix } from './rule.ts';
import { place, quotable } from './text.ts';

/** `host:port` of the server that was on the way. */
export function serverPlace({ server }: Evidence): string {
  return place({ address: server.host, port: server.port });
}

export function useWs({ server }: Evidence): Fix {
  const url = withScheme(server, 'ws');
  return fix(fixes().useWs(withoutQuery(url)), { kind: 'connectTo', url });
}

export function useWss({ server }: Evidence): Fix {
  const url = withScheme(server, 'wss');
  return fix(fixes().useWss(withoutQuery(url)), { kind: 'connectTo', url });
}

/** An address for a sentence, whoever wrote it: its query can hold a key, its user information a password. */
export function withoutQuery(url: string): string {
  return quotable((url.split(/[?#]/)[0] ?? '').replaceAll(/\/\/[^/]*@/g, '//'));
}
