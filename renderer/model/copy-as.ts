import type { Row } from '../../contract/rows.ts';
import {
  hasControls,
  jsString,
  nodeModule,
  shellQuoted,
  shellWord,
  websocatArguments,
  wscatArguments,
  type CommandConnection,
} from '../../contract/workbench/command-text.ts';
import { formatHex } from './format.ts';
import { directionWord, isText, kindWord, previewText } from './row-text.ts';

/** A row with what it takes to copy it. */
export interface CopiedRow {
  readonly row: Row;
  /** The whole payload of a row that has one. */
  readonly payload: Uint8Array;
  readonly note: string;
  readonly isPinned: boolean;
}

/** A message to be sent once more. */
export type CopiedMessage =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary'; readonly bytes: Uint8Array };

/** What is put into a command at most: Linux takes arguments of 128 KiB, and base64 needs a third more. */
const argumentBytes = 64 * 1024;

const encoder = new TextEncoder();
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

export function asText({ row, payload }: CopiedRow): string {
  return payload.length === 0 ? previewText(row) : lenientUtf8.decode(payload);
}

export function asHex({ payload }: CopiedRow): string {
  return formatHex(payload);
}

export function asBase64({ payload }: CopiedRow): string {
  return base64(payload);
}

/** One line. Text is a string; bytes, and text that is no UTF-8, are base64. */
export function asJson({ row, payload, note, isPinned }: CopiedRow): string {
  const text = isText(row) ? exactText(payload) : undefined;
  const kind = kindWord(row);
  return JSON.stringify({
    row: row.row,
    time: new Date(row.time).toISOString(),
    elapsedMs: row.elapsed,
    direction: directionWord(row).toLowerCase(),
    ...(kind !== '' && { kind }),
    ...(payload.length === 0 && { content: previewText(row) }),
    ...(payload.length > 0 && { size: row.size, ...(text === undefined ? { base64: base64(payload) } : { text }) }),
    ...(row.wireSize > 0 && { wireSize: row.wireSize }),
    ...(isPinned && { isPinned }),
    ...(note !== '' && { note }),
  });
}

/** For wscat 6: it sends one text message. */
export function asWscat(connection: CommandConnection, messages: readonly CopiedMessage[]): string {
  const first = messages.find((message) => message.kind === 'text' && isArgument(message.text));
  const left = messages.length - (first === undefined ? 0 : 1);
  const execute = first?.kind === 'text' ? [`-x ${shellWord(first.text)}`] : [];
  return lines([
    ...maskedComment('#', connection),
    left > 0 && `# wscat sends one text message that fits a command line: ${counted(left)} left out.`,
    ['wscat', ...wscatArguments(shown(connection), shellWord), ...execute].join(' '),
  ]);
}

/** For websocat 1: it sends what it reads, one message, or one for each line. */
export function asWebsocat(connection: CommandConnection, messages: readonly CopiedMessage[]): string {
  const options = websocatArguments(shown(connection), shellWord).join(' ');
  const texts = messages.flatMap((message) => (message.kind === 'text' && isLine(message.text) ? message.text : []));
  const areLines = texts.length > 1 && texts.length === messages.length && isArgument(texts.join(''));
  const first = messages.find((message) => bytesOf(message).length <= argumentBytes);
  const left = areLines ? 0 : messages.length - (first === undefined ? 0 : 1);
  const comments = [
    ...maskedComment('#', connection),
    left > 0 && `# websocat sends lines of text, or one message that fits a command line: ${counted(left)} left out.`,
  ];
  if (areLines) {
    const typed = `printf '%s\\n' ${texts.map(shellWord).join(' ')}`;
    return lines([...comments, `${typed} | websocat -n --text --linemode-strip-newlines ${options}`]);
  }
  if (first === undefined) return lines([...comments, `websocat ${options}`]);
  const isPlain = first.kind === 'text' && isArgument(first.text) && !hasControls(first.text);
  const source = isPlain ? `printf %s ${shellQuoted(first.text)}` : `printf %s ${base64(bytesOf(first))} | base64 -d`;
  const mode = first.kind === 'text' ? '--text --no-line' : '--binary';
  return lines([...comments, `${source} | websocat -n ${mode} ${options}`]);
}

/** For Node, with the library in main/sockets: it sends all of them. */
export function asNode(connection: CommandConnection, messages: readonly CopiedMessage[]): string {
  const writes = messages.flatMap((message) => [
    `socket.control.messageType = SocketMessageType.${message.kind === 'text' ? 'utf8' : 'binary'};`,
    message.kind === 'text'
      ? `writer.writeString(${jsString(message.text)});`
      : `writer.writeBytes(Buffer.from('${base64(message.bytes)}', 'base64'));`,
    'await writer.storeAsync(); // one store is one message',
  ]);
  return lines([
    ...maskedComment('//', connection),
    ...nodeModule(shown(connection), {
      quote: jsString,
      ...(messages.length > 0 && {
        imports: ['DataWriter'],
        afterwards: ['', 'const writer = new DataWriter(socket.outputStream);', ...writes],
      }),
    }),
  ]);
}

/** Headers that every opening handshake has, and the client makes itself. */
const ownHeaders = /^(?:host|connection|upgrade|sec-websocket-(?:key|version|extensions|protocol)|content-length)$/i;

/** @param head the request of an opening handshake, as the log keeps it */
export function connectionOf(url: string, head: string): CommandConnection {
  const fields = head
    .split('\r\n')
    .slice(1)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
    });
  const protocols = fields
    .filter(({ name }) => name.toLowerCase() === 'sec-websocket-protocol')
    .flatMap(({ value }) => value.split(',').map((protocol) => protocol.trim()));
  return { url, protocols, headers: fields.filter(({ name }) => !ownHeaders.test(name)) };
}

/** Whether a program can be given it: no argument has a NUL, and a shell takes line feeds from the end of what it computes. */
function isArgument(text: string): boolean {
  if (text.includes('\0') || (hasControls(text) && text.endsWith('\n'))) return false;
  return encoder.encode(text).length <= argumentBytes;
}

function isLine(text: string): boolean {
  return !/[\r\n]/.test(text) && isArgument(text);
}

function bytesOf(message: CopiedMessage): Uint8Array {
  return message.kind === 'text' ? encoder.encode(message.text) : message.bytes;
}

/** What the log has in the place of a secret. */
const mask = '•••';

function shown(connection: CommandConnection): CommandConnection {
  return { ...connection, headers: connection.headers.filter(({ value }) => !value.includes(mask)) };
}

function maskedComment(mark: string, { headers }: CommandConnection): (string | false)[] {
  const masked = headers.filter(({ value }) => value.includes(mask)).map(({ name }) => name);
  return [masked.length > 0 && `${mark} The log has no secrets. To be added: ${masked.join(', ')}.`];
}

function counted(messages: number): string {
  return messages === 1 ? '1 message is' : `${messages} messages are`;
}

function lines(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join('\n');
}

function exactText(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // A part of a message can end inside of a character.
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  // A call takes some ten thousand arguments.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
