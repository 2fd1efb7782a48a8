import * as v from 'valibot';
import { ignorableResults } from '../certificates.ts';
import { largestPongIntervalMs, redirectLimit, unlimitedMessageSize } from '../socket-control.ts';

/** The version of the documents this app writes. One that says more is shown and never written. */
export const documentVersion = 1;

const longestMs = 86_400_000;
const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(longestMs));
const short = v.pipe(v.string(), v.maxLength(256));
const long = v.pipe(v.string(), v.maxLength(16 * 1024));
const version = v.literal(documentVersion);
const windowBits = v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(15));

/** A value with its name. What is off stays in the file and is not sent. */
const namedValue = v.looseObject({ name: short, value: long, enabled: v.exactOptional(v.boolean()) });
const namedValues = v.pipe(v.array(namedValue), v.maxLength(100), v.readonly());

/** Values for `{{name}}`. Those of `secrets` are kept by the system, under this name, and never in a file. */
const variables = v.pipe(v.record(short, long), v.readonly());
const secretNames = v.pipe(v.array(short), v.maxLength(100), v.readonly());

/**
 * How to log in. Where a password, token or key is wanted, it is written as a template: `{{token}}` with `token` among the
 * secrets of an environment keeps it out of the file.
 */
const auth = v.variant('kind', [
  v.looseObject({ kind: v.literal('none') }),
  v.looseObject({ kind: v.literal('basic'), userName: short, password: long }),
  v.looseObject({ kind: v.literal('digest'), userName: short, password: long }),
  v.looseObject({ kind: v.literal('bearer'), token: long }),
  /** In a header, or as a parameter of the query. */
  v.looseObject({ kind: v.literal('apiKey'), in: v.picklist(['header', 'query']), name: short, value: long }),
]);

const proxy = v.variant('kind', [
  /** As the app's proxy setting says. */
  v.looseObject({ kind: v.literal('app') }),
  v.looseObject({ kind: v.literal('none') }),
  v.looseObject({
    kind: v.picklist(['http', 'socks5']),
    host: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    userName: v.exactOptional(short),
    password: v.exactOptional(long),
  }),
]);

const clientCertificate = v.looseObject({
  /** A PFX or PEM file: absolute, or from the folder of the documents. */
  file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  passphrase: v.exactOptional(long),
});

/** What folders pass on to what is in them; the nearest one that says something wins, and lists are joined. */
const shared = {
  headers: v.exactOptional(namedValues),
  cookies: v.exactOptional(namedValues),
  /** Left out: as the folder says. */
  auth: v.exactOptional(auth),
  proxy: v.exactOptional(proxy),
  clientCertificate: v.exactOptional(clientCertificate),
  trust: v.exactOptional(
    v.looseObject({
      /** Errors of the server's certificate that do not matter, on top of those the user accepted for the host. */
      ignorableServerCertificateErrors: v.exactOptional(
        v.pipe(v.array(v.picklist(ignorableResults)), v.maxLength(ignorableResults.length), v.readonly()),
      ),
      requiredIssuer: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
    }),
  ),
  variables: v.exactOptional(variables),
};

export const keepAliveSchema = v.looseObject({
  kind: v.picklist(['ping', 'pong', 'message']),
  everyMs: v.pipe(v.number(), v.minValue(100), v.maxValue(longestMs)),
  /** Text of the message, or of the control frame (at most 125 bytes). */
  payload: v.exactOptional(long),
  /** Pings: a connection whose pong does not come in this time is ended. 0: never. */
  timeoutMs: v.exactOptional(milliseconds),
});
export type KeepAlive = v.InferOutput<typeof keepAliveSchema>;

export const reconnectSchema = v.looseObject({
  /** How long to wait first. It doubles each time, up to `mostMs`. */
  firstMs: v.pipe(v.number(), v.minValue(100), v.maxValue(longestMs)),
  mostMs: v.pipe(v.number(), v.minValue(100), v.maxValue(longestMs)),
  /** The part of a wait that chance may take off, 0 to 1. */
  jitter: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** How many attempts in a row. 0: until somebody stops it. */
  attempts: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
});
export type Reconnect = v.InferOutput<typeof reconnectSchema>;

/** Whether pings are answered, as RFC 6455 demands: at once, after a while, or not at all. */
export const automaticPongSchema = v.variant('kind', [
  v.looseObject({ kind: v.literal('on') }),
  v.looseObject({ kind: v.literal('delayed'), delayMs: milliseconds }),
  v.looseObject({ kind: v.literal('off') }),
]);
export type AutomaticPong = v.InferOutput<typeof automaticPongSchema>;

/** A connection: `connections/**\/NAME.yaml`. */
export const connectionSchema = v.looseObject({
  version,
  /** Exactly what is sent, once variables are in: never normalised. */
  address: v.pipe(v.string(), v.maxLength(64 * 1024)),
  socket: v.exactOptional(v.picklist(['message', 'stream'])),
  subprotocols: v.exactOptional(v.pipe(v.array(short), v.maxLength(100), v.readonly())),
  ...shared,
  /** What to offer of permessage-deflate; left out: nothing. */
  compression: v.exactOptional(
    v.looseObject({
      serverNoContextTakeover: v.exactOptional(v.boolean()),
      clientNoContextTakeover: v.exactOptional(v.boolean()),
      serverMaxWindowBits: v.exactOptional(windowBits),
      clientMaxWindowBits: v.exactOptional(windowBits),
      threshold: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      level: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
      inflatedSizeLimit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
  ),
  limits: v.exactOptional(
    v.looseObject({
      /** Bytes. */
      maxMessageSize: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(unlimitedMessageSize))),
      /** For all phases of connecting together. 0: no limit. */
      handshakeMs: v.exactOptional(milliseconds),
      /** Without a byte either way the connection is closed. 0: no limit. */
      idleMs: v.exactOptional(milliseconds),
      /** Milliseconds; as on Windows. */
      desiredUnsolicitedPongInterval: v.exactOptional(
        v.pipe(v.number(), v.minValue(0), v.maxValue(largestPongIntervalMs)),
      ),
    }),
  ),
  redirects: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(redirectLimit))),
  keepAlive: v.exactOptional(keepAliveSchema),
  /** Left out: a connection that ends stays ended. */
  reconnect: v.exactOptional(reconnectSchema),
  automaticPong: v.exactOptional(automaticPongSchema),
  /** The environment it is opened with unless another one is chosen. */
  environment: v.exactOptional(short),
  description: v.exactOptional(long),
});
export type ConnectionDocument = v.InferOutput<typeof connectionSchema>;

