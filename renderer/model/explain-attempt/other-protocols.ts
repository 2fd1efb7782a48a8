import { words } from '../words.ts';

/** How servers for something else begin. */
const otherProtocols: readonly (readonly [RegExp, keyof typeof words.attempts.protocols])[] = [
  [/^SSH-/, 'ssh'],
  [/^(?:220|421|500|502|503)[ -]/, 'ftp'],
  [/^\* (?:OK|BYE|BAD|PREAUTH)/, 'imap'],
  [/^\+OK/, 'pop3'],
  [/^-(?:ERR|DENIED|NOAUTH)/, 'redis'],
  [/^RFB \d/, 'vnc'],
  [/^ICY /, 'icy'],
];

/** What a server is for that greets or answers like this; undefined where nothing tells. */
export function otherProtocol(received: string): string | undefined {
  const protocol = otherProtocols.find(([pattern]) => pattern.test(received))?.[1];
  return protocol && words.attempts.protocols[protocol];
}
