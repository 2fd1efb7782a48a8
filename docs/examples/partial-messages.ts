import {
  DataWriter,
  MessageWebSocket,
  MessageWebSocketReceiveMode,
  SocketMessageType,
} from '../../main/sockets/index.ts';

/** Sends one message in three parts, prints the parts of the answer as they come, and closes. */
export async function run(uri: string, log: (line: string) => void): Promise<void> {
  const socket = new MessageWebSocket();
  socket.control.messageType = SocketMessageType.utf8;
  socket.control.receiveMode = MessageWebSocketReceiveMode.partialMessage;

  const answered = new Promise<void>((resolve, reject) => {
    socket.onmessagereceived = (args) => {
      try {
        const reader = args.getDataReader(); // throws when the connection was lost
        const text = reader.readString(reader.unconsumedBufferLength);
        log(`${args.isMessageComplete ? 'Complete' : 'Partial'} message received: ${text.trimEnd()}`);
        if (args.isMessageComplete) resolve();
      } catch (error) {
        reject(error);
      }
    };
  });
  const closed = new Promise<void>((resolve) => {
    socket.onclosed = (args) => {
      log(`Closed with code ${args.code}: ${args.reason}`);
      resolve();
    };
  });

  log(`Connecting to ${uri}`);
  await socket.connectAsync(uri);
  log('Connected');

  await socket.sendNonfinalFrameAsync(bytesOf('Hello '));
  await socket.sendNonfinalFrameAsync(bytesOf('big '));
  await socket.sendFinalFrameAsync(bytesOf('World'));
  log('Sent a message in three parts');

  await answered;
  socket.close(1000, 'Closed due to user request.');
  await closed;
}

function bytesOf(text: string): Uint8Array {
  const writer = new DataWriter(); // without a stream it only collects
  writer.writeString(text);
  return writer.detachBuffer();
}
