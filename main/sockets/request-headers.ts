import { isReservedHeader } from '../../contract/reserved-headers.ts';
import { because } from '../../contract/reason.ts';
import type { HttpHeader } from '../wire/response-head.ts';
import { invalidArgument } from './misuse.ts';

/**
 * Checks a header for `setRequestHeader`.
 *
 * @throws DuplexError `invalid-input` (E_INVALIDARG), field `headerName` or `headerValue`
 */
export function checkRequestHeader(name: string, value: string): HttpHeader {
  if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(name)) {
    throw invalidArgument(
      'headerName',
      `"${name}" is not a header name: letters, digits and !#$%&'*+-.^_\`|~ only`,
      because('headerName', name),
    );
  }
  if (name.toLowerCase() === 'sec-websocket-protocol') {
    throw invalidArgument(
      'headerName',
      `${name} cannot be set: add to control.supportedProtocols instead`,
      because('headerProtocols'),
    );
  }
  if (isReservedHeader(name))
    throw invalidArgument('headerName', `${name} belongs to the handshake`, because('headerReserved', name));
  // RFC 9110, section 5.5: visible characters, spaces and tabs; bytes past ASCII go out as Latin-1.
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw invalidArgument(
      'headerValue',
      `the value of ${name} holds a character that cannot stand in a header`,
      because('headerValue', name),
    );
  }
  return { name, value };
}
