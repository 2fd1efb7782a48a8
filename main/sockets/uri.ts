import { because, type Reason } from '../../contract/reason.ts';
import { invalidArgument } from './misuse.ts';

/** A WebSocket URI, taken apart for dialing and for the request line. */
export interface WebSocketUri {
  /** The whole of it, path and query as they were typed. */
  readonly href: string;
  readonly isSecure: boolean;
  /** Host name or IP literal, without brackets. */
  readonly host: string;
  readonly port: number;
  /** What goes into the `Host` header. */
  readonly authority: string;
  /** Path and query as they go into the request line. */
  readonly target: string;
}

/**
 * Checks and takes apart a WebSocket URI (RFC 6455, section 3).
 *
 * @param uri absolute, `ws:` or `wss:`, no fragment, no user information; surrounding white space is dropped
 * @throws DuplexError `invalid-input` (E_INVALIDARG), field `uri`
 */
export function parseUri(uri: string): WebSocketUri {
  const text = uri.trim();
  if (text === '') throw invalid('the address is empty', because('addressEmpty'));
  if (!/^[a-z][a-z\d+.-]*:/i.test(text))
    throw invalid(`"${shorten(text)}" does not begin with ws:// or wss://`, because('addressScheme'));
  if (!/^wss?:\/\//i.test(text)) throw invalid('the address must begin with ws:// or wss://', because('addressScheme'));
  if (text.includes('#'))
    throw invalid('a WebSocket address has no fragment (the part from "#" on)', because('addressFragment'));
  const port = /^[^/?]*\/\/[^/?]*:(\d+)(?=[/?]|$)/.exec(text)?.[1];
  if (port !== undefined && (Number(port) > 65_535 || Number(port) === 0)) {
    throw invalid(`the port ${port} is not between 1 and 65535`, because('addressPort', port));
  }
  if (!URL.canParse(text)) throw invalid(`"${shorten(text)}" is not a valid address`, because('addressInvalid'));
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw invalid('user name and password do not belong into a WebSocket address', because('addressCredentials'));
  }
  const isSecure = url.protocol === 'wss:';
  const target = requestTarget(text, url);
  return {
    href: `${url.protocol}//${url.host}${target}`,
    isSecure,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    authority: url.host,
    target,
  };
}

/** As typed where the characters may stand in a request line, so that nothing is normalised behind the user's back. */
function requestTarget(text: string, url: URL): string {
  const typed = /^[^/?]*\/\/[^/?]*(.*)$/s.exec(text)?.[1] ?? '';
  if (!/^[\x21-\x7e]*$/.test(typed)) return url.pathname + url.search;
  return typed.startsWith('/') ? typed : `/${typed}`;
}

function invalid(what: string, reason: Reason): Error {
  return invalidArgument('uri', what, reason);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
