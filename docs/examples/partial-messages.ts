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

  const finished = new Promise<void>((resolve) => {
    socket.onmessagereceived = (args) => {
      try {
        const reader = args.getDataReader();
        const text = reader.readString(reader.unconsumedBufferLength);
        log(`${args.isMessageComplete ? 'Complete' : 'Partial'} message received: ${text.trimEnd()}`);
        if (text.includes('World')) socket.close(1000, 'Closed due to user request.');
      } catch (error) {
        log(`Error: ${String(error)}`); // the connection was lost
        resolve();
      }
    };
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

  await finished;
}

function bytesOf(text: string): Uint8Array {
  const writer = new DataWriter(); // without a stream it only collects
  writer.writeString(text);
  return writer.detachBuffer();
}
