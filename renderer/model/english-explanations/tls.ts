/** No TLS session; or the server ended it for a client certificate. */
export const tlsExplanations = {
  'tls-other-protocol': (where: string, protocol: string, begin: string) => ({
    what: `At ${where} there is a server for ${protocol}, not one with TLS.`,
    why: `What it sent begins with ${begin}.`,
  }),
  'tls-plain-server': (where: string, begin: string) => ({
    what: `The server at ${where} does not speak TLS.`,
    why:
      begin === ''
        ? 'What it answered is no TLS: at this port it speaks plain HTTP or something else.'
        : `What it answered is no TLS: it begins with “${begin}”.`,
  }),
  'tls-no-answer': (where: string, time: string) => ({
    what: `The server at ${where} took the connection and never answered.`,
    why: `It was greeted with TLS and was silent for ${time}: it waits for another protocol, or hangs.`,
  }),
  'tls-client-certificate-wanted': (where: string) => ({
    what: `The server at ${where} wants a client certificate.`,
    why: 'It ended the TLS handshake because none was sent (alert certificate_required).',
  }),
  'tls-client-certificate-expired': (alert: string) => ({
    what: 'The server says that the client certificate has expired.',
    why: `It ended the TLS handshake with the alert ${alert}.`,
  }),
  'tls-client-certificate-unknown-authority': (alert: string) => ({
    what: 'The server does not trust the authority of the client certificate.',
    why: `It ended the TLS handshake with the alert ${alert}: it expects a certificate of another authority.`,
  }),
  'tls-client-certificate-refused': (alert: string) => ({
    what: 'The server does not accept the client certificate.',
    why: `It ended the TLS handshake with the alert ${alert}.`,
  }),
  'tls-version': (where: string, evidence: string) => ({
    what: `The server at ${where} and this app have no version of TLS in common.`,
    why: `This app speaks TLS 1.2 and 1.3; the handshake ended with ${evidence}.`,
  }),
  'tls-name-unknown': (name: string) => ({
    what: `The server has nothing under the name ${name}.`,
    why: 'It ended the TLS handshake with the alert unrecognized_name.',
  }),
  'tls-no-http': (where: string) => ({
    what: `The server at ${where} does not speak HTTP/1.1 over TLS.`,
    why: 'It ended the TLS handshake with the alert no_application_protocol; a WebSocket is offered over HTTP/1.1 alone.',
  }),
  'tls-nothing-in-common': (where: string, alert: string) => ({
    what: `The server at ${where} does not agree to the TLS that this app offers.`,
    why: `It ended the handshake with the alert ${alert}: they have no cipher in common, it does not know the name, or it wants a client certificate.`,
  }),
  'tls-weak': (where: string, code: string) => ({
    what: `The keys of the server at ${where} are too weak.`,
    why: `This app’s TLS does not accept them (${code}).`,
  }),
  'tls-alert': (where: string, alert: string) => ({
    what: `The server at ${where} broke the TLS handshake off.`,
    why: `It sent the alert ${alert}.`,
  }),
  'tls-reset': (where: string, code: string) => ({
    what: `The connection to ${where} was reset during the TLS handshake.`,
    why: `It was reset after the greeting (${code}): the server does not speak TLS here, or something on the way cuts such connections.`,
  }),
  'tls-closed': (where: string) => ({
    what: `The server at ${where} closed the connection during the TLS handshake.`,
    why: 'It ended without a word, as servers do that speak no TLS at this port or serve another name.',
  }),
  'tls-failed': (where: string, message: string) => ({
    what: `There is no secure connection to ${where}.`,
    why: `TLS reports: ${message}.`,
  }),
} as const;
