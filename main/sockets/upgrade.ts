import type { Socket } from 'node:net';
import { failure, receivedLimit } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { connectFailure } from '../network/connect-failure.ts';
import type { ReadInto } from '../network/door.ts';
import { bodyLimit, type DialLimits } from '../network/limits.ts';
import { inPhase, type Course, type Notes } from '../network/phase.ts';
import { maskHead, requestHeadEvidence } from '../network/secrets.ts';
import { checksOf } from '../wire/handshake-checks.ts';
import { HttpAnswerReader, type HttpAnswer } from '../wire/http-answer.ts';
import { checkResponse, type Agreement, type OpeningRequest } from '../wire/opening-handshake.ts';
import { formatHead, type MalformedAnswer } from '../wire/response-head.ts';
import type { WebSocketUri } from './uri.ts';

/**
 * What the operating system reads into, for all connections: one after the other, and each has looked at everything, or
 * kept a copy of it, before the next one reads. An idle connection so has no buffer at all.
 */
export const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Takes what a socket reads. The socket has it from the start; what it does changes when the connection is open, and
 * nothing of the opening handshake is held any more.
 */
export class Inbox {
  /** The beginning of what has come before it was asked for. */
  spokeFirst: Buffer | undefined;
  /** Takes bytes of the read buffer. @returns false to stop reading */
  receive: (byteCount: number) => boolean = (byteCount) => {
    const before = this.spokeFirst ?? Buffer.alloc(0);
    const rest = readBuffer.subarray(0, Math.min(byteCount, receivedLimit - before.length));
    this.spokeFirst = Buffer.concat([before, rest]);
    return true;
  };

  get readInto(): ReadInto {
    return { buffer: readBuffer, callback: (byteCount) => this.receive(byteCount) };
  }
}

export interface UpgradeOptions {
  readonly socket: Socket;
  readonly inbox: Inbox;
  readonly request: OpeningRequest;
  readonly uri: WebSocketUri;
  readonly course: Course;
  readonly limits: DialLimits;
  /**
   * Called for a 101 that is as it should be, before anything behind it is read: to take what the inbox receives.
   *
   * @param rest where in the read buffer what came with the answer begins
   */
  readonly agreed: (agreement: Agreement, rest: number, end: number) => boolean;
  /** Whether a 401 can be answered: its body then has to be out of the way of the next request. */
  readonly hasCredential: boolean;
  /** Called once for any other answer: what becomes of it. `refused` fails with its status. */
  readonly judge: (answer: HttpAnswer) => 'retried' | 'redirected' | 'refused';
}

/**
 * Sends one request for the upgrade and reads its answer.
 *
 * @returns nothing when the connection is open; an answer that is wanted
 * @throws DuplexError `handshake-failed`, `connection-lost`, `timeout`, `tls-failed`
 */
export function upgrade(options: UpgradeOptions): Promise<HttpAnswer | undefined> {
  const { request, course, limits, uri } = options;
  const evidence = { phase: 'upgrade', url: uri.href } as const;
  const silence = 'no answer to the opening handshake';
  return inPhase(course, evidence, limits.upgradeMs, silence, async (notes) => {
    const received = options.inbox.spokeFirst;
    if (received !== undefined) {
      throw invalidAnswer({ what: 'data came before it was asked for', fault: 'spoke-first', received });
    }
    if (course.recorder !== undefined) notes.add(requestHeadEvidence(request.head));
    const answer = await exchange(options, notes);
    if (answer === undefined) return undefined;
    notes.add({
      ...(answer.body.length > 0 && { body: answer.body.toString() }),
      isBodyCut: answer.isBodyCut,
    });
    const judgement = options.judge(answer);
    // Its status is what is wrong with it.
    if (judgement === 'refused') checkResponse(answer.head, request);
    else notes.outcome = judgement;
    return answer;
  });
}

