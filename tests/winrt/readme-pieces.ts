import type {
  MessageWebSocket,
  StreamWebSocket,
  TransferOptions,
  WebSocketClosedEventArgs,
} from '../../main/sockets/index.ts';

/** The functions in main/sockets/README.md, as `readme.test.ts` calls them; it has them compiled against this. */
export interface Pieces {
  ask: (uri: string, question: string) => Promise<string>;
  sendBoth: (socket: MessageWebSocket, text: string, bytes: Uint8Array) => Promise<void>;
  listen: (
    uri: string,
    on: { text: (text: string) => void; bytes: (bytes: Uint8Array) => void; lost: (error: unknown) => void },
  ) => Promise<MessageWebSocket>;
  receivePieces: (uri: string, onPiece: (bytes: Uint8Array, isLast: boolean) => void) => Promise<MessageWebSocket>;
  sendInFrames: (socket: MessageWebSocket, parts: readonly Uint8Array[]) => Promise<void>;
  countReceived: (uri: string, bytes: Uint8Array) => Promise<number>;
  records: (socket: StreamWebSocket) => AsyncGenerator<string>;
  upload: (socket: StreamWebSocket, path: string, options: TransferOptions) => Promise<number>;
  download: (socket: StreamWebSocket, path: string, options: TransferOptions) => Promise<number>;
  connectWithToken: (uri: string, token: string) => Promise<MessageWebSocket>;
  connectPinned: (uri: string, fingerprint256: string) => Promise<MessageWebSocket>;
  connectAsking: (uri: string, isTrusted: (subject: string) => Promise<boolean>) => Promise<MessageWebSocket>;
  connectWithCertificate: (uri: string, pfxPath: string, password: string) => Promise<MessageWebSocket>;
  connectCompressed: (uri: string) => Promise<{ socket: MessageWebSocket; isCompressed: boolean }>;
  closeAndWait: (socket: MessageWebSocket | StreamWebSocket, reason: string) => Promise<WebSocketClosedEventArgs>;
  explain: (error: unknown) => string;
  firstBytes: (uri: string) => Promise<Uint8Array>;
}
