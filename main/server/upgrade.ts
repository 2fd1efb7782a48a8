import type { KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { WebSocketServer } from 'ws';
import { clientNameOf } from './client-name.ts';
import { findEndpoint } from './endpoints/all.ts';
import type { FrameAdmission } from './endpoints/endpoint.ts';
import { FrameConnection } from './frames/frame-connection.ts';
import { targetOf } from './http-page.ts';
import { acceptHandshake, faultOf, refuseHandshake } from './opening-handshake.ts';

/** A larger message is answered with 1009. The echo endpoints hold a message whole; the others hold none. */
const maxMessageBytes = 64 * 1024 * 1024;

/** RFC 6455, section 7.4.1: "going away". */
const goingAway = { code: 1001, reason: 'the server stops' };

/** Takes the connections that ask to become WebSockets, and knows those that did. */
export class Upgrades {
  readonly #authorityKey: KeyObject;
  readonly #messages = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxMessageBytes });
  readonly #frames = new Set<FrameConnection>();

  /** @param authorityKey the public key of the authority that signs client certificates */
  constructor(authorityKey: KeyObject) {
    this.#authorityKey = authorityKey;
  }

  /** Answers an opening handshake and, when it is accepted, starts the endpoint. Listens to the server's `upgrade`. */
  readonly take = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const target = targetOf(request);
    const endpoint = findEndpoint(target?.pathname ?? '');
    if (endpoint === undefined) return refuseHandshake(socket, { status: 404, message: 'There is nothing here.' });
    const fault = faultOf(request);
    if (fault !== undefined) return refuseHandshake(socket, fault);
    const admission = endpoint.admit({
      parameters: target?.searchParams ?? new URLSearchParams(),
      isSecure: socket instanceof TLSSocket,
      clientName: clientNameOf(socket, this.#authorityKey),
    });
    switch (admission.kind) {
      case 'refused':
        return refuseHandshake(socket, admission);
      case 'messages':
        return this.#messages.handleUpgrade(request, socket, head, admission.start);
      case 'frames':
        acceptHandshake(request, socket);
        return this.#startFrames(admission, socket, head);
    }
  };

  /** Begins the closing handshake on every connection, and accepts no further one. */
  close(): void {
    this.#messages.close();
    for (const socket of this.#messages.clients) socket.close(goingAway.code, goingAway.reason);
    for (const connection of this.#frames) connection.close(goingAway);
  }

  #startFrames({ start, maxFrameBytes = Number.MAX_SAFE_INTEGER }: FrameAdmission, socket: Duplex, head: Buffer): void {
    const connection = new FrameConnection({ socket, maxFrameBytes });
    this.#frames.add(connection);
    socket.on('close', () => this.#frames.delete(connection));
    connection.listen(head, start(connection));
  }
}
