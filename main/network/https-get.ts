import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { DuplexError, failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { httpStatusHResult } from '../../contract/hresult.ts';
import type { Door } from './door.ts';

export interface HttpsGet {
  /** `https:`, without a login in it. */
  readonly url: URL;
  readonly door: Door;
  /** What it is for, in the journal. */
  readonly purpose: string;
  /** PEM, in place of the well-known authorities. */
  readonly authorities: readonly string[] | undefined;
  /** A body that is longer fails. */
  readonly limitBytes: number;
  /** All of it: redirects, and the body to its end. */
  readonly limitMs: number;
  /** Without a byte. Default: 30 s. */
  readonly silenceMs?: number;
  /** Cancels at any point; the promise is rejected with the signal's reason. */
  readonly signal: AbortSignal;
}

/** The body of an answer with 200, to be read to its end. */
export type Body = AsyncIterable<Buffer>;

const redirectLimit = 5;

/**
 * Gets a document over TLS through the door. A redirect is followed to wherever the policy allows, each hop decided on
 * anew, but never from TLS to none.
 *
 * @param take reads the body; when it is over, in whatever way, the connection is closed
 * @throws DuplexError what dialing throws, `redirect-failed`, `download-failed`, `connection-lost`, `timeout`
 */
export async function httpsGet<T>(get: HttpsGet, take: (body: Body) => Promise<T>): Promise<T> {
  const { limitMs, signal } = get;
  const course = new AbortController();
  const cancel = (): void => course.abort(signal.reason);
  const late = setTimeout(() => course.abort(tooLate(get.url, limitMs)), limitMs);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const open: (Socket | IncomingMessage)[] = [];
  try {
    const answer = await follow(get, course, open);
    return await take(bodyOf(answer, get, course.signal));
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', cancel);
    for (const one of open) one.destroy();
  }
}

async function follow(
  get: HttpsGet,
  course: AbortController,
  open: (Socket | IncomingMessage)[],
): Promise<IncomingMessage> {
  let { url } = get;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(url, get, course, open);
    const status = answer.statusCode ?? 0; // a client's message has one
    if (status === 200) return answer;
    if (![301, 302, 303, 307, 308].includes(status)) throw refused(url, status, answer.statusMessage ?? '');
    if (redirects === redirectLimit) {
      throw failure('redirect-failed', `${get.url.href} led through more than ${redirectLimit} redirects`, {
        hresult: 'WININET_E_REDIRECT_FAILED',
        fault: 'redirects-too-many',
        reason: because('updateRedirects', get.url.href, redirectLimit),
      });
    }
    url = nextUrl(url, answer.headers.location);
    answer.destroy();
  }
}

/** @throws DuplexError `redirect-failed` */
function nextUrl(url: URL, location: string | undefined): URL {
  const next = location === undefined || !URL.canParse(location, url.href) ? undefined : new URL(location, url.href);
  if (next === undefined) {
    throw failure('redirect-failed', `${url.href} redirects to no address`, {
      hresult: 'WININET_E_REDIRECT_FAILED',
      fault: 'redirect-no-address',
      reason: because('updateRedirectNoAddress', url.href),
    });
  }
  if (next.protocol !== 'https:' || next.username !== '' || next.password !== '') {
    const to = `${next.protocol}//${next.host}`;
    throw failure('redirect-failed', `${url.href} redirects to ${to}, which is not followed`, {
      reason: because('updateRedirectElsewhere', url.href, to),
      hresult: next.protocol === 'http:' ? 'WININET_E_HTTPS_TO_HTTP_ON_REDIR' : 'WININET_E_REDIRECT_FAILED',
    });
  }
  return next;
}

async function ask(
  url: URL,
  { door, purpose, authorities, silenceMs = 30_000 }: HttpsGet,
  course: AbortController,
  open: (Socket | IncomingMessage)[],
): Promise<IncomingMessage> {
  const { signal } = course;
  const socket = await door.dial({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 443 : Number(url.port),
    tls: { isJudged: true, ...(authorities !== undefined && { authorities }) },
    noDelay: true,
    signal,
    purpose,
  });
  open.push(socket);
  socket.setTimeout(silenceMs, () => course.abort(tooLate(url, silenceMs)));
  return new Promise((resolve, reject) => {
    const headers = {
      accept: '*/*',
      'accept-encoding': 'identity',
      'cache-control': 'no-cache',
      'user-agent': 'Duplex',
    };
    const request = httpsRequest(url, { createConnection: () => socket, headers, signal });
    request.on('response', (answer) => {
      open.push(answer);
      signal.addEventListener('abort', () => answer.destroy());
      // What goes wrong later is found by who reads it.
      answer.on('error', () => undefined);
      resolve(answer);
    });
    request.on('error', (error) => reject(asFailure(error, url, signal)));
    request.end();
  });
}

async function* bodyOf(
  answer: IncomingMessage,
  { url, limitBytes }: HttpsGet,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const tooLong = (): DuplexError =>
    failure('download-failed', `${url.href} is longer than ${limitBytes} bytes`, {
      hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
      cause: 'TOO_LONG',
      reason: because('downloadTooLong', url.href, limitBytes),
    });
  if (Number(answer.headers['content-length'] ?? 0) > limitBytes) throw tooLong();
  let receivedBytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      receivedBytes += chunk.length;
      if (receivedBytes > limitBytes) throw tooLong();
      yield chunk;
    }
  } catch (error) {
    throw asFailure(error, url, signal);
  }
}

function asFailure(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof DuplexError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('HPE_')) {
    return failure('download-failed', `${url.host} does not answer as an HTTP server does`, {
      hresult: 'WININET_E_INVALID_SERVER_RESPONSE',
      reason: because('downloadNotHttp', url.host),
      cause: error,
    });
  }
  return failure('connection-lost', `the connection to ${url.host} ended before all of ${url.pathname} had come`, {
    hresult: code === 'ECONNRESET' ? 'WININET_E_CONNECTION_RESET' : 'WININET_E_CONNECTION_ABORTED',
    reason: because('downloadCut', url.host, url.pathname),
    cause: error,
  });
}

function refused(url: URL, status: number, reason: string): DuplexError {
  const answer = `${status} ${reason}`.trim();
  return failure('download-failed', `${url.host} answered ${answer} when asked for ${url.pathname}`, {
    hresult: httpStatusHResult(status),
    cause: `HTTP ${status}`,
    reason: because('downloadAnswered', url.host, answer, url.pathname),
  });
}

function tooLate(url: URL, limitMs: number): DuplexError {
  return failure('timeout', `${url.host} did not give ${url.pathname} within ${limitMs / 1000} s`, {
    hresult: 'WININET_E_TIMEOUT',
    reason: because('downloadLate', url.host, url.pathname, limitMs / 1000),
  });
}
