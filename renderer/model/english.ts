import type { HeldReason } from '../../contract/rows.ts';
import { formatDuration, formatSize } from './format.ts';
import type { FrameHead } from './frame-text.ts';
import { about } from './english-about.ts';
import { certificates } from './english-certificates.ts';
import { charts } from './english-charts.ts';
import { connectionEditor } from './english-connection-editor.ts';
import { messageComposer } from './english-composer.ts';
import { controls } from './english-controls.ts';
import { detail } from './english-detail.ts';
import { errors } from './english-errors.ts';
import { reasons } from './english-reasons.ts';
import { attempts } from './english-explanations.ts';
import { copyConnection, importing } from './english-import.ts';
import { help } from './english-help.ts';
import { keys } from './english-keys.ts';
import { leftOutLines } from './english-left-out.ts';
import { links } from './english-links.ts';
import { logSettings, recording } from './english-log-settings.ts';
import { logTransfer } from './english-log-transfer.ts';
import { logs } from './english-logs.ts';
import { isolation } from './english-network.ts';
import { connectionEvents, transcript } from './english-transcript.ts';
import { palette } from './english-palette.ts';
import { logSettingsLink, settings } from './english-settings.ts';
import { search } from './english-search.ts';
import { troubleshoot } from './english-troubleshoot.ts';
import { workbench } from './english-workbench.ts';

