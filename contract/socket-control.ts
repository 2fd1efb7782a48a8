import * as v from 'valibot';
import type { ErrorInfo } from './errors.ts';

/** `maxMessageSize` without a limit, as Windows has it: `INFINITE`. */
export const unlimitedMessageSize = 0xffffffff;
/** The longest `desiredUnsolicitedPongInterval`, in milliseconds. */
export const largestPongIntervalMs = 0x7fffffff;
/** The most redirects that are followed. */
export const redirectLimit = 20;

const whole = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const windowBits = whole(8, 15);
const credential = v.strictObject({
  userName: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
});

/** What a session may set on its socket's control besides what every page sets. Left out: the control's own default. */
export const controlSettings = v.strictObject({
  /** Message sockets: bytes. */
  maxMessageSize: v.exactOptional(whole(0, unlimitedMessageSize)),
  /** Stream sockets. */
  noDelay: v.exactOptional(v.boolean()),
  /** Milliseconds. */
  desiredUnsolicitedPongInterval: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(largestPongIntervalMs))),
  serverCredential: v.exactOptional(credential),
  proxyCredential: v.exactOptional(credential),
  /** What to offer of permessage-deflate; left out: nothing. */
  perMessageDeflate: v.exactOptional(
    v.strictObject({
      serverNoContextTakeover: v.exactOptional(v.boolean()),
      clientNoContextTakeover: v.exactOptional(v.boolean()),
      serverMaxWindowBits: v.exactOptional(windowBits),
      clientMaxWindowBits: v.exactOptional(windowBits),
      threshold: v.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
      level: v.exactOptional(whole(0, 9)),
      inflatedSizeLimit: v.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
    }),
  ),
  /** How many redirects to follow: an option of `connectAsync`. */
  followRedirects: v.exactOptional(whole(0, redirectLimit)),
});

export type ControlSettings = v.InferOutput<typeof controlSettings>;
export type DeflateSettings = NonNullable<ControlSettings['perMessageDeflate']>;

/** Every property of a control object, with its value. Undefined: the socket's kind has no such property. */
export interface ControlValues {
  readonly messageType: 'utf8' | 'binary' | undefined;
  readonly receiveMode: 'fullMessage' | 'partialMessage' | undefined;
  /** Bytes. */
  readonly maxMessageSize: number | undefined;
  readonly noDelay: boolean | undefined;
  readonly supportedProtocols: readonly string[];
  readonly ignorableServerCertificateErrors: readonly string[];
  /** Milliseconds. */
  readonly desiredUnsolicitedPongInterval: number;
  /** Milliseconds. */
  readonly actualUnsolicitedPongInterval: number;
  /** The user's name; a password is never told. */
  readonly serverCredential: string | null;
  readonly proxyCredential: string | null;
  /** Whether there is one. */
  readonly clientCertificate: boolean;
  readonly serverTrust: boolean;
  readonly perMessageDeflate: DeflateSettings | null;
  /** As given to `connectAsync`. */
  readonly followRedirects: number;
}

/** What `information` says of a connection. */
export interface InformationValues {
  /** The subprotocol the server chose; empty when none. */
  readonly protocol: string;
  readonly localAddress: string | null;
  readonly remoteAddress: string | null;
  /** What was agreed on; null when nothing is compressed. */
  readonly perMessageDeflate: Required<
    Pick<
      DeflateSettings,
      'serverNoContextTakeover' | 'clientNoContextTakeover' | 'serverMaxWindowBits' | 'clientMaxWindowBits'
    >
  > | null;
  /** Bits per second. */
  readonly outboundBitsPerSecond: number;
  readonly inboundBitsPerSecond: number;
}

/** A session's control object. */
export interface SessionControl {
  /** As it was when `connectAsync` was called. */
  readonly before: ControlValues;
  readonly now: ControlValues;
  /** The properties that cannot be set any more, each with the error of the attempt. */
  readonly refusals: Readonly<Partial<Record<keyof ControlValues, ErrorInfo>>>;
  readonly information: InformationValues;
}
