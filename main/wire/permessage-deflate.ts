import { parseExtensions, type ExtensionElement } from './extension-header.ts';

/** What to ask for in an offer of permessage-deflate (RFC 7692, section 7.1). Left out: the protocol's own default. */
export interface PerMessageDeflateOffer {
  /** Asks the server to compress every message by itself, so that we need not keep a window. Default: false. */
  readonly serverNoContextTakeover?: boolean;
  /** Compresses every message of ours by itself, and says so. Default: false. */
  readonly clientNoContextTakeover?: boolean;
  /** Asks for a server window of at most 2^this bytes, 8 to 15. Default: not asked for. */
  readonly serverMaxWindowBits?: number;
  /** Uses a window of at most 2^this bytes, 8 to 15; the server may demand a smaller one. Default: 15. */
  readonly clientMaxWindowBits?: number;
  /** Messages shorter than this many bytes go out as they are. Default: 0, all are compressed. */
  readonly threshold?: number;
  /** zlib's compression level, 0 to 9. Default: 6. */
  readonly level?: number;
  /**
   * The most bytes that one compressed message may become; beyond it the connection ends with 1009. Default: 256 MiB.
   * For `MessageWebSocket`, which holds a message; `StreamWebSocket` holds none.
   */
  readonly inflatedSizeLimit?: number;
}

/** What client and server have agreed on. */
export interface PerMessageDeflate {
  readonly serverNoContextTakeover: boolean;
  readonly clientNoContextTakeover: boolean;
  /** The server's window is at most 2^this bytes. */
  readonly serverMaxWindowBits: number;
  /** Ours is at most 2^this bytes. */
  readonly clientMaxWindowBits: number;
}

/** What was agreed on, with what of the offer is our own affair. */
export interface Compression {
  readonly agreed: PerMessageDeflate;
  readonly offer: PerMessageDeflateOffer;
}

export const defaultInflatedSizeLimit = 256 * 1024 * 1024;
export const smallestWindowBits = 8;
export const largestWindowBits = 15;

const name = 'permessage-deflate';

/** The value of `Sec-WebSocket-Extensions` in a request. */
export function offerHeader(offer: PerMessageDeflateOffer): string {
  const { serverMaxWindowBits, clientMaxWindowBits } = offer;
  return [
    name,
    ...(offer.serverNoContextTakeover === true ? ['server_no_context_takeover'] : []),
    ...(offer.clientNoContextTakeover === true ? ['client_no_context_takeover'] : []),
    ...(serverMaxWindowBits === undefined ? [] : [`server_max_window_bits=${serverMaxWindowBits}`]),
    // Without a value it says that a limit of the server's will be kept (section 7.1.2.2).
    clientMaxWindowBits === undefined ? 'client_max_window_bits' : `client_max_window_bits=${clientMaxWindowBits}`,
  ].join('; ');
}

/**
 * Reads the server's answer to an offer (RFC 7692, sections 5.1 and 7.1).
 *
 * @param header the value of `Sec-WebSocket-Extensions` in the response
 * @returns what is agreed, or a sentence with what is wrong
 */
export function readAnswer(header: string, offer: PerMessageDeflateOffer): PerMessageDeflate | string {
  const extensions = parseExtensions(header);
  const first = extensions?.[0];
  if (extensions === undefined || first === undefined) return `the extensions "${header}" cannot be read`;
  const foreign = extensions.find((extension) => extension.name !== name);
  if (foreign !== undefined) return `the extension "${foreign.name}" was not offered`;
  if (extensions.length > 1) return `${name} is there twice`;
  return wrongParameter(first.parameters) ?? agree(new Map(first.parameters), offer);
}

type Parameters = ExtensionElement['parameters'];

/** @returns what is wrong with the first parameter that is, if one is */
function wrongParameter(parameters: Parameters): string | undefined {
  for (const [index, [parameter, value]] of parameters.entries()) {
    if (parameters.findIndex(([other]) => other === parameter) < index) return `${parameter} is there twice`;
    if (/^(?:server|client)_no_context_takeover$/.test(parameter)) {
      if (value !== true) return `${parameter} has a value`;
      continue;
    }
    if (!/^(?:server|client)_max_window_bits$/.test(parameter)) return `${name} has no parameter ${parameter}`;
    // Section 7.1.2: decimal, without leading zeroes.
    if (!/^(?:[89]|1[0-5])$/.test(String(value))) return `${parameter} is "${String(value)}", not 8 to 15`;
  }
  return undefined;
}

/** An offer is accepted by repeating what it asks of the server (sections 7.1.1.1 and 7.1.2.1); no window is 15 bits. */
function agree(
  parameters: ReadonlyMap<string, string | true>,
  offer: PerMessageDeflateOffer,
): PerMessageDeflate | string {
  const serverNoContextTakeover = parameters.has('server_no_context_takeover');
  if (offer.serverNoContextTakeover === true && !serverNoContextTakeover) {
    return 'server_no_context_takeover was asked for and is missing';
  }
  const serverMaxWindowBits = Number(parameters.get('server_max_window_bits') ?? largestWindowBits);
  if (serverMaxWindowBits > (offer.serverMaxWindowBits ?? largestWindowBits)) {
    return `server_max_window_bits is ${serverMaxWindowBits}, where ${offer.serverMaxWindowBits} was asked for`;
  }
  const ours = offer.clientMaxWindowBits ?? largestWindowBits;
  return {
    serverNoContextTakeover,
    clientNoContextTakeover: offer.clientNoContextTakeover === true || parameters.has('client_no_context_takeover'),
    serverMaxWindowBits,
    clientMaxWindowBits: Math.min(ours, Number(parameters.get('client_max_window_bits') ?? ours)),
  };
}
