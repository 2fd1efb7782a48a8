export type {
  CertificateDescription,
  CertificateException,
  CertificatePin,
  CertificateProblem,
  RevocationDemand,
  ServerTrust,
} from '../../contract/certificates.ts';
export { Certificate } from '../certificates/certificate.ts';
export type { ClientCertificate } from '../certificates/client-certificate.ts';
export { DuplexError } from '../../contract/errors.ts';
export type { NetworkPolicy } from '../network/policy.ts';
export { AttemptRecorder } from '../network/attempt.ts';
export { applicationDoor, Door } from '../network/door.ts';
export { pacProxies } from '../network/proxy/pac.ts';
export {
  parseProxyList,
  type ProxyResolver,
  type ProxyServer,
  type ProxyTarget,
} from '../network/proxy/proxy-server.ts';
export type { ConnectOptions, SocketOptions, WebSocketClosedEventArgs } from './client-web-socket.ts';
export type { BandwidthStatistics } from './bandwidth-statistics.ts';
export { MessageWebSocketControl, StreamWebSocketControl } from './control.ts';
export { ByteOrder, UnicodeEncoding } from './data-encoding.ts';
export { DataReader, type LoadOptions } from './data-reader.ts';
export { DataWriter } from './data-writer.ts';
export {
  chainValidationResult,
  ChainValidationResult,
  InputStreamOptions,
  MessageWebSocketReceiveMode,
  SocketMessageType,
  SocketSslErrorSeverity,
  WebErrorStatus,
} from './enums.ts';
export type { WebSocketInformation } from './information.ts';
export { MessageWebSocketMessageReceivedEventArgs } from './message-received-event.ts';
export { MessageWebSocket } from './message-web-socket.ts';
export { receiveIntoFileAsync } from './receive-into-file.ts';
export type { FramedMessage } from './send-framed.ts';
export type { MessageSource } from './send-from.ts';
export type { TransferOptions } from './transfer.ts';
export { Opcode, type DataOpcode } from '../wire/frame.ts';
export type { PerMessageDeflate, PerMessageDeflateOffer } from '../wire/permessage-deflate.ts';
export type { WireObserver } from '../wire/wire-observer.ts';
export { PasswordCredential } from './password-credential.ts';
export { usualLimits } from '../network/limits.ts';
export { Deferral, WebSocketServerCustomValidationRequestedEventArgs } from './server-validation.ts';
export { StreamWebSocket } from './stream-web-socket.ts';
export type { IInputStream, IOutputStream } from './streams.ts';
export { parseUri, type WebSocketUri } from './uri.ts';
export { WebSocketError } from './web-socket-error.ts';
