import * as v from 'valibot';
import { ignorableResults } from '../certificates.ts';
import { controlSettings } from '../socket-control.ts';
import { automaticPongSchema, keepAliveSchema, reconnectSchema } from '../workbench/documents.ts';
import { index, limits } from './command.ts';

/** A time after which a session does something by itself, in ms: a day at most. */
export const habitMs = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000));

/** What a session is opened with. */
export const openSession = v.strictObject({
  socket: v.picklist(['message', 'stream']),
  /** Which page opens it; comes back in every state. */
  page: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  url: v.pipe(v.string(), v.maxLength(limits.urlLength)),
  messageType: v.picklist(['utf8', 'binary']),
  receiveMode: v.picklist(['fullMessage', 'partialMessage']),
  supportedProtocols: v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.readonly()),
  headers: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.maxLength(256)),
        value: v.pipe(v.string(), v.maxLength(limits.headerLength)),
      }),
    ),
    v.maxLength(limits.headerCount),
    v.readonly(),
  ),
  ignorableServerCertificateErrors: v.pipe(v.array(v.picklist(ignorableResults)), v.readonly()),
  /** Custom validation: every certificate the server sends must be issued by this common name. */
  requiredIssuer: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  clientCertificate: v.optional(
    v.variant('kind', [
      /** The certificate the app made for its own server. */
      v.strictObject({ kind: v.literal('sample') }),
      /** A PFX the user chose with `certificate.choose`. */
      v.strictObject({ kind: v.literal('file'), handle: index, password: v.pipe(v.string(), v.maxLength(1024)) }),
    ]),
  ),
  /** Stream sockets: everything from the first byte on goes into this file, chosen with `file.chooseToSave`. */
  receiveInto: v.optional(index),
  /** What else to set on the control. */
  control: v.optional(controlSettings),
  /** What the session does by itself. Left out: nothing, and pings are answered at once. */
  keepAlive: v.optional(keepAliveSchema),
  reconnect: v.optional(reconnectSchema),
  automaticPong: v.optional(automaticPongSchema),
  /** For all phases of connecting together, in ms. 0: the phases' own limits only. */
  handshakeMs: v.optional(habitMs),
  /** Without a byte either way the connection is closed, in ms. 0: never. */
  idleMs: v.optional(habitMs),
});
