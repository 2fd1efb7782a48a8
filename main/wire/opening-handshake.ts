import { createHash, randomBytes } from 'node:crypto';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { httpStatusHResult } from '../../contract/hresult.ts';
import { offerHeader, readAnswer, type PerMessageDeflate, type PerMessageDeflateOffer } from './permessage-deflate.ts';
import { valuesOf, withoutSpace, type HttpHeader, type ResponseHead } from './response-head.ts';

/** The client's half of an opening handshake (RFC 6455, section 4.1). */
export interface OpeningRequest {
  /** The request head as it goes on the wire, with the empty line at its end. */
  readonly head: string;
  /** The `Sec-WebSocket-Accept` that proves the server understood. */
  readonly expectedAccept: string;
  readonly subprotocols: readonly string[];
  readonly perMessageDeflate: PerMessageDeflateOffer | null;
}

/** What client and server have agreed on. */
export interface Agreement {
  /** The subprotocol the server chose; empty when none. */
  readonly subprotocol: string;
  /** Null: messages are not compressed. */
  readonly perMessageDeflate: PerMessageDeflate | null;
}

export interface RequestOptions {
  /** `host` or `host:port`, as the URL has it; the port is left out where it is the scheme's own. */
  readonly host: string;
  /** Path and query, as given: never normalised beyond what the URL parser did. */
  readonly target: string;
  readonly subprotocols: readonly string[];
  /** What to offer of compression; null for nothing. */
  readonly perMessageDeflate: PerMessageDeflateOffer | null;
  /** Further headers, in order. A `Host` here takes the place of ours. */
  readonly headers: readonly HttpHeader[];
}

/** RFC 6455, section 1.3: the value that says "WebSocket" in the accept key. */
const handshakeGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export function createRequest(options: RequestOptions): OpeningRequest {
  const key = randomBytes(16).toString('base64');
  const hasHost = options.headers.some((header) => header.name.toLowerCase() === 'host');
  const lines = [
    `GET ${options.target} HTTP/1.1`,
    ...(hasHost ? [] : [`Host: ${options.host}`]),
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    ...(options.subprotocols.length > 0 ? [`Sec-WebSocket-Protocol: ${options.subprotocols.join(', ')}`] : []),
    ...(options.perMessageDeflate === null
      ? []
      : [`Sec-WebSocket-Extensions: ${offerHeader(options.perMessageDeflate)}`]),
    ...options.headers.map((header) => `${header.name}: ${header.value}`),
  ];
  return {
    head: `${lines.join('\r\n')}\r\n\r\n`,
    expectedAccept: acceptFor(key),
    subprotocols: options.subprotocols,
    perMessageDeflate: options.perMessageDeflate,
  };
}

/** The `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`. */
export function acceptFor(key: string): string {
  return createHash('sha1').update(`${key}${handshakeGuid}`).digest('base64');
}

/**
 * Checks the server's half, header by header (RFC 6455, section 4.1, items 1 to 6).
 *
 * @throws DuplexError `handshake-failed`
 */
export function checkResponse(response: ResponseHead, request: OpeningRequest): Agreement {
  if (response.statusCode !== 101) throw statusFailure(response);
  // Item 2 wants this one value, where item 3 wants a token among others.
  const upgrades = valuesOf(response, 'upgrade').join(', ');
  if (upgrades.toLowerCase() !== 'websocket')
    throw upgrades === ''
      ? invalid('no "Upgrade"', because('upgradeMissing'))
      : invalid(`"Upgrade: ${upgrades}"`, because('upgradeOther', upgrades));
  if (!listOf(response, 'connection').includes('upgrade'))
    throw invalid('no "Connection: Upgrade"', because('connectionUpgradeMissing'));
  const accepts = valuesOf(response, 'sec-websocket-accept');
  if (accepts.length !== 1 || accepts[0] !== request.expectedAccept) {
    const sent = accepts.join(', ');
    throw accepts.length === 0
      ? invalid('Sec-WebSocket-Accept is missing', because('acceptMissing'))
      : invalid(`Sec-WebSocket-Accept is "${sent}"`, because('acceptOther', sent));
  }
  const perMessageDeflate = agreedExtension(response, request.perMessageDeflate);
  return { subprotocol: chosenSubprotocol(response, request), perMessageDeflate };
}

function agreedExtension(response: ResponseHead, offer: PerMessageDeflateOffer | null): PerMessageDeflate | null {
  const header = valuesOf(response, 'sec-websocket-extensions').join(', ');
  if (header === '') return null;
  if (offer === null)
    throw invalid(`the extension "${header}" was not offered`, because('extensionNotOffered', header));
  const answer = readAnswer(header, offer);
  if (typeof answer === 'string') throw invalid(answer);
  return answer;
}

function chosenSubprotocol(response: ResponseHead, request: OpeningRequest): string {
  const chosen = valuesOf(response, 'sec-websocket-protocol');
  if (chosen.length > 1) throw invalid('more than one subprotocol', because('subprotocolsSeveral'));
  const [name] = chosen;
  if (name === undefined) return '';
  if (!request.subprotocols.includes(name))
    throw invalid(`the subprotocol "${name}" was not offered`, because('subprotocolNotOffered', name));
  return name;
}

function statusFailure(response: ResponseHead): DuplexError {
  const status = `${response.statusCode} ${response.reason}`.trim();
  return failure('handshake-failed', `the server answered the opening handshake with ${status}`, {
    hresult: httpStatusHResult(response.statusCode),
    phase: 'upgrade',
    cause: `HTTP ${status}`,
    reason: because('answered', status),
  });
}

function invalid(what: string, reason?: Reason): DuplexError {
  return failure('handshake-failed', `the server's answer to the opening handshake is not valid: ${what}`, {
    hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
    phase: 'upgrade',
    reason,
  });
}

/** Without the spaces and tabs around it; nothing else is white space in a header (RFC 9110, section 5.6.3). */
function trimmedToken(token: string): string {
  return withoutSpace(token).toLowerCase();
}

/** The comma-separated tokens of a header, in lower case. */
function listOf(response: ResponseHead, name: string): string[] {
  return valuesOf(response, name).flatMap((value) => value.split(',').map(trimmedToken));
}
