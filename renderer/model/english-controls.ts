import { formatCount } from './format.ts';

const noEstimator = "from Windows' TCP estimator; other systems have none, and it is not imitated";

/** The words of "Advanced controls". Notes on what has no equivalent are those of docs/winrt-parity.json. */
export const controls = {
  title: 'Advanced controls',
  sentence:
    'Every property of the control object: what it does, its value before and after connecting, and whether it can be set now.',
  socket: { label: 'Socket', message: 'MessageWebSocket', stream: 'StreamWebSocket' },
  sendsBinary: 'Sent as one binary message, the bytes of the text in UTF-8.',
  sendsStream: 'Written to the stream: one binary message of the text’s bytes in UTF-8.',
  list: 'Control properties',
  listSentence:
    'Once connectAsync has been called everything but MessageType is frozen, as on Windows: setting it fails with the code shown.',
  information: 'Information',
  informationSentence: 'What socket.information says once connected.',
  before: 'Before',
  after: 'After',
  setNow: 'Set now',
  notConnected: 'not connected',
  reset: 'Reset to defaults',
  isReset: 'All settings are at their defaults.',
  undo: 'Undo reset',
  badges: {
    windows: '',
    readOnly: 'Read only',
    none: 'No equivalent',
    ours: 'Not in WinRT',
  },
  settable: {
    yes: 'yes',
    no: (name: string, code: string) => `no: ${name} ${code}`,
    ignored: 'ignored, without an error',
    optionOfConnect: 'no: an option of connectAsync',
    elsewhere: 'not on this page',
  },
  faults: {
    range: (property: string, least: number, most: number) =>
      `${property} must be a whole number from ${formatCount(least)} to ${formatCount(most)}`,
    half: (property: string) => `${property} needs both a user name and a password`,
  },
  /** `windows` is the name on Windows, where it has one. */
  properties: {
    messageType: {
      windows: 'MessageType',
      does: 'How what you send next is labelled: as bytes or as UTF-8 text.',
      note: '',
    },
    receiveMode: {
      windows: 'ReceiveMode',
      does: 'Whether messages arrive whole, or every piece by itself.',
      note: 'A piece is a frame, or 64 KiB and more of a long one.',
    },
    maxMessageSize: {
      windows: 'MaxMessageSize',
      does: 'The largest message to receive, in bytes. A larger one ends the connection with code 1009.',
      note: '',
    },
    noDelay: {
      windows: 'NoDelay',
      does: 'Sends small writes at once: turns Nagle’s algorithm off.',
      note: '',
    },
    supportedProtocols: {
      windows: 'SupportedProtocols',
      does: 'Subprotocols to offer, in order of preference, separated by commas. The server chooses one or none.',
      note: '',
    },
    desiredUnsolicitedPongInterval: {
      windows: 'DesiredUnsolicitedPongInterval',
      does: 'How often to send a pong nobody asked for, so that routers keep the connection.',
      note: 'In milliseconds; a TimeSpan on Windows.',
    },
    actualUnsolicitedPongInterval: {
      windows: 'ActualUnsolicitedPongInterval',
      does: 'How often one is really sent: never more often than every 15,000 ms.',
      note: '',
    },
    serverCredential: {
      windows: 'ServerCredential',
      does: 'Answers a server that asks for a login (401), by Basic or Digest.',
      note: 'NTLM and Negotiate are missing: there is no maintained library for them.',
    },
    proxyCredential: {
      windows: 'ProxyCredential',
      does: 'Answers a proxy that asks for a login (407, or SOCKS5), by Basic or Digest.',
      note: 'NTLM and Negotiate are missing: there is no maintained library for them.',
    },
    clientCertificate: {
      windows: 'ClientCertificate',
      does: 'Answers a server that asks for a certificate while TLS is set up.',
      note: 'From a PFX file, as there is no certificate store.',
    },
    ignorableServerCertificateErrors: {
      windows: 'IgnorableServerCertificateErrors',
      does: 'Certificate problems to overlook on wss:, each by itself. The others can never be ignored.',
      note: '',
    },
    outboundBufferSizeInBytes: {
      windows: 'OutboundBufferSizeInBytes',
      does: 'On Windows: the size of the operating system’s send buffer (SO_SNDBUF).',
      note: 'Node sets SO_SNDBUF of UDP sockets only (dgram has setSendBufferSize, net nothing; nodejs/node 49418, 65022)',
    },
    perMessageDeflate: {
      windows: '',
      does: 'Offers to compress messages (RFC 7692). Windows never offers it.',
      note: '',
    },
    followRedirects: {
      windows: '',
      does: 'How many redirects to follow; each address is decided on anew. Windows follows none.',
      note: '',
    },
    serverTrust: {
      windows: '',
      does: 'Authorities of your own, pins and exceptions, besides the roots that come with Node.',
      note: 'Set for the whole app on the page “Secure connections”.',
    },
  },
  facts: {
    protocol: { windows: 'Protocol', does: 'The subprotocol the server chose.', note: '' },
    localAddress: { windows: 'LocalAddress', does: 'This side’s address.', note: '' },
    remoteAddress: { windows: '', does: 'The address and port really connected to.', note: '' },
    perMessageDeflate: { windows: '', does: 'What was agreed on for compressing.', note: '' },
    outboundBitsPerSecond: {
      windows: 'BandwidthStatistics.OutboundBitsPerSecond',
      does: 'Sent, over the last five seconds.',
      note: '',
    },
    inboundBitsPerSecond: {
      windows: 'BandwidthStatistics.InboundBitsPerSecond',
      does: 'Received, over the last five seconds.',
      note: '',
    },
    outboundBitsPerSecondInstability: {
      windows: 'BandwidthStatistics.OutboundBitsPerSecondInstability',
      does: '',
      note: noEstimator,
    },
    inboundBitsPerSecondInstability: {
      windows: 'BandwidthStatistics.InboundBitsPerSecondInstability',
      does: '',
      note: noEstimator,
    },
    outboundBandwidthPeaked: {
      windows: 'BandwidthStatistics.OutboundBandwidthPeaked',
      does: '',
      note: noEstimator,
    },
    inboundBandwidthPeaked: {
      windows: 'BandwidthStatistics.InboundBandwidthPeaked',
      does: '',
      note: noEstimator,
    },
  },
  editors: {
    binary: 'Binary',
    utf8: 'Utf8',
    fullMessage: 'FullMessage',
    partialMessage: 'PartialMessage',
    noDelay: 'On',
    userName: 'User name',
    password: 'Password',
    none: 'None',
    sample: 'Built-in sample certificate',
    file: 'A PFX file',
    offer: 'Offer it',
    serverTrust: 'Open Secure connections',
    deflate: {
      serverNoContextTakeover: 'Server compresses every message by itself',
      clientNoContextTakeover: 'This side compresses every message by itself',
      serverMaxWindowBits: 'Server’s window, bits',
      clientMaxWindowBits: 'Own window, bits',
      level: 'Level, 0 to 9',
      threshold: 'From this size on, bytes',
      inflatedSizeLimit: 'Most bytes inflated',
    },
  },
  values: {
    unlimited: 'no limit (4294967295)',
    bytes: (count: string) => `${count} B`,
    ms: (count: string) => `${count} ms`,
    bitsPerSecond: (count: string) => `${count} bit/s`,
    none: 'none',
    empty: 'empty',
    set: 'set',
    yes: 'true',
    no: 'false',
    offered: 'offered',
    notAsked: 'not asked for',
  },
};
