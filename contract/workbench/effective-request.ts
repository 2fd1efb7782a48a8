import * as v from 'valibot';
import type { Reason } from '../reason.ts';
import { connectionSchema } from './documents.ts';

/**
 * Where a part of what is sent came from. `app`: the user's settings of the app; `protocol`: RFC 6455 wants it;
 * `variable` is named with the environment or folder that gives its value.
 */
export type Origin =
  | { readonly kind: 'connection' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'app' }
  | { readonly kind: 'protocol' };

/** A line of the request head as it will be sent. Secrets are masked. */
export interface HeadLine {
  readonly text: string;
  readonly origin: Origin;
  /** The variables that were filled in, with where each value came from. */
  readonly variables: readonly { readonly name: string; readonly origin: Origin }[];
  /** Whether its value is another one at every attempt, e.g. Sec-WebSocket-Key. */
  readonly changes: boolean;
}

/** Something that keeps the connection from being opened, by the field of the document it is about. */
export interface RequestProblem {
  /** A path into the document, e.g. `headers.2.value`. */
  readonly field: string;
  readonly kind: 'unknownVariable' | 'unknownFunction' | 'syntax' | 'missingSecret' | 'invalid';
  readonly message: string;
  readonly reason?: Reason;
}

/** A connection with everything it inherits, as it would be opened now. */
export interface EffectiveRequest {
  /** With its variables filled in and secrets masked. */
  readonly address: string;
  readonly head: readonly HeadLine[];
  /** What is not in the head, each with its origin. */
  readonly settings: readonly {
    readonly name: 'auth' | 'proxy' | 'clientCertificate' | 'trust' | 'compression' | 'environment';
    readonly text: string;
    readonly origin: Origin;
  }[];
  readonly problems: readonly RequestProblem[];
}

/** What a connection is opened from: a document that is saved or not, and the folder it inherits from. */
export const connectionSource = v.strictObject({
  /** The path of the entry; null for one that is not saved. */
  path: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
  document: connectionSchema,
  /** The name of an environment; null for none. */
  environment: v.nullable(v.pipe(v.string(), v.maxLength(256))),
});
export type ConnectionSource = v.InferOutput<typeof connectionSource>;
