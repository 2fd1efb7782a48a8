import { DuplexError, failure, toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { ControlSettings, ControlValues, InformationValues } from '../../contract/socket-control.ts';
import {
  ChainValidationResult,
  MessageWebSocketControl,
  MessageWebSocketReceiveMode,
  PasswordCredential,
  SocketMessageType,
  StreamWebSocketControl,
  type WebSocketInformation,
} from '../sockets/index.ts';

type Control = MessageWebSocketControl | StreamWebSocketControl;

/** Sets what is asked for. @throws DuplexError with the field, `control.maxMessageSize` for example */
export function applyControlSettings(control: Control, settings: ControlSettings): void {
  const { maxMessageSize, noDelay, serverCredential, proxyCredential, perMessageDeflate } = settings;
  const { desiredUnsolicitedPongInterval } = settings;
  if (maxMessageSize !== undefined) {
    if (!(control instanceof MessageWebSocketControl)) throw notThere('maxMessageSize', 'stream');
    inControl('maxMessageSize', () => (control.maxMessageSize = maxMessageSize));
  }
  if (noDelay !== undefined) {
    if (!(control instanceof StreamWebSocketControl)) throw notThere('noDelay', 'message');
    inControl('noDelay', () => (control.noDelay = noDelay));
  }
  if (desiredUnsolicitedPongInterval !== undefined) {
    inControl(
      'desiredUnsolicitedPongInterval',
      () => (control.desiredUnsolicitedPongInterval = desiredUnsolicitedPongInterval),
    );
  }
  if (serverCredential !== undefined) {
    const { userName, password } = serverCredential;
    inControl('serverCredential', () => (control.serverCredential = new PasswordCredential('', userName, password)));
  }
  if (proxyCredential !== undefined) {
    const { userName, password } = proxyCredential;
    inControl('proxyCredential', () => (control.proxyCredential = new PasswordCredential('', userName, password)));
  }
  if (perMessageDeflate !== undefined) {
    inControl('perMessageDeflate', () => (control.perMessageDeflate = perMessageDeflate));
  }
}

/** Every property of a control, as it is now; credentials without their passwords. */
export function readControl(control: Control, followRedirects: number): ControlValues {
  const message = control instanceof MessageWebSocketControl ? control : undefined;
  const stream = control instanceof StreamWebSocketControl ? control : undefined;
  return {
    messageType: message && (message.messageType === SocketMessageType.utf8 ? 'utf8' : 'binary'),
    receiveMode:
      message &&
      (message.receiveMode === MessageWebSocketReceiveMode.partialMessage ? 'partialMessage' : 'fullMessage'),
    maxMessageSize: message?.maxMessageSize,
    noDelay: stream?.noDelay,
    supportedProtocols: [...control.supportedProtocols],
    ignorableServerCertificateErrors: [...control.ignorableServerCertificateErrors].map(nameOfError),
    desiredUnsolicitedPongInterval: control.desiredUnsolicitedPongInterval,
    actualUnsolicitedPongInterval: control.actualUnsolicitedPongInterval,
    serverCredential: control.serverCredential?.userName ?? null,
    proxyCredential: control.proxyCredential?.userName ?? null,
    clientCertificate: control.clientCertificate !== null,
    serverTrust: control.serverTrust !== null,
    perMessageDeflate: control.perMessageDeflate,
    followRedirects,
  };
}

const settable = [
  'messageType',
  'receiveMode',
  'maxMessageSize',
  'noDelay',
  'desiredUnsolicitedPongInterval',
  'serverCredential',
  'proxyCredential',
  'clientCertificate',
  'serverTrust',
  'perMessageDeflate',
] as const satisfies readonly (keyof ControlValues)[];

/** Finds out what cannot be set any more, by setting every property to the value it has. */
export function readRefusals(control: Control): Partial<Record<keyof ControlValues, ErrorInfo>> {
  const refusals: Partial<Record<keyof ControlValues, ErrorInfo>> = {};
  for (const name of settable) {
    if (!(name in control)) continue;
    try {
      Reflect.set(control, name, Reflect.get(control, name));
    } catch (error) {
      refusals[name] = toErrorInfo(error);
    }
  }
  return refusals;
}

export function readInformation(information: WebSocketInformation): InformationValues {
  const { protocol, localAddress, remoteAddress, perMessageDeflate, bandwidthStatistics } = information;
  const { outboundBitsPerSecond, inboundBitsPerSecond } = bandwidthStatistics;
  return { protocol, localAddress, remoteAddress, perMessageDeflate, outboundBitsPerSecond, inboundBitsPerSecond };
}

function inControl(name: keyof ControlSettings, set: () => void): void {
  try {
    set();
  } catch (error) {
    if (!(error instanceof DuplexError)) throw error;
    // The library names what is inside the property.
    const inside = error.info.field?.split('.').at(-1);
    const field = inside === undefined || inside === name ? `control.${name}` : `control.${name}.${inside}`;
    throw new DuplexError({ ...error.info, field }, error);
  }
}

function notThere(name: keyof ControlSettings, socket: 'message' | 'stream'): DuplexError {
  return failure('invalid-input', `the control of a ${socket} socket has no ${name}`, {
    hresult: 'E_INVALIDARG',
    field: `control.${name}`,
  });
}

const errorNames = Object.entries(ChainValidationResult);

function nameOfError(value: ChainValidationResult): string {
  const name = errorNames.find(([, number]) => number === value)?.[0] ?? String(value);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
