/** An answer to the opening handshake that is none, or not a right one. */
export const upgradeExplanations = {
  'upgrade-no-answer': (where: string, time: string) => ({
    what: `The server at ${where} took the request and never answered.`,
    why: `After the opening handshake was sent there was nothing for ${time}.`,
  }),
  'upgrade-slow-answer': (where: string, time: string, firstLine: string, length: number) => ({
    what: `The answer of the server at ${where} never came to its end.`,
    why: `In ${time} came ${length} characters of its head, which begins with “${firstLine}”.`,
  }),
  'upgrade-reset': (where: string, code: string, isSecure: boolean) => ({
    what: `The server at ${where} reset the connection instead of answering.`,
    why: `The request was sent, and the connection was reset before the answer was whole (${code}); ${endsSo(isSecure)}`,
  }),
  'upgrade-closed': (where: string, isSecure: boolean) => ({
    what: `The server at ${where} closed the connection instead of answering.`,
    why: `The request was sent, and the connection ended before the answer was whole; ${endsSo(isSecure)}`,
  }),
  'upgrade-tls-server': (where: string) => ({
    what: `The server at ${where} wants to be spoken to with TLS.`,
    why: 'Its answer to the plain request is a TLS alert.',
  }),
  'upgrade-http2-server': (where: string) => ({
    what: `The server at ${where} speaks HTTP/2 only.`,
    why: 'Its answer begins with a frame of HTTP/2; the opening handshake is HTTP/1.1.',
  }),
  'upgrade-other-protocol': (where: string, protocol: string, begin: string) => ({
    what: `At ${where} there is a server for ${protocol}, not for WebSockets.`,
    why: `What it sent begins with ${begin}.`,
  }),
  'upgrade-not-http': (where: string, begin: string) => ({
    what: `The server at ${where} does not speak HTTP.`,
    why: `What it sent begins with ${begin}.`,
  }),
  'upgrade-head-too-long': (where: string, limit: number) => ({
    what: `The headers of the answer from ${where} are too long.`,
    why: `They are longer than ${limit} bytes, more than is read of any server: often cookies or tracing headers that pile up.`,
  }),
  'upgrade-malformed-header': (where: string, line: string) => ({
    what: `The answer of the server at ${where} has a broken header.`,
    why: `One of its lines reads ${line}, which is no header (RFC 9112, section 5).`,
  }),
  'upgrade-interim-answers': (where: string) => ({
    what: `The server at ${where} sends interim answers and no real one.`,
    why: 'More than ten came with a status from 100 to 199 other than 101.',
  }),
  'upgrade-spoke-first': (where: string, begin: string) => ({
    what: `The server at ${where} spoke before it was asked.`,
    why: `What it sent begins with ${begin}. A WebSocket server waits for the request; others greet first.`,
  }),
  'upgrade-no-upgrade-header': (got: string) => ({
    what: 'The answer says 101, and does not switch to WebSocket.',
    why:
      got === ''
        ? 'It has no header Upgrade: something between may have removed it.'
        : `Its header Upgrade is “${got}” instead of “websocket”.`,
  }),
  'upgrade-no-connection-header': (got: string) => ({
    what: 'The answer says 101, and its header Connection does not agree.',
    why:
      got === ''
        ? 'It has no header Connection: something between may have removed it.'
        : `It is “${got}” and should have the word “Upgrade” (RFC 6455, section 4.2.2).`,
  }),
  'upgrade-accept-missing': () => ({
    what: 'The server does not prove that it understood the opening handshake.',
    why: 'Its answer has no header Sec-WebSocket-Accept.',
  }),
  'upgrade-accept-wrong': (got: string, expected: string) => ({
    what: 'The server’s proof that it understood the opening handshake is wrong.',
    why: `Sec-WebSocket-Accept is “${got}”, and “${expected}” belongs to the key that was sent: the server computes it wrongly, or the answer is to another request.`,
  }),
  'upgrade-subprotocol-not-asked-for': (got: string) => ({
    what: `The server chose the subprotocol ${got}, and none was offered.`,
    why: 'Its answer names it in Sec-WebSocket-Protocol; a server may only choose among what is offered.',
  }),
  'upgrade-subprotocol-not-offered': (got: string, offered: string) => ({
    what: `The server chose the subprotocol ${got}, which was not offered.`,
    why: `Offered were ${offered}; names are compared with their case.`,
  }),
  'upgrade-subprotocol-twice': (got: string) => ({
    what: 'The server chose more than one subprotocol.',
    why: `Its answer names ${got}; only one is allowed.`,
  }),
  'upgrade-extension-not-offered': (got: string) => ({
    what: 'The server turned on an extension that was not offered.',
    why: `Its answer has Sec-WebSocket-Extensions: ${got}.`,
  }),
  'upgrade-extension-parameters': (got: string) => ({
    what: 'The server’s answer about compression does not fit the offer.',
    why: `Its Sec-WebSocket-Extensions is “${got}” (RFC 7692, section 7).`,
  }),
  'upgrade-invalid': (message: string) => ({
    what: 'The server’s answer to the opening handshake is not valid.',
    why: `What is wrong: ${message}.`,
  }),
  'upgrade-lost': (where: string, message: string) => ({
    what: `The connection to ${where} was lost during the opening handshake.`,
    why: `The system reports: ${message}.`,
  }),
} as const;

function endsSo(isSecure: boolean): string {
  return isSecure
    ? 'a server that does not accept the client certificate, or misses one, does so, too.'
    : 'a server that waits for TLS does so, too.';
}