/** The page's words in English. Sentence case; verbs on buttons; the field's own terms. */
export const english = {
  appName: 'Duplex',
  windowTitle: (page: string) => `${page} – Duplex`,
  /** What a part is called; of what, only where there are several that have one. */
  partOf: (part: string, whole: string | undefined) => (whole === undefined ? part : `${part}, ${whole}`),
  logTransfer,
  importing,
  leftOutLines,
  copyConnection,
  messageComposer,
  navigation: {
    label: 'Main navigation',
    scenarios: 'Scenarios',
    explore: 'Explore',
    work: 'Work',
    app: 'App',
    open: 'Open navigation',
  },
  scenarios: {
    utf8TextMessages: {
      title: 'UTF-8 text messages',
      sentence: 'Send and receive whole text messages with MessageWebSocket.',
    },
    binaryDataStream: {
      title: 'Binary data stream',
      sentence:
        'Send and receive a stream of bytes with StreamWebSocket: ten bytes every second, or files of any size.',
    },
    clientAuthentication: {
      title: 'Client authentication',
      sentence: 'Connect with StreamWebSocket to a server that asks for a client certificate.',
    },
    partialMessages: {
      title: 'Partial and complete messages',
      sentence: 'Send a message in parts, and see the parts of what comes back, with MessageWebSocket.',
    },
  },
  tabs: { label: 'View', run: 'Run', code: 'Code' },
  fields: {
    address: 'Server address',
    text: 'Message',
    headers: 'Request headers',
    certificate: 'Client certificate',
    password: 'Password of the certificate file',
    control: 'Control settings',
  },
  connection: {
    label: 'Connection',
    connect: 'Connect',
    disconnect: 'Disconnect',
    start: 'Start',
    stop: 'Stop',
    cancel: 'Cancel',
    addressPlaceholder: 'ws://localhost:8180/echo',
    serverIsOff: 'The built-in server’s address; the server is off.',
    followsServer: 'The built-in server’s address.',
    edited: 'Your own address.',
    takeServerAddress: 'Use the built-in server',
    noServerAddress: 'The built-in server is off. Start it at the foot of the navigation, or type an address.',
    chooseAddress: 'Choose an address of the built-in server',
    states: {
      none: 'Not connected',
      connecting: 'Connecting',
      open: 'Connected',
      closing: 'Closing',
      closed: 'Closed',
      failed: 'Failed',
    },
    connectingFor: (seconds: number) => `Connecting for ${seconds} s`,
  },
  /** What was taken out of a list. */
  removals: {
    removed: (what: string) => `Removed: ${what}`,
    undo: 'Undo',
    dismiss: 'Dismiss',
  },
  headers: {
    button: 'Headers',
    buttonWith: (count: number) => (count === 1 ? '1 header' : `${count} headers`),
    title: 'Request headers',
    header: 'header',
    explanation: 'Sent with the opening handshake.',
    name: 'Name',
    value: 'Value',
    nameOf: (line: number) => `Name of header ${line}`,
    valueOf: (line: number) => `Value of header ${line}`,
    add: 'Add header',
    remove: (line: number) => `Remove header ${line}`,
  },
  certificateCheck: {
    label: 'Perform custom server certificate validation',
    explanation: (issuer: string) =>
      `For wss: an untrusted certificate or one for another name passes, if “${issuer}” issued it.`,
  },
  composer: {
    send: 'Send',
    endOfMessage: 'End of message',
    sendsWhole: 'Sent as one UTF-8 text message.',
    sendsPart: 'Sent as a part; the message goes on with what you send next.',
    sendsEnd: 'Sent as the end of the message.',
  },
  stream: {
    label: 'Bytes so far',
    sent: 'Bytes sent:',
    received: 'Bytes received:',
    explanation:
      'While connected, the bytes 00 to 09 go out every second. Everything that comes back is read, counted and in the transcript.',
  },
  traffic: {
    title: 'Bytes per second',
    chart: (from: string) => `Bytes per second, from ${from} until now.`,
    chartNow: (sent: string, received: string) => `Sent ${sent}, received ${received} in the last second.`,
    empty: (verb: string) => `Press ${verb} to see here how many bytes go out and come in every second.`,
    asTable: 'Show as table',
    sent: (rate = '') => `Sent ${rate}`.trimEnd(),
    received: (rate = '') => `Received ${rate}`.trimEnd(),
    columns: { time: 'Time', sent: 'Sent', received: 'Received' },
    now: 'now',
    seconds: (seconds: number) => `${seconds} s ago`,
    minutes: (minutes: string) => `${minutes} min ago`,
  },
  files: {
    label: 'Files',
    send: 'Send a file…',
    cancel: 'Cancel',
    none: 'No file',
    sendHint: 'Goes out as one binary message. The ten bytes wait meanwhile.',
    sendHintOffline: 'Goes out as one binary message, once you are connected.',
    receive: 'Receive into a file…',
    stop: 'Stop',
    forget: 'Forget',
    receiveHint: 'Keeps everything that comes from now on.',
    receiveHintOffline: 'Keeps everything that comes, from the first byte on.',
    firstFile: 'Takes what the next connection brings.',
    cancelLabel: 'Cancel sending',
    stopLabel: 'Stop receiving and keep the file',
    forgetLabel: 'Forget the chosen file',
    sendingProgress: 'Sending',
    receivingProgress: 'Receiving',
    percent: (percent: number) => `${percent} %`,
    of: (size: string, total: string) => `${size} of ${total}`,
    timeLeft: (time: string) => `about ${time} left`,
    paused: 'paused',
    done: {
      sending: (size: string, time: string, rate: string) => `Sent ${size} in ${time}${rate === '' ? '' : `, ${rate}`}`,
      receiving: (size: string, time: string, rate: string) =>
        `Received ${size} in ${time}${rate === '' ? '' : `, ${rate}`}`,
    },
    canceled: (soFar: string) => `Canceled after ${soFar}. The connection was closed.`,
    failed: (soFar: string, why: string) => `Failed after ${soFar}: ${why}.`,
    keptAs: (name: string) => `What came is in ${name}, beside the file you chose.`,
    pause: 'Pause reading',
    pauseExplanation: 'The TCP window closes and the server has to wait. Pings are still answered.',
  },
  clientCertificate: {
    label: 'Client certificate',
    sample: 'Built-in sample certificate',
    file: 'A PFX file',
    choose: 'Choose a PFX file…',
    chooseOther: 'Choose another…',
    noFile: 'No file chosen',
    explanation:
      'An untrusted server certificate, or one for another name, is accepted here (Untrusted and InvalidName are ignored), as in the Windows sample.',
  },
  status: {
    label: 'Status',
    error: 'Error',
    done: {
      connected: 'Connected',
      sendComplete: 'Send complete',
      closing: 'Closing',
      closed: 'Closed',
      stopping: 'Stopping',
      stopped: 'Stopped',
      canceled: 'Connecting was canceled',
      fileSent: 'File sent',
      fileReceived: 'File received',
      sendingCanceled: 'Sending was canceled, and the connection closed',
    },
    closedByServer: (code: number, reason: string) =>
      reason === '' ? `Closed by the server with code ${code}` : `Closed by the server with code ${code}: ${reason}`,
    dismiss: 'Dismiss',
  },
  remedies: {
    startServer: 'Start the built-in server',
    serverAddress: 'Use the built-in server',
    lookAtCertificate: 'Look at the certificate',
    networkIsolation: 'Show why',
  },
  transcript,
  detail,
  events: {
    connecting: (url: string) => `Connecting to ${url}`,
    connected: (ms: number, protocol: string) =>
      `Connected in ${formatDuration(ms)}${protocol === '' ? '' : `, subprotocol ${protocol}`}`,
    closing: (code: number, reason: string) => `Closing with code ${code}${reason === '' ? '' : `: ${reason}`}`,
    closed: (code: number, reason: string, by: 'local' | 'remote') =>
      `Closed ${by === 'remote' ? 'by the server' : 'by this side'} with code ${code}${reason === '' ? '' : `: ${reason}`}`,
    validationPassed: 'Custom validation of the server certificate passed',
    validationFailed: 'Custom validation of the server certificate failed',
    validationNeedsTls: 'Note: certificates are checked for wss: addresses only',
    certificateLoaded: (kind: string) =>
      kind === 'sample' ? 'Loaded the built-in client certificate' : 'Loaded the client certificate from the file',
    readingStarted: 'Reading in the background started',
    readingStopped: 'Reading in the background stopped',
    sendingStarted: (sizeBytes: number, intervalMs: number) =>
      `Sending ${formatSize(sizeBytes)} every ${formatDuration(intervalMs)} in the background`,
    sendingStopped: 'Sending in the background stopped',
    fileSendingStarted: (name: string, sizeBytes: number) => `Sending ${name}, ${formatSize(sizeBytes)}`,
    fileReceivingStarted: (name: string, before?: string) =>
      before === undefined
        ? `Receiving into ${name}`
        : `Receiving into ${name}, a file of its own, as ${before} has the bytes of an earlier connection`,
    fileEnded: (name: string, how: string) => `${name}: ${how}`,
    readingPaused: 'Reading paused: the server has to wait',
    readingResumed: 'Reading goes on',
    readingHeld: 'Reading has stopped: the log has reached its limit',
    readingContinued: (reason: HeldReason, heldMs: number) =>
      reason === 'limit'
        ? `Reading goes on; the log kept it waiting for ${formatDuration(heldMs)}`
        : `Reading goes on; the disk kept it waiting for ${formatDuration(heldMs)}`,
    payloadsReleased: (sizeBytes: number) =>
      `The oldest ${formatSize(sizeBytes)} were let go to stay inside the log’s limit`,
    ...connectionEvents,
    frame: ({ fin, rsv1, rsv2, rsv3, opcode, isMasked }: FrameHead) =>
      `FIN ${fin}, RSV ${rsv1}${rsv2}${rsv3}, opcode ${opcode}, ${isMasked ? 'masked' : 'not masked'}`,
    gaps: {
      limit: 'The log’s limit is reached: messages are not recorded.',
      disk: 'The disk took nothing more: messages were not recorded.',
      crash: 'The app ended without closing this log: what came last may be missing.',
      damage: 'A part of this log is missing: its files are damaged.',
      missing: (rows: number, sizeBytes: number) => `Missing: ${rows} rows, ${formatSize(sizeBytes)}.`,
    },
  },
  faults: {
    textEmpty: 'enter the text to send',
    addressEmpty: 'enter the address of a WebSocket server',
    noFile: 'choose a PFX file',
    noScheme: 'it must begin with ws:// or wss://',
    wrongScheme: (scheme: string) => `it must begin with ws:// or wss://, not ${scheme}://`,
    port: (port: string) => `the port must be between 1 and 65535, not ${port}`,
    fragment: 'a WebSocket address has no fragment, the part from # on',
    credentials: 'user name and password do not belong into a WebSocket address',
    invalid: 'this is not a valid address',
    headerNameMissing: (line: number) => `header ${line} has a value and no name`,
    headerName: (line: number) => `the name of header ${line} has a character that is not allowed there`,
    headerValue: (line: number) => `the value of header ${line} has a character that is not allowed there`,
  },
  server: {
    label: 'Built-in server',
    states: { starting: 'Server starting', stopped: 'Server off', failed: 'Server failed', running: 'Server on' },
    start: 'Start the server',
    stop: 'Stop the server',
    explanation: 'A sample server inside this app. It can be reached from this computer only.',
    copyAddress: (name: string) => `Copy the address: ${name}`,
    endpoints: {
      echo: 'Echo',
      secureEcho: 'Echo over TLS',
      partialMessages: 'Partial messages',
      clientAuthentication: 'Client authentication',
      stream: 'One large message',
      sink: 'Sink that counts',
      flood: 'Flood of messages',
    },
  },
  theme: {
    label: 'Theme',
    system: 'Same as system',
    light: 'Light',
    dark: 'Dark',
    highContrast: 'High contrast',
  },
  copied: 'Copied',
  code: {
    label: 'Code of this page',
    explanation: 'The same with the library in main/sockets. This file is compiled and tested with the app.',
    copy: 'Copy',
  },
  help,
  keys,
  settings,
  logSettingsLink,
  palette,
  links,
  problems: {
    label: 'Problems',
    field: (field: string) => `Field: ${field}`,
    dismiss: 'Dismiss',
  },
  crash: {
    title: 'This page has stopped',
    explanation: 'A defect in Duplex. Connections go on in the background; loading the page again brings them back.',
    reload: 'Load the page again',
  },
  about,
  certificates,
  charts,
  errors,
  reasons,
  troubleshoot,
  workbench,
  attempts,
  logs,
  logSettings,
  recording,
  isolation,
  connectionEditor,
  controls,
  search,
  phases: {
    dns: 'while resolving the name',
    policy: 'before connecting',
    tcp: 'while connecting',
    proxy: 'at the proxy',
    tls: 'while setting up TLS',
    upgrade: 'during the opening handshake',
    open: 'while connected',
    close: 'during the closing handshake',
  },
};
