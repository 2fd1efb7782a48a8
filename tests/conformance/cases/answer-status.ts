import type { AnswerCase } from '../case.ts';
import { answerOf, connects, refused } from './answers.ts';

/** Facility HTTP of HRESULT, with the status in the low bits. */
const httpHResult = 0x80190000;
/** What winerror.h has for statuses without an HRESULT of their own. */
const unexpected = 0x80190001;
const unexpectedRedirection = 0x80190003;
const unexpectedClientError = 0x80190004;

const refusing: readonly (readonly [status: number, reason: string, hresult?: number])[] = [
  [300, 'Multiple Choices'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [303, 'See Other'],
  [304, 'Not Modified'],
  [307, 'Temporary Redirect'],
  [308, 'Permanent Redirect', unexpectedRedirection],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [407, 'Proxy Authentication Required'],
  [426, 'Upgrade Required', unexpectedClientError],
  [429, 'Too Many Requests', unexpectedClientError],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
];

const malformedLines: readonly (readonly [what: string, line: string, sentence: string])[] = [
  ['http-2', 'HTTP/2 101 Switching Protocols', 'a status line of HTTP/2 is not one of HTTP/1.1'],
  ['http-9', 'HTTP/9.1 101 Switching Protocols', 'an unknown HTTP version is refused'],
  ['no-version', 'HTTP 101 Switching Protocols', 'a status line has a version'],
  ['lower-case', 'http/1.1 101 Switching Protocols', 'the name of the protocol is in upper case'],
  ['two-digits', 'HTTP/1.1 10 Switching Protocols', 'a status has three digits, not two'],
  ['four-digits', 'HTTP/1.1 1010 Switching Protocols', 'a status has three digits, not four'],
  ['signed', 'HTTP/1.1 +101 Switching Protocols', 'a status is digits only'],
  ['hex', 'HTTP/1.1 0x65 Switching Protocols', 'a status is decimal'],
  ['no-status', 'HTTP/1.1 Switching Protocols', 'a status line has a status'],
  ['space-before', ' HTTP/1.1 101 Switching Protocols', 'nothing comes before the version'],
  ['two-spaces', 'HTTP/1.1  101 Switching Protocols', 'one space comes before the status'],
  ['request-line', 'GET / HTTP/1.1', 'a request is not an answer'],
  ['ssh', 'SSH-2.0-OpenSSH_9.2', 'another protocol is found out by its first bytes'],
  ['control', 'HTTP/1.1 101 Switching\x01Protocols', 'a reason has no control characters'],
];

const goodLines: readonly (readonly [what: string, line: string, sentence: string])[] = [
  ['no-reason', 'HTTP/1.1 101 ', 'the reason may be empty'],
  ['other-reason', 'HTTP/1.1 101 Web Socket Protocol Handshake', 'the reason is up to the server'],
  ['latin-reason', 'HTTP/1.1 101 \xdcbergang', 'a reason may have bytes past ASCII'],
];

export const answerStatus: readonly AnswerCase[] = [
  ...refusing.map(([status, reason, hresult = httpHResult + status]) =>
    refused(
      [`status-${status}`, '4.1 (1)', `an answer of ${status} ${reason} is no agreement`],
      () => `HTTP/1.1 ${status} ${reason}\r\nContent-Length: 0\r\n\r\n`,
      { hresult },
    ),
  ),
  ...[200, 201, 202, 204, 206].map((status) =>
    refused(
      [`status-${status}`, '4.1 (1)', `an answer of ${status} is no agreement`],
      () => `HTTP/1.1 ${status} Good\r\nContent-Length: 0\r\n\r\n`,
      { hresult: status === 200 ? 0x800710dd : unexpected },
    ),
  ),
  ...[200, 404].map((status) =>
    refused(
      [`status-${status}-with-agreement`, '4.1 (1)', `${status} is no agreement, with the right headers neither`],
      { status: `HTTP/1.1 ${status} X` },
      { hresult: status === 200 ? 0x800710dd : httpHResult + status },
    ),
  ),
  ...[100, 102, 103].map((status) =>
    connects(
      [`interim-${status}`, '4.1 (1); RFC 9110, 15.2', `a ${status} before the final answer is passed over`],
      (accept) => `HTTP/1.1 ${status} Wait\r\nX-Hint: a\r\n\r\n${answerOf({})(accept)}`,
    ),
  ),
  ...malformedLines.map(([what, line, sentence]) =>
    refused([`line-${what}`, '4.2.2; RFC 9112, 4', sentence], { status: line }),
  ),
  ...goodLines.map(([what, line, sentence]) =>
    connects([`line-${what}`, '4.2.2; RFC 9112, 4', sentence], { status: line }),
  ),
  {
    kind: 'answer',
    id: 'answer/end-at-once',
    clause: '4.1',
    sentence: 'a server that ends TCP instead of answering is a lost connection',
    answer: () => '',
    endsAfter: true,
    expected: { kind: 'refused', code: 'connection-lost', hresult: 0x80072efe },
  },
  {
    kind: 'answer',
    id: 'answer/end-inside',
    clause: '4.1',
    sentence: 'a server that ends TCP inside its answer is a lost connection',
    answer: (accept) => answerOf({})(accept).slice(0, -2),
    endsAfter: true,
    expected: { kind: 'refused', code: 'connection-lost', hresult: 0x80072efe },
  },
];
