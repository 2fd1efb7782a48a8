import { DataWriter, MessageWebSocket, SocketMessageType } from '../../main/sockets/index.ts';

/** Connects, sends one text message, prints what comes back, and closes. */
export async function run(uri: string, log: (line: string) => void): Promise<void> {
  const socket = new MessageWebSocket();
  socket.control.messageType = SocketMessageType.utf8;

  const finished = new Promise<void>((resolve) => {
    socket.onmessagereceived = (args) => {
      try {
        const reader = args.getDataReader();
        const text = reader.readString(reader.unconsumedBufferLength);
        log(`Received: ${text}`);
        if (text.includes('Hello World')) socket.close(1000, 'Closed due to user request.');
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

  const writer = new DataWriter(socket.outputStream);
  writer.writeString('Hello World');
  await writer.storeAsync(); // one store is one message
  log('Sent: Hello World');

  await finished;
}
