/** A close reason is at most this long in UTF-8: the 125 bytes of a control frame less the two of the code (RFC 6455, section 5.5). */
export const closeReasonLimit = 123;

/**
 * Whether an endpoint may put this close code into a frame (RFC 6455, section 7.4; 1012-1014 from IANA's registry). 1005,
 * 1006 and 1015 are never on the wire. 1004 and 1016-2999 are reserved; Windows lets the latter pass, peers refuse them.
 */
export function isSendableCloseCode(code: number): boolean {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}
