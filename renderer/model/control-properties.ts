import type { SocketKind } from '../../contract/sessions.ts';

/**
 * How a property stands to Windows: `windows` is there and can be set, `readOnly` tells only, `none` is on Windows and
 * not here, `ours` is here and not on Windows.
 */
export type ControlKind = 'windows' | 'readOnly' | 'none' | 'ours';

interface ControlProperty {
  readonly kind: ControlKind;
  readonly sockets: readonly SocketKind[];
}

const both: readonly SocketKind[] = ['message', 'stream'];

/** Every property of the control objects, in the order they are shown. */
export const controlProperties = {
  messageType: { kind: 'windows', sockets: ['message'] },
  receiveMode: { kind: 'windows', sockets: ['message'] },
  maxMessageSize: { kind: 'windows', sockets: ['message'] },
  noDelay: { kind: 'windows', sockets: ['stream'] },
  supportedProtocols: { kind: 'windows', sockets: both },
  desiredUnsolicitedPongInterval: { kind: 'windows', sockets: both },
  actualUnsolicitedPongInterval: { kind: 'readOnly', sockets: both },
  serverCredential: { kind: 'windows', sockets: both },
  proxyCredential: { kind: 'windows', sockets: both },
  clientCertificate: { kind: 'windows', sockets: both },
  ignorableServerCertificateErrors: { kind: 'windows', sockets: both },
  outboundBufferSizeInBytes: { kind: 'none', sockets: both },
  perMessageDeflate: { kind: 'ours', sockets: both },
  followRedirects: { kind: 'ours', sockets: both },
  serverTrust: { kind: 'ours', sockets: both },
} as const satisfies Record<string, ControlProperty>;

export type ControlName = keyof typeof controlProperties;

export function controlNames(socket: SocketKind): readonly ControlName[] {
  // The names of an object literal of this very type.
  const names = Object.keys(controlProperties) as ControlName[];
  return names.filter((name) => (controlProperties[name].sockets as readonly SocketKind[]).includes(socket));
}

/** What `information` tells of a connection, in the order it is shown. */
export const informationProperties = {
  protocol: 'windows',
  localAddress: 'windows',
  remoteAddress: 'ours',
  perMessageDeflate: 'ours',
  outboundBitsPerSecond: 'windows',
  inboundBitsPerSecond: 'windows',
  outboundBitsPerSecondInstability: 'none',
  inboundBitsPerSecondInstability: 'none',
  outboundBandwidthPeaked: 'none',
  inboundBandwidthPeaked: 'none',
} as const satisfies Record<string, ControlKind>;

export type InformationName = keyof typeof informationProperties;
