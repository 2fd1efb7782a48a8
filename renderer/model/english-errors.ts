/** What happened, and what to do about it, for every error code and the special cases of `explain-error.ts`. */
export const errors = {
  'invalid-input': {
    what: 'Something that was entered is not valid.',
    advice: 'Correct it and try again.',
  },
  'unknown-command': {
    what: 'The page asked for something this version cannot do.',
    advice: 'Start Duplex again.',
  },
  'forbidden-sender': {
    what: 'A command was refused because it did not come from the app’s own page.',
    advice: 'Start Duplex again.',
  },
  'log-failed': {
    what: 'The message log cannot be written or read.',
    advice: 'Make room on the disk, or delete logs you do not need.',
  },
  'not-found': {
    what: 'What was asked for does not exist any more.',
    advice: 'Connect again.',
  },
  'illegal-call': {
    what: 'This is not possible right now.',
    advice: 'Wait until the connection is open, and try again.',
  },
  conflict: {
    what: 'The document has been changed outside of this window.',
    advice: 'Look at what is there now, and make your change again.',
  },
  'confirmation-needed': {
    what: 'This frame breaks the protocol, and the server is not on this computer.',
    advice: 'Send it only to a server you may test.',
  },
  'storage-failed': {
    what: 'The folder of your documents cannot be read or written.',
    advice: 'Make room on the disk, or choose another folder.',
  },
  closed: {
    what: 'The connection has been closed.',
    advice: 'Connect again.',
  },
  canceled: {
    what: 'Connecting was canceled.',
    advice: 'Connect again when you like.',
  },
  timeout: {
    what: 'The server did not answer in time.',
    advice: 'Check the address, and whether the server can be reached from here.',
  },
  'capability-denied': {
    what: 'Network isolation does not let this app reach the address.',
    whatWith: (address: string) => `Network isolation does not let this app reach ${address}.`,
    advice: 'Use an address the app has declared.',
    adviceWith: (needs: string) => `The app’s network-capabilities.json would have to declare: ${needs}.`,
    adviceForPolicy: 'The network policy can be changed on the page “Network isolation”.',
  },
  'name-not-resolved': {
    what: 'The host name has no address.',
    advice: 'Check the spelling of the host name, and your network.',
  },
  'cannot-connect': {
    what: 'Cannot connect to the server.',
    advice: 'Check the address and the port, and that the server is running.',
  },
  'proxy-failed': {
    what: 'The proxy cannot be used.',
    advice: 'Check the proxy settings, and that the proxy is running.',
  },
  'proxy-refused': {
    what: 'The proxy does not let the connection through.',
    advice: 'It may want a user name and password, or not allow this server.',
  },
  'tls-failed': {
    what: 'No secure connection to the server.',
    advice: 'Check that the server speaks TLS at this port; ws: is without TLS.',
  },
  'certificate-refused': {
    what: 'The server’s certificate was refused.',
    advice: 'Use a server with a trusted certificate. For the built-in server, turn on custom validation.',
  },
  'redirect-failed': {
    what: 'The server sent the connection to another address that cannot be followed.',
    advice: 'Connect to that address itself.',
  },
  'handshake-failed': {
    what: 'The server did not agree to a WebSocket connection.',
    advice: 'Check the path of the address.',
  },
  'protocol-error': {
    what: 'The server broke the WebSocket protocol, and the connection was ended.',
    advice: 'The fault is the server’s; connect again to see whether it stays.',
  },
  'message-too-big': {
    what: 'A message was larger than allowed.',
    advice: 'Send it in parts, or read it as a stream.',
  },
  'connection-lost': {
    what: 'The connection was lost.',
    advice: 'Connect again.',
  },
  'client-certificate': {
    what: 'The client certificate cannot be used.',
    advice: 'Check the file and its password.',
  },
  'transfer-failed': {
    what: 'The file could not be read or written.',
    advice: 'Check that it is still there, that it may be used, and that there is space left.',
  },
  'download-failed': {
    what: 'The server did not give what it was asked for.',
    advice: 'Try again later.',
  },
  'update-refused': {
    what: 'What was offered as an update was refused.',
    advice: 'Nothing of it is kept. Try again later; if it stays, tell who publishes Duplex.',
  },
  'bad-file': {
    what: 'A file of the app is not as it should be.',
    advice: 'Install Duplex again, or put the file right and start again.',
  },
  internal: {
    what: 'Something went wrong inside Duplex.',
    advice: 'Try again; if it stays, report it with this text.',
  },
  chosenFile: {
    what: 'The file cannot be used.',
    advice: 'Choose another file.',
    adviceNoSpace: 'Make room on the disk, or choose a file on another one.',
  },
  unknown: { what: 'Failed.' },
  clientCertificateWanted: {
    what: 'The server wants a client certificate.',
    advice: 'Connect from the page “Client authentication”, which sends one.',
  },
  validationRejected: {
    what: 'The custom validation rejected the server’s certificate.',
    advice:
      'Turn the check box off, or change the custom validation on the page “Secure connections”, or use a server that passes it.',
  },
  pinMismatch: {
    what: 'The server has none of the fingerprints that you pinned for it.',
    advice: 'Somebody may be between you and the server. If it has a new certificate, remove the pin.',
  },
  badPolicyFile: {
    what: 'Your network policy could not be used, so nothing may be reached but the app’s own server.',
    advice: 'Choose a policy on the page “Network isolation” and apply it; the file is kept.',
  },
  badProxyFile: {
    what: 'Your proxy setting could not be used, so nothing but this computer may be reached.',
    advice: 'Choose a proxy, or none, on the page “Network isolation” and apply it; the file is kept.',
  },
  serverIsOff: { advice: 'The built-in server is off.' },
} as const;