/** What a folder passes on, and the order of what is in it: `folder.yaml`. */
export const folderSchema = v.looseObject({
  version,
  ...shared,
  /** Names, without the ending of files. What is not among them comes after, by name. */
  order: v.exactOptional(v.pipe(v.array(short), v.maxLength(10_000), v.readonly())),
  description: v.exactOptional(long),
});
export type FolderDocument = v.InferOutput<typeof folderSchema>;

/** Values for a place or a purpose: `environments/NAME.yaml`. */
export const environmentSchema = v.looseObject({
  version,
  variables: v.exactOptional(variables),
  /** Names whose values the system keeps. */
  secrets: v.exactOptional(secretNames),
  description: v.exactOptional(long),
});
export type EnvironmentDocument = v.InferOutput<typeof environmentSchema>;

/** What a message says: a template of text, or bytes. */
export const messageBodySchema = v.variant('kind', [
  /** With `{{name}}` and `{{function()}}` filled in. */
  v.looseObject({ kind: v.picklist(['text', 'json', 'xml']), text: v.pipe(v.string(), v.maxLength(16 * 1024 * 1024)) }),
  /** Pairs of hexadecimal digits; white space is left out. */
  v.looseObject({ kind: v.literal('hex'), text: v.pipe(v.string(), v.maxLength(48 * 1024 * 1024)) }),
  v.looseObject({ kind: v.literal('base64'), text: v.pipe(v.string(), v.maxLength(24 * 1024 * 1024)) }),
  v.looseObject({
    kind: v.literal('generator'),
    sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4 * 1024 * 1024 * 1024)),
    /** `text`: words; `random` is the same for the same seed. */
    pattern: v.picklist(['zeros', 'counting', 'random', 'text']),
    seed: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
]);
export type MessageBody = v.InferOutput<typeof messageBodySchema>;

/** How a message goes out. */
export const messageSendingSchema = v.looseObject({
  body: messageBodySchema,
  /** The opcode of its first frame. */
  opcode: v.picklist(['text', 'binary']),
  /**
   * Payload bytes of each frame. A frame takes what is left where that is less, and what is left after the last one is one
   * frame more. Left out or empty: one frame.
   */
  fragments: v.exactOptional(
    v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(10_000), v.readonly()),
  ),
});
export type MessageSending = v.InferOutput<typeof messageSendingSchema>;

/** What to wait for: the next message for which it holds. */
export const matchSchema = v.variant('kind', [
  v.looseObject({ kind: v.literal('any') }),
  v.looseObject({ kind: v.literal('text'), text: long }),
  v.looseObject({ kind: v.literal('regex'), pattern: v.pipe(v.string(), v.maxLength(4096)) }),
  /** With something at that place; and with `equals`, that text or number there. */
  v.looseObject({
    kind: v.literal('jsonPath'),
    path: v.pipe(v.string(), v.maxLength(4096)),
    equals: v.exactOptional(long),
  }),
]);
export type Match = v.InferOutput<typeof matchSchema>;

const step = v.variant('kind', [
  v.looseObject({ kind: v.literal('send'), ...messageSendingSchema.entries }),
  /** Sends what another document says, by its path below `messages/`, without the ending. */
  v.looseObject({ kind: v.literal('sendSaved'), message: v.pipe(v.string(), v.maxLength(4096)) }),
  v.looseObject({
    kind: v.literal('wait'),
    match: matchSchema,
    /** Without a match in this time the sequence fails. 0: no limit. */
    timeoutMs: milliseconds,
    /**
     * Keeps what matched for `{{name}}` in later steps: of a JSONPath what was found, of a regular expression its first group
     * or all of it, otherwise the message. It is filled in as it is, and is no template.
     */
    keepAs: v.exactOptional(short),
  }),
  v.looseObject({ kind: v.literal('delay'), ms: milliseconds }),
]);
export type SequenceStep = v.InferOutput<typeof step>;
export const sequenceStepsSchema = v.pipe(v.array(step), v.maxLength(1000), v.readonly());

/** A message that is kept: `messages/**\/NAME.yaml`. Either it is one message, or a sequence of steps. */
export const messageSchema = v.union([
  v.looseObject({ version, ...messageSendingSchema.entries, description: v.exactOptional(long) }),
  v.looseObject({ version, steps: sequenceStepsSchema, description: v.exactOptional(long) }),
]);
export type MessageDocument = v.InferOutput<typeof messageSchema>;

/** Where what is shared was said. */
export type SharedSettings = Pick<
  ConnectionDocument,
  'headers' | 'cookies' | 'auth' | 'proxy' | 'clientCertificate' | 'trust' | 'variables'
>;
