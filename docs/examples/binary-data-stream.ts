import { InputStreamOptions, StreamWebSocket } from '../../main/sockets/index.ts';

/** Sends ten bytes three times, counts everything that comes back, and closes. */
export async function run(uri: string, log: (line: string) => void): Promise<void> {
  const socket = new StreamWebSocket();
  const closed = new Promise<void>((resolve) => {
    socket.onclosed = (args) => {
      log(`Closed with code ${args.code}: ${args.reason}`);
      resolve();
    };
  });

  log(`Connecting to ${uri}`);
  await socket.connectAsync(uri);
  log('Connected');

  const reading = countReceived(socket, log);
  const bytes = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  for (let sent = 0; sent < 30;) {
    sent += await socket.outputStream.writeAsync(bytes); // one write is one binary message
    log(`Bytes sent: ${sent}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }

  socket.close(1000, 'Closed due to user request.');
  await Promise.all([closed, reading]);
}

/** Messages have no borders here: all of them are one stream of bytes. */
async function countReceived(socket: StreamWebSocket, log: (line: string) => void): Promise<void> {
  const buffer = new Uint8Array(1000);
  let received = 0;
  try {
    for (;;) {
      const bytes = await socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
      if (bytes.length === 0) return; // the server has closed
      received += bytes.length;
      log(`Bytes received: ${received}`);
    }
  } catch (error) {
    log(`Reading stopped: ${String(error)}`); // our own close ends a read that waits
  }
}
