import * as v from 'valibot';
import { bytesUpTo } from '../reason-of-issue.ts';
import type { SessionId, SessionRates, SessionState } from '../sessions.ts';
import type { SessionControl } from '../socket-control.ts';
import { controlPayloadSchema, rawFrameSchema } from '../workbench/control-frames.ts';
import { automaticPongSchema, keepAliveSchema, reconnectSchema } from '../workbench/documents.ts';
import { command, index, limits, nothing, sessionId } from './command.ts';
import { habitMs, openSession } from './open-session.ts';
import type { FailedConnect } from './troubleshooting.ts';

const bytes = v.pipe(v.instance(Uint8Array), bytesUpTo(limits.payloadBytes, `at most ${limits.payloadBytes} bytes`));

const payload = v.variant('kind', [
  v.strictObject({ kind: v.literal('utf8'), text: v.pipe(v.string(), v.maxLength(limits.payloadBytes)) }),
  v.strictObject({ kind: v.literal('binary'), bytes }),
]);

/** Live sessions. */
export const sessionCommands = {
  /** Answers as soon as connecting has begun; how it ends is an event. */
  'session.open': command<{ session: SessionId }>()(openSession),
  'session.list': command<readonly SessionState[]>()(nothing),
  /** Message sockets: a message, or one fragment of it when `final` is false. Answers the payload bytes sent. */
  'session.send': command<{ bytes: number }>()(v.strictObject({ session: sessionId, payload, final: v.boolean() })),
  /** Sends the same bytes at once and then every `intervalMs`, until the session ends. */
  'session.repeat': command<void>()(
    v.strictObject({
      session: sessionId,
      bytes,
      intervalMs: v.pipe(v.number(), v.minValue(1), v.maxValue(86_400_000)),
    }),
  ),
  /**
   * Stream sockets: sends the file as one binary message, while `session.repeat` waits. Answers as soon as it has
   * begun; how far it is and how it ends is in the state.
   */
  'session.sendFile': command<void>()(v.strictObject({ session: sessionId, file: index })),
  /** The message that was begun has no end then, so this closes the connection. */
  'session.cancelSending': command<void>()(v.strictObject({ session: sessionId })),
  /** Stream sockets: what comes from now on goes into the file. Answers as soon as the file is open. */
  'session.receiveIntoFile': command<void>()(v.strictObject({ session: sessionId, file: index })),
  /** Ends that; what has come is kept. Answers when the file has its name. */
  'session.stopReceiving': command<void>()(v.strictObject({ session: sessionId })),
  /** Stops reading, so that the server has to wait, or goes on. */
  'session.setPaused': command<void>()(v.strictObject({ session: sessionId, isPaused: v.boolean() })),
  /** Every property of the session's control object, and what its information says. */
  'session.control': command<SessionControl>()(v.strictObject({ session: sessionId })),
  'session.rates': command<SessionRates>()(v.strictObject({ session: sessionId })),
  /** Begins the closing handshake; cancels a session that is still connecting. */
  'session.close': command<void>()(
    v.strictObject({
      session: sessionId,
      code: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
      reason: v.pipe(v.string(), v.maxLength(1024)),
    }),
  ),
  /**
   * What the session did to connect; null where it is connected, or is connecting. The last ones are kept also when
   * their sessions are discarded.
   */
  'session.attempt': command<FailedConnect | null>()(v.strictObject({ session: sessionId })),
  /** Ends the session if it lives, and forgets its log. */
  'session.discard': command<void>()(v.strictObject({ session: sessionId })),
  /** Sends a ping; its pong is a row of the log. */
  'session.ping': command<void>()(
    v.strictObject({
      session: sessionId,
      payload: controlPayloadSchema,
    }),
  ),
  /** Sends a pong that answers nothing. */
  'session.pong': command<void>()(v.strictObject({ session: sessionId, payload: controlPayloadSchema })),
  /** Connects a session that is over again, as it was opened, in the same log; at once where it waits to do so. */
  'session.reconnect': command<void>()(v.strictObject({ session: sessionId })),
  /** Waits for no further attempt. */
  'session.stopReconnecting': command<void>()(v.strictObject({ session: sessionId })),
  /** Ends the connection without a closing handshake, by a TCP reset. */
  'session.reset': command<void>()(v.strictObject({ session: sessionId })),
  /** What it does by itself from now on; null: nothing. What is left out stays. */
  'session.setHabits': command<void>()(
    v.strictObject({
      session: sessionId,
      keepAlive: v.exactOptional(v.nullable(keepAliveSchema)),
      reconnect: v.exactOptional(v.nullable(reconnectSchema)),
      automaticPong: v.exactOptional(automaticPongSchema),
      idleMs: v.exactOptional(habitMs),
    }),
  ),
  /**
   * Sends a frame as it is. Fails with `confirmation-needed` where it breaks RFC 6455 and the server is not on this computer,
   * unless `isConfirmed`.
   */
  'session.sendFrame': command<void>()(
    v.strictObject({ session: sessionId, frame: rawFrameSchema, isConfirmed: v.boolean() }),
  ),
  /** Whether every frame is recorded from now on. */
  'session.setRecording': command<void>()(v.strictObject({ session: sessionId, frames: v.boolean() })),
} as const;