/** @returns nothing when the connection is open; any other answer, with its body where that is waited for */
function exchange(options: UpgradeOptions, notes: Notes): Promise<HttpAnswer | undefined> {
  const { socket, inbox, request, course, limits } = options;
  return new Promise((resolve, reject) => {
    let bodyTimer: NodeJS.Timeout | undefined;
    const reader = new HttpAnswerReader({ isSwitch: (status) => status === 101, bodyLimit, malformed: invalidAnswer });
    const settle = (): void => {
      clearTimeout(bodyTimer);
      inbox.receive = () => true;
      socket.off('error', onError).off('close', onClose);
      course.signal.removeEventListener('abort', onAbort);
    };
    const give = (error: Error): void => {
      settle();
      reject(error);
    };
    const giveAnswer = (): void => {
      settle();
      resolve(reader.answer);
    };
    const onAbort = (): void => give(course.signal.reason as Error);
    const onError = (cause: Error): void => (reader.head === undefined ? give(lost(cause, options.uri)) : giveAnswer());
    const onClose = (): void => (reader.head === undefined ? give(leftEarly()) : giveAnswer());
    socket.on('error', onError).on('close', onClose);
    course.signal.addEventListener('abort', onAbort, { once: true });

    const headRead = (next: number, end: number): boolean => {
      const head = reader.head;
      if (head === undefined) {
        // Evidence, should no more of it come.
        if (course.recorder !== undefined) notes.add({ responseHead: maskHead(reader.begunHead) });
        return true;
      }
      if (course.recorder !== undefined) {
        notes.add({
          status: head.statusCode,
          responseHead: maskHead(formatHead(head)),
          checks: checksOf(head, request),
        });
      }
      if (head.statusCode === 101) {
        const agreement = checkResponse(head, request);
        settle();
        const goesOn = options.agreed(agreement, next, end);
        resolve(undefined);
        return goesOn;
      }
      // The body is evidence, and has to be out of the way of another request.
      if (reader.isDone || !isBodyWanted(options, reader)) giveAnswer();
      else bodyTimer = setTimeout(giveAnswer, limits.bodyMs);
      return true;
    };
    inbox.receive = (byteCount) => {
      try {
        const hadHead = reader.head !== undefined;
        const next = reader.read(readBuffer, 0, byteCount);
        if (!hadHead) return headRead(next, byteCount);
        if (reader.isDone) giveAnswer();
        return true;
      } catch (error) {
        give(error as Error); // thrown by the checks above
        return true;
      }
    };
    socket.write(request.head, 'latin1');
  });
}

function isBodyWanted({ course, hasCredential }: UpgradeOptions, reader: HttpAnswerReader): boolean {
  return course.recorder !== undefined || (hasCredential && reader.head?.statusCode === 401 && reader.isBounded);
}

/** The connection broke during the opening handshake. */
export function lost(cause: Error, uri: WebSocketUri): Error {
  if (isTlsAlert(cause)) return connectFailure(cause, 'tls', uri.authority);
  return failure('connection-lost', `the connection was lost during the opening handshake: ${cause.message}`, {
    hresult: 'WININET_E_CONNECTION_RESET',
    phase: 'upgrade',
    cause,
    reason: because('lostInHandshake'),
  });
}

/** With TLS 1.3 the server judges the client's certificate when for the client the TLS handshake is over (RFC 8446, section 2). */
function isTlsAlert(cause: Error): boolean {
  return 'code' in cause && /^ERR_SSL_.*_ALERT_/.test(String(cause.code));
}

/** The server closed the connection during the opening handshake. */
export function leftEarly(): Error {
  return failure('connection-lost', 'the server ended the connection during the opening handshake', {
    hresult: 'WININET_E_CONNECTION_ABORTED',
    phase: 'upgrade',
    reason: because('leftInHandshake'),
  });
}

/** An answer that is none. */
export function invalidAnswer({ what, ...details }: MalformedAnswer): Error {
  return failure('handshake-failed', `the server's answer to the opening handshake is not valid: ${what}`, {
    hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
    phase: 'upgrade',
    reason: because('noAnswerOfHttp'),
    ...details,
  });
}
