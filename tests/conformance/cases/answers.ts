import type { AnswerCase, ClientSettings } from '../case.ts';

type Start = Pick<AnswerCase, 'kind' | 'id' | 'clause' | 'sentence'>;

/** The parts of an answer; every one is right unless replaced. */
export interface AnswerParts {
  readonly status?: string;
  readonly upgrade?: string;
  readonly connection?: string;
  /** Given the right accept key. */
  readonly accept?: (accept: string) => string;
  /** Further lines. */
  readonly more?: readonly string[];
  /** Bytes behind the head, as Latin-1. */
  readonly behind?: string;
}

/** Writes an answer; a part that is empty is left out. */
export function answerOf(parts: AnswerParts): (accept: string) => string {
  const { status = 'HTTP/1.1 101 Switching Protocols', more = [], behind = '' } = parts;
  const { upgrade = 'Upgrade: websocket', connection = 'Connection: Upgrade' } = parts;
  const acceptLine = parts.accept ?? ((accept) => `Sec-WebSocket-Accept: ${accept}`);
  return (accept) => {
    const lines = [status, upgrade, connection, acceptLine(accept), ...more].filter((line) => line !== '');
    return `${lines.join('\r\n')}\r\n\r\n${behind}`;
  };
}

export function connects(
  [what, clause, sentence]: readonly [what: string, clause: string, sentence: string],
  answer: AnswerParts | ((accept: string) => string),
  options: { readonly client?: ClientSettings; readonly protocol?: string } = {},
): AnswerCase {
  const { client = {}, protocol = '' } = options;
  return { ...start(what, clause, sentence), client, answer: made(answer), expected: { kind: 'connected', protocol } };
}

/** The usual HRESULT is that of an invalid answer. */
export function refused(
  [what, clause, sentence]: readonly [what: string, clause: string, sentence: string],
  answer: AnswerParts | ((accept: string) => string),
  options: { readonly client?: ClientSettings; readonly hresult?: number } = {},
): AnswerCase {
  const { client = {}, hresult = 0x80072f78 } = options;
  return {
    ...start(what, clause, sentence),
    client,
    answer: made(answer),
    expected: { kind: 'refused', code: 'handshake-failed', hresult },
  };
}

function start(what: string, clause: string, sentence: string): Start {
  return { kind: 'answer', id: `answer/${what}`, clause, sentence };
}

function made(answer: AnswerParts | ((accept: string) => string)): (accept: string) => string {
  return typeof answer === 'function' ? answer : answerOf(answer);
}
