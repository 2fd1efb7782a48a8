import { Certificate, ChainValidationResult, StreamWebSocket } from '../../main/sockets/index.ts';

/** Connects to a server that asks for a client certificate, and closes. */
export async function run(
  uri: string,
  log: (line: string) => void,
  client: { readonly pfx: Uint8Array; readonly password: string },
): Promise<void> {
  const socket = new StreamWebSocket();
  socket.control.clientCertificate = Certificate.fromPfx(client.pfx, client.password);

  // For the sample server only: its certificate is issued by nobody we trust, and for another name.
  const ignorable = socket.control.ignorableServerCertificateErrors;
  ignorable.append(ChainValidationResult.untrusted);
  ignorable.append(ChainValidationResult.invalidName);

  const closed = new Promise<void>((resolve) => {
    socket.onclosed = (args) => {
      log(`Closed with code ${args.code}: ${args.reason}`);
      resolve();
    };
  });

  log(`Connecting to ${uri}`);
  await socket.connectAsync(uri);
  log('Connected with the client certificate');

  socket.close(1000, 'Closed due to user request.');
  await closed;
}
