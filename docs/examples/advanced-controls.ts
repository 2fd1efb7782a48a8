import { DataWriter, MessageWebSocket, SocketMessageType } from '../../main/sockets/index.ts';

/** Sets what a control object has, connects, prints what came of it, and closes. */
export async function run(uri: string, log: (line: string) => void): Promise<void> {
  const socket = new MessageWebSocket();
  const { control, information } = socket;
  control.messageType = SocketMessageType.utf8;
  control.maxMessageSize = 64 * 1024; // a larger message ends the connection with 1009
  control.supportedProtocols.append('chat');
  control.desiredUnsolicitedPongInterval = 5000; // raised to 15000, as Windows does it
  control.perMessageDeflate = { clientMaxWindowBits: 10 }; // not in WinRT

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

  await socket.connectAsync(uri, { followRedirects: 1 }); // not in WinRT
  log(`Subprotocol: ${information.protocol}`);
  log(`Compressed: ${information.perMessageDeflate === null ? 'no' : 'yes'}`);
  log(`A pong every ${control.actualUnsolicitedPongInterval} ms`);
  try {
    control.maxMessageSize = 1;
  } catch (error) {
    log(`Frozen: ${String(error)}`); // everything but messageType
  }

  const writer = new DataWriter(socket.outputStream);
  writer.writeString('Hello World');
  await writer.storeAsync();

  await finished;
}
