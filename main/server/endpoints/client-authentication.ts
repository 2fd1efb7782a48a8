import { startEcho } from './echo.ts';
import { refused, type Endpoint } from './endpoint.ts';
import { greeting } from './greeting.ts';

/** IIS answers 403 as well, with SslRequireCert: the TLS session itself is allowed without a certificate. */
export const clientAuthentication: Endpoint = {
  paths: ['/client-auth', '/WebSocketSample/EchoWebSocketWithClientAuthentication.ashx'],
  summary: 'over TLS, with a client certificate: the same as /echo',
  admit: ({ isSecure, clientName }) => {
    if (!isSecure) return refused(403, 'This endpoint is for wss: only.');
    if (clientName === undefined)
      return refused(403, "A client certificate of the sample server's authority is needed.");
    return { kind: 'messages', start: (socket) => startEcho(socket, greeting(clientName)) };
  },
};
