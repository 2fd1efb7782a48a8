import { mask } from '../../contract/masked-query.ts';
import type { EffectiveRequest, HeadLine, Origin } from '../../contract/workbench/effective-request.ts';
import { parseUri, type WebSocketUri } from '../sockets/uri.ts';
import { createRequest } from '../wire/opening-handshake.ts';
import type { Resolved } from './resolve.ts';

const protocol: Origin = { kind: 'protocol' };
const connection: Origin = { kind: 'connection' };
/** Takes the place of a secret where an address is taken apart: letters and digits stay as they are everywhere. */
const standIn = 'x0duplexmask0x';

/** What would be sent, for a person: secrets masked. */
export function showRequest(resolved: Resolved, environment: string | null): EffectiveRequest {
  const { address, problems } = resolved;
  return { address: address.masked, head: headOf(resolved), settings: settingsOf(resolved, environment), problems };
}

/** The lines as the opening handshake writes them; none where the address is none. */
function headOf({ address, headers, subprotocols, document }: Resolved): readonly HeadLine[] {
  const uri = shownUri(address.masked);
  if (uri === undefined) return [];
  const { head } = createRequest({
    host: uri.authority,
    target: uri.target,
    subprotocols: subprotocols.map(({ masked }) => masked),
    perMessageDeflate: document.compression ?? null,
    headers: headers.map(({ name, masked }) => ({ name, value: masked })),
  });
  const lines = head.split('\r\n').slice(0, -2);
  const firstHeader = lines.length - headers.length;
  return lines.map((line, index) => {
    const text = line.replaceAll(standIn, mask);
    const header = headers[index - firstHeader];
    if (header !== undefined) return { text, origin: header.origin, variables: header.variables, changes: false };
    const name = line.split(/[ :]/)[0];
    const changes = name === 'Sec-WebSocket-Key';
    switch (name) {
      case 'GET':
      case 'Host':
        return { text, origin: connection, variables: address.variables, changes };
      case 'Sec-WebSocket-Protocol':
        return { text, origin: connection, variables: subprotocols.flatMap(({ variables }) => variables), changes };
      case 'Sec-WebSocket-Extensions':
        return { text, origin: connection, variables: [], changes };
      default:
        return { text, origin: protocol, variables: [], changes };
    }
  });
}

function shownUri(masked: string): WebSocketUri | undefined {
  try {
    return parseUri(masked.replaceAll(mask, standIn));
  } catch {
    // Among the problems already, or a secret is where only digits can be.
    return undefined;
  }
}

function settingsOf(resolved: Resolved, environment: string | null): EffectiveRequest['settings'] {
  const { auth, proxy, clientCertificate, trust, document } = resolved;
  const trusted = [
    ...(trust?.value.ignorableServerCertificateErrors ?? []),
    ...(trust?.value.requiredIssuer === undefined ? [] : [`issuer ${trust.value.requiredIssuer}`]),
  ];
  return [
    ...(auth === undefined ? [] : [{ name: 'auth' as const, text: auth.value.kind, origin: auth.origin }]),
    proxy === undefined
      ? { name: 'proxy' as const, text: 'app', origin: { kind: 'app' } as const }
      : { name: 'proxy' as const, text: hiddenIn(proxyText(proxy.value), resolved.secrets), origin: proxy.origin },
    ...(clientCertificate === undefined
      ? []
      : [
          {
            name: 'clientCertificate' as const,
            text: hiddenIn(clientCertificate.value.file, resolved.secrets),
            origin: clientCertificate.origin,
          },
        ]),
    ...(trust === undefined
      ? []
      : [{ name: 'trust' as const, text: hiddenIn(trusted.join(', '), resolved.secrets), origin: trust.origin }]),
    ...(document.compression === undefined
      ? []
      : [{ name: 'compression' as const, text: 'permessage-deflate', origin: connection }]),
    ...(environment === null
      ? []
      : [
          {
            name: 'environment' as const,
            text: environment,
            origin: { kind: 'environment', name: environment } as const,
          },
        ]),
  ];
}

function proxyText(proxy: NonNullable<Resolved['proxy']>['value']): string {
  if (proxy.kind === 'app' || proxy.kind === 'none') return proxy.kind;
  return `${proxy.kind}://${proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host}:${proxy.port}`;
}

function hiddenIn(text: string, secrets: readonly string[]): string {
  return secrets.reduce((hidden, secret) => (secret === '' ? hidden : hidden.replaceAll(secret, mask)), text);
}
