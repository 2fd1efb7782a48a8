import type { HResultName } from './hresult.ts';

/** Where in the life of a connection something failed. */
export type Phase = 'dns' | 'policy' | 'tcp' | 'proxy' | 'tls' | 'upgrade' | 'open' | 'close';

/** What there is to know about one error code; `docs/errors.md` is made from it. */
export interface ErrorEntry {
  readonly meaning: string;
  /** What a caller can do about it. */
  readonly advice: string;
  /** The HRESULTs it can carry; one without has E_UNEXPECTED as its `number`. */
  readonly hresults: readonly HResultName[];
  /** Whether it can carry what `httpStatusHResult` computes, too. */
  readonly httpStatus?: true;
  /** The phases it can have; it may have none. */
  readonly phases: readonly Phase[];
}

/** Every expected failure, by the code a caller can act on. `failure` takes only what stands here. */
export const errorTable = {
  'invalid-input': {
    meaning: 'An argument or a field of a command is wrong; `field` names it.',
    advice: 'Correct it; the message has the value.',
    hresults: ['E_INVALIDARG', 'E_BOUNDS', 'ERROR_NO_UNICODE_TRANSLATION'],
    phases: [],
  },
  'unknown-command': {
    meaning: 'The command channel was given a name it does not know.',
    advice: 'Use a name from `contract/commands.ts`.',
    hresults: [],
    phases: [],
  },
  'forbidden-sender': {
    meaning: 'A command came from a frame that may not send any.',
    advice: "Send commands from the main frame of the app's page.",
    hresults: [],
    phases: [],
  },
  'log-failed': {
    meaning: 'The message log cannot be written or read: the disk is full, or its folder is not ours.',
    advice: 'Make room on the disk, or delete logs that are not needed.',
    hresults: [],
    phases: [],
  },
  'not-found': {
    meaning: 'A session, row or file handle that does not exist (any more).',
    advice: 'Forget it; open or choose a new one.',
    hresults: [],
    phases: [],
  },
  'illegal-call': {
    meaning: 'A call at a time when it is not allowed.',
    advice: 'Call it before or after what the message names.',
    hresults: ['E_ILLEGAL_METHOD_CALL', 'ERROR_INVALID_OPERATION'],
    phases: [],
  },
  conflict: {
    meaning: 'The document has been changed since it was read: by another program, or another part of the app.',
    advice: 'Read it again, and change what is there now.',
    hresults: [],
    phases: [],
  },
  'confirmation-needed': {
    meaning: 'What is asked for breaks the protocol, and the server is not on this computer.',
    advice: 'Ask the user, and say yes in the command.',
    hresults: [],
    phases: [],
  },
  'storage-failed': {
    meaning: "The folder of the user's documents cannot be read or written.",
    advice: 'Make room on the disk, or choose another folder.',
    hresults: [],
    phases: [],
  },
  closed: {
    meaning: 'The object has been closed.',
    advice: 'Make a new one.',
    hresults: ['RO_E_CLOSED'],
    phases: ['close'],
  },
  canceled: {
    meaning: 'The caller cancelled.',
    advice: 'Nothing: it was asked for.',
    hresults: ['ERROR_CANCELLED', 'ERROR_OPERATION_ABORTED'],
    phases: ['close'],
  },
  timeout: {
    meaning: 'A wait ran past its limit.',
    advice: 'Check the address, and whether it can be reached from here.',
    hresults: ['WININET_E_TIMEOUT'],
    phases: ['dns', 'tcp', 'proxy', 'tls', 'upgrade', 'open'],
  },
  'capability-denied': {
    meaning: 'Network isolation: the address is outside what the app may reach; `denial` says why.',
    advice: 'Declare what `denial.needs` names, or use another address.',
    hresults: ['WININET_E_CANNOT_CONNECT'],
    phases: ['policy'],
  },
  'name-not-resolved': {
    meaning: 'The host name has no address.',
    advice: 'Check the spelling of the host name, and the network.',
    hresults: ['WININET_E_NAME_NOT_RESOLVED'],
    phases: ['dns'],
  },
  'cannot-connect': {
    meaning: 'No TCP connection.',
    advice: 'Check the address and the port, and that the server is running.',
    hresults: ['WININET_E_CANNOT_CONNECT', 'WININET_E_CONNECTION_RESET', 'WININET_E_DISCONNECTED'],
    phases: ['tcp'],
  },
  'proxy-failed': {
    meaning: 'No way to a proxy, or it does not speak as a proxy should; or it could not be found out which to use.',
    advice: 'Check the proxy settings, and that the proxy is running.',
    hresults: ['WININET_E_PROXY_SERVER_UNREACHABLE', 'WININET_E_INVALID_SERVER_RESPONSE'],
    phases: ['proxy'],
  },
  'proxy-refused': {
    meaning: 'The proxy was asked for the server and refused; `cause` has its answer.',
    advice: 'Set `proxyCredential` where it wants a login; else ask who runs the proxy.',
    hresults: ['WININET_E_CANNOT_CONNECT'],
    httpStatus: true,
    phases: ['proxy'],
  },
  'tls-failed': {
    meaning: 'No TLS session.',
    advice: 'Check that the server speaks TLS at this port, and whether it wants a client certificate.',
    hresults: [
      'WININET_E_SECURITY_CHANNEL_ERROR',
      'WININET_E_CLIENT_AUTH_CERT_NEEDED',
      'WININET_E_CANNOT_CONNECT',
      'WININET_E_CONNECTION_RESET',
      'WININET_E_DISCONNECTED',
      'WININET_E_TIMEOUT',
    ],
    phases: ['tls'],
  },
  'certificate-refused': {
    meaning: 'The server certificate was refused; `certificateErrors` lists what is wrong with it.',
    advice: 'Use a server with a trusted certificate, or let `ignorableServerCertificateErrors` name what to ignore.',
    hresults: [
      'WININET_E_SEC_CERT_REVOKED',
      'WININET_E_INVALID_CA',
      'WININET_E_SEC_CERT_DATE_INVALID',
      'WININET_E_SEC_CERT_CN_INVALID',
      'WININET_E_SEC_CERT_ERRORS',
      'INET_E_SECURITY_PROBLEM',
    ],
    phases: ['tls'],
  },
  'handshake-failed': {
    meaning: 'The opening handshake was not answered with a valid 101.',
    advice: 'Check the path and the subprotocols; `cause` has the HTTP status.',
    hresults: ['WININET_E_INVALID_SERVER_RESPONSE'],
    httpStatus: true,
    phases: ['upgrade'],
  },
  'redirect-failed': {
    meaning: 'A redirect was to be followed, and cannot be.',
    advice: 'Connect to the address itself; the message has it.',
    hresults: ['WININET_E_REDIRECT_FAILED', 'WININET_E_HTTPS_TO_HTTP_ON_REDIR'],
    phases: ['upgrade'],
  },
  'protocol-error': {
    meaning: 'The peer broke RFC 6455.',
    advice: "Connect again; if it stays, the server's author has to mend it.",
    hresults: ['WININET_E_INVALID_SERVER_RESPONSE'],
    phases: ['open'],
  },
  'message-too-big': {
    meaning: 'A message is larger than `maxMessageSize`, or inflates to more than `inflatedSizeLimit`.',
    advice: 'Set a larger limit, or read it with a `StreamWebSocket`.',
    hresults: ['WININET_E_INVALID_SERVER_RESPONSE'],
    phases: ['open'],
  },
  'connection-lost': {
    meaning: 'The connection ended without a closing handshake.',
    advice: 'Connect again.',
    hresults: ['WININET_E_CONNECTION_ABORTED', 'WININET_E_CONNECTION_RESET'],
    phases: ['upgrade', 'open'],
  },
  'client-certificate': {
    meaning: 'A client certificate file cannot be read, or its password is wrong.',
    advice: 'Check the file and its password; `field` says which.',
    hresults: ['E_INVALIDARG'],
    phases: [],
  },
  'transfer-failed': {
    meaning:
      'What was to be sent could not be read, or what came could not be written; `transferredBytes` says how far.',
    advice: 'Look at `cause`, the code of the file system.',
    hresults: ['ERROR_READ_FAULT', 'ERROR_WRITE_FAULT', 'ERROR_DISK_FULL', 'E_ACCESSDENIED'],
    phases: [],
  },
  'download-failed': {
    meaning: 'A server did not give what was asked of it with GET; `cause` has the HTTP status, where it is that.',
    advice: 'Try again later; if it stays, look at the address in the message.',
    hresults: ['WININET_E_INVALID_SERVER_RESPONSE'],
    httpStatus: true,
    phases: [],
  },
  'update-refused': {
    meaning: 'What is offered as an update is not what it should be; `cause` says which check it did not pass.',
    advice: 'Do not install it; tell who publishes the app.',
    hresults: [],
    phases: [],
  },
  'bad-file': {
    meaning: "A file of the app's own is unreadable or not as it should be.",
    advice: 'Put the file right, or install the app again.',
    hresults: [],
    phases: ['tls'],
  },
  internal: {
    meaning: 'A defect of ours: reported, logged, and the app goes on.',
    advice: 'Report it with its message.',
    hresults: [],
    phases: [],
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
