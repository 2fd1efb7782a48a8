import type { Socket } from 'node:net';
import { because } from '../../../contract/reason.ts';
import { HttpAnswerReader, type HttpAnswer } from '../../wire/http-answer.ts';
import { formatHead, valuesOf, type MakeMalformed } from '../../wire/response-head.ts';
import { HttpAuthenticator, type Login } from '../http-auth.ts';
import { bodyLimit, type DialLimits } from '../limits.ts';
import { inPhase, type Course } from '../phase.ts';
import { maskHead, requestHeadEvidence, type Secrets } from '../secrets.ts';
import { exchange } from './exchange.ts';
import { dataBehind, proxyBroken, proxyRefusedWith } from './proxy-failure.ts';
import { describeProxy, type Proxy } from './proxy-server.ts';

/** What a proxy is asked for. */
export interface TunnelRequest {
  readonly proxy: Proxy;
  /** Host name or IP literal, without brackets; a name is the proxy's to resolve. */
  readonly host: string;
  readonly port: number;
  readonly login: Login | undefined;
  readonly course: Course;
  readonly limits: DialLimits;
  readonly secrets: Secrets;
  /** Connects to the proxy, once more where it has closed the connection. */
  readonly open: () => Promise<Socket>;
}

/**
 * Asks an HTTP proxy for a connection (RFC 9110, section 9.3.6), with a login when it wants one.
 *
 * @returns a paused socket that leads to the server
 * @throws DuplexError `proxy-failed`, `proxy-refused`, `timeout`, and those of connecting to the proxy
 */
export async function httpConnect(request: TunnelRequest): Promise<Socket> {
  const { login, secrets } = request;
  const authenticator = login === undefined ? undefined : new HttpAuthenticator(login, secrets);
  let authorization: string | undefined;
  let socket = await request.open();
  try {
    for (;;) {
      const outcome = await ask(socket, request, authenticator, authorization);
      if (outcome === 'open') return socket;
      ({ authorization } = outcome);
      if (outcome.isReusable) continue;
      socket.destroy();
      socket = await request.open();
    }
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

type Outcome = 'open' | { readonly authorization: string; readonly isReusable: boolean };

function ask(
  socket: Socket,
  { proxy, host, port, course, limits }: TunnelRequest,
  authenticator: HttpAuthenticator | undefined,
  authorization: string | undefined,
): Promise<Outcome> {
  const name = describeProxy(proxy);
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const head = connectHead(authority, authorization);
  const evidence = {
    phase: 'proxy',
    step: 'connect',
    proxy: { kind: proxy.kind, host: proxy.host, port: proxy.port },
    target: authority,
    ...requestHeadEvidence(head),
  } as const;
  return inPhase(course, evidence, limits.proxyMs, `no answer from the proxy ${name}`, async (notes) => {
    const answer = await exchange(
      socket,
      head,
      answerTaker(authenticator !== undefined, (malformed) => proxyBroken(name, malformed)),
      (ending) => proxyBroken(name, ending),
    );
    const { statusCode, reason } = answer.head;
    const body = answer.body.toString();
    notes.add({
      status: statusCode,
      responseHead: maskHead(formatHead(answer.head)),
      ...(body !== '' && { body }),
    });
    if (isSuccess(statusCode)) return 'open';
    const challenges = valuesOf(answer.head, 'proxy-authenticate');
    const next = statusCode === 407 ? authenticator?.answer(challenges, 'CONNECT', authority) : undefined;
    if (next !== undefined) {
      notes.outcome = 'retried';
      return { authorization: next, isReusable: answer.isReusable };
    }
    const status = `${statusCode} ${reason}`.trim();
    // Nobody but the proxy answers here, so a 401 (tinyproxy's, of a wrong login) is a 407.
    const meant = statusCode === 401 ? 407 : statusCode;
    const why = because('proxyAnswered', name, status, authority);
    throw proxyRefusedWith(name, meant, `answered ${status} when asked for ${authority}`, why, `HTTP ${status}`);
  });
}

function connectHead(authority: string, authorization: string | undefined): string {
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(authorization === undefined ? [] : [`Proxy-Authorization: ${authorization}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Reads one answer. Whoever connects speaks first, so a server behind a proxy has nothing to say yet. */
function answerTaker(hasLogin: boolean, broken: MakeMalformed): (chunk: Buffer) => HttpAnswer | undefined {
  const reader = new HttpAnswerReader({ isSwitch: isSuccess, bodyLimit, malformed: broken });
  return (chunk) => {
    const next = reader.read(chunk, 0, chunk.length);
    if (reader.head === undefined) return undefined;
    const { statusCode } = reader.head;
    if (isSuccess(statusCode) && next < chunk.length) throw broken(dataBehind(chunk.subarray(next)));
    // The body of a challenge has to be out of the way of the next answer. A refusal does not wait for its own.
    const isWaiting = statusCode === 407 && hasLogin && reader.isBounded && !reader.isDone;
    return isWaiting ? undefined : reader.answer;
  };
}

function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}
