import type { RawData, WebSocket } from 'ws';
import type { Endpoint } from './endpoint.ts';
import { greeting } from './greeting.ts';

export const echo: Endpoint = {
  paths: ['/echo', '/WebSocketSample/EchoWebSocket.ashx'],
  summary: 'greets; answers text with the text, and a binary message with its size',
  admit: () => ({ kind: 'messages', start: (socket) => startEcho(socket, greeting()) }),
};

/** Answers that wait for the client to take them; beyond this nothing more is read from it. */
const backlogLimitBytes = 1024 * 1024;

/**
 * Echoes until the connection ends. `ws` answers pings and the close frame, the latter with the client's own code.
 *
 * @param firstText sent at once
 */
export function startEcho(socket: WebSocket, firstText: string): void {
  const send = (text: string): void => {
    socket.send(text, () => {
      // Also called with an error when the connection is gone; 'close' tells of that.
      if (socket.isPaused && socket.bufferedAmount < backlogLimitBytes) socket.resume();
    });
    if (socket.bufferedAmount >= backlogLimitBytes) socket.pause();
  };
  // A client that breaks the protocol or vanishes: `ws` has ended the connection already.
  socket.on('error', () => undefined);
  socket.on('message', (data, isBinary) => send(answerTo(data, isBinary)));
  send(firstText);
}

/** Microsoft's handler reports the size of the last chunk it received only; this is the size of the whole message. */
function answerTo(data: RawData, isBinary: boolean): string {
  const message = data as Buffer; // `ws` gives one Buffer, unless its binaryType is changed
  return isBinary ? `binary message received, size=${message.length} bytes` : `You said: "${message.toString('utf8')}"`;
}
