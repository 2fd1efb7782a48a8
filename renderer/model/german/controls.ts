import { formatCount } from '../format.ts';
import type { Words } from '../words.ts';

const noEstimator = 'vom TCP-Schätzer von Windows; andere Systeme haben keinen, und er wird nicht nachgeahmt';

/** The words of "Advanced controls" in German. */
export const controls: Words['controls'] = {
  title: 'Erweiterte Steuerung',
  sentence:
    'Jede Eigenschaft des Control-Objekts: was sie bewirkt, ihr Wert vor und nach dem Verbinden und ob sie sich jetzt setzen lässt.',
  socket: { label: 'Socket', message: 'MessageWebSocket', stream: 'StreamWebSocket' },
  sendsBinary: 'Wird als eine binäre Nachricht gesendet, die Bytes des Textes in UTF-8.',
  sendsStream: 'Wird in den Datenstrom geschrieben: eine binäre Nachricht mit den Bytes des Textes in UTF-8.',
  list: 'Eigenschaften von Control',
  listSentence:
    'Sobald connectAsync aufgerufen wurde, ist wie unter Windows alles außer MessageType eingefroren: Setzen schlägt mit dem angezeigten Code fehl.',
  information: 'Information',
  informationSentence: 'Was socket.information bei bestehender Verbindung angibt.',
  before: 'Vorher',
  after: 'Nachher',
  setNow: 'Setzbar',
  notConnected: 'nicht verbunden',
  reset: 'Auf Standardwerte zurücksetzen',
  isReset: 'Alle Einstellungen haben ihre Standardwerte.',
  undo: 'Zurücksetzen rückgängig machen',
  badges: {
    windows: '',
    readOnly: 'Schreibgeschützt',
    none: 'Keine Entsprechung',
    ours: 'Nicht in WinRT',
  },
  settable: {
    yes: 'ja',
    no: (name, code) => `nein: ${name} ${code}`,
    ignored: 'wird ignoriert, ohne Fehler',
    optionOfConnect: 'nein: eine Option von connectAsync',
    elsewhere: 'nicht auf dieser Seite',
  },
  faults: {
    range: (property, least, most) =>
      `${property} muss eine ganze Zahl von ${formatCount(least)} bis ${formatCount(most)} sein`,
    half: (property) => `${property} braucht einen Benutzernamen und ein Kennwort`,
  },
  properties: {
    messageType: {
      windows: 'MessageType',
      does: 'Als was gekennzeichnet wird, was Sie als Nächstes senden: als Bytes oder als UTF-8-Text.',
      note: '',
    },
    receiveMode: {
      windows: 'ReceiveMode',
      does: 'Ob Nachrichten ganz ankommen oder jedes Stück für sich.',
      note: 'Ein Stück ist ein Frame oder bei einem langen Frame 64 KiB und mehr.',
    },
    maxMessageSize: {
      windows: 'MaxMessageSize',
      does: 'Die größte Nachricht, die empfangen wird, in Bytes. Eine größere beendet die Verbindung mit Code 1009.',
      note: '',
    },
    noDelay: {
      windows: 'NoDelay',
      does: 'Sendet kleine Schreibvorgänge sofort: schaltet den Nagle-Algorithmus aus.',
      note: '',
    },
    supportedProtocols: {
      windows: 'SupportedProtocols',
      does: 'Unterprotokolle, die angeboten werden, bevorzugte zuerst, durch Kommas getrennt. Der Server wählt eines oder keines.',
      note: '',
    },
    desiredUnsolicitedPongInterval: {
      windows: 'DesiredUnsolicitedPongInterval',
      does: 'Wie oft ein unaufgefordertes Pong gesendet wird, damit Router die Verbindung aufrechterhalten.',
      note: 'In Millisekunden; unter Windows ein TimeSpan.',
    },
    actualUnsolicitedPongInterval: {
      windows: 'ActualUnsolicitedPongInterval',
      does: 'Wie oft tatsächlich eines gesendet wird: nie öfter als alle 15.000 ms.',
      note: '',
    },
    serverCredential: {
      windows: 'ServerCredential',
      does: 'Antwortet einem Server, der eine Anmeldung verlangt (401), mit Basic oder Digest.',
      note: 'NTLM und Negotiate fehlen: Es gibt keine gepflegte Bibliothek dafür.',
    },
    proxyCredential: {
      windows: 'ProxyCredential',
      does: 'Antwortet einem Proxy, der eine Anmeldung verlangt (407 oder SOCKS5), mit Basic oder Digest.',
      note: 'NTLM und Negotiate fehlen: Es gibt keine gepflegte Bibliothek dafür.',
    },
    clientCertificate: {
      windows: 'ClientCertificate',
      does: 'Antwortet einem Server, der beim Aufbau von TLS ein Zertifikat verlangt.',
      note: 'Aus einer PFX-Datei, da es keinen Zertifikatspeicher gibt.',
    },
    ignorableServerCertificateErrors: {
      windows: 'IgnorableServerCertificateErrors',
      does: 'Zertifikatprobleme, über die bei wss: hinweggesehen wird, jedes für sich. Die übrigen lassen sich nie ignorieren.',
      note: '',
    },
    outboundBufferSizeInBytes: {
      windows: 'OutboundBufferSizeInBytes',
      does: 'Unter Windows: die Größe des Sendepuffers des Betriebssystems (SO_SNDBUF).',
      note: 'Node setzt SO_SNDBUF nur bei UDP-Sockets (dgram hat setSendBufferSize, net nichts; nodejs/node 49418, 65022)',
    },
    perMessageDeflate: {
      windows: '',
      does: 'Bietet an, Nachrichten zu komprimieren (RFC 7692). Windows bietet es nie an.',
      note: '',
    },
    followRedirects: {
      windows: '',
      does: 'Wie vielen Umleitungen gefolgt wird; über jede Adresse wird neu entschieden. Windows folgt keiner.',
      note: '',
    },
    serverTrust: {
      windows: '',
      does: 'Eigene Zertifizierungsstellen, angeheftete Fingerabdrücke und Ausnahmen, neben den Stammzertifikaten, die mit Node kommen.',
      note: 'Wird auf der Seite „Sichere Verbindungen“ für die ganze App festgelegt.',
    },
  },
  facts: {
    protocol: { windows: 'Protocol', does: 'Das Unterprotokoll, das der Server gewählt hat.', note: '' },
    localAddress: { windows: 'LocalAddress', does: 'Die Adresse dieser Seite.', note: '' },
    remoteAddress: {
      windows: '',
      does: 'Die Adresse und der Port, mit denen tatsächlich verbunden wurde.',
      note: '',
    },
    perMessageDeflate: { windows: '', does: 'Was zur Komprimierung vereinbart wurde.', note: '' },
    outboundBitsPerSecond: {
      windows: 'BandwidthStatistics.OutboundBitsPerSecond',
      does: 'Gesendet, über die letzten fünf Sekunden.',
      note: '',
    },
    inboundBitsPerSecond: {
      windows: 'BandwidthStatistics.InboundBitsPerSecond',
      does: 'Empfangen, über die letzten fünf Sekunden.',
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
    noDelay: 'Ein',
    userName: 'Benutzername',
    password: 'Kennwort',
    none: 'Keines',
    sample: 'Eingebautes Beispielzertifikat',
    file: 'Eine PFX-Datei',
    offer: 'Anbieten',
    serverTrust: '„Sichere Verbindungen“ öffnen',
    deflate: {
      serverNoContextTakeover: 'Server komprimiert jede Nachricht für sich',
      clientNoContextTakeover: 'Diese Seite komprimiert jede Nachricht für sich',
      serverMaxWindowBits: 'Fenster des Servers, Bits',
      clientMaxWindowBits: 'Eigenes Fenster, Bits',
      level: 'Stufe, 0 bis 9',
      threshold: 'Ab dieser Größe, Bytes',
      inflatedSizeLimit: 'Höchstens dekomprimiert, Bytes',
    },
  },
  values: {
    unlimited: 'keine Grenze (4294967295)',
    bytes: (count) => `${count} B`,
    ms: (count) => `${count} ms`,
    bitsPerSecond: (count) => `${count} bit/s`,
    none: 'nicht vorhanden',
    empty: 'leer',
    set: 'gesetzt',
    yes: 'true',
    no: 'false',
    offered: 'angeboten',
    notAsked: 'nicht verlangt',
  },
};
