import type { Row } from '../../contract/rows.ts';
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

/** What somebody needs to connect as a session did. */
export interface CopiedConnection {
  readonly url: string;
  readonly protocols: readonly string[];
  /** Without those of the opening handshake itself. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
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
export function asWscat(connection: CopiedConnection, messages: readonly CopiedMessage[]): string {
  const options = [
    ...connection.protocols.map((protocol) => `-s ${shellWord(protocol)}`),
    // Without a space: wscat would take it as a part of the value.
    ...shownHeaders(connection).map(({ name, value }) => `-H ${shellWord(`${name}:${value}`)}`),
  ];
  const first = messages.find((message) => message.kind === 'text' && isArgument(message.text));
  const left = messages.length - (first === undefined ? 0 : 1);
  const execute = first?.kind === 'text' ? [`-x ${shellWord(first.text)}`] : [];
  return lines([
    ...maskedComment('#', connection),
    left > 0 && `# wscat sends one text message that fits a command line: ${counted(left)} left out.`,
    ['wscat', `-c ${shellWord(connection.url)}`, ...options, ...execute].join(' '),
  ]);
}

/** For websocat 1: it sends what it reads, one message, or one for each line. */
export function asWebsocat(connection: CopiedConnection, messages: readonly CopiedMessage[]): string {
  const options = [
    ...connection.protocols.map((protocol) => `--protocol ${shellWord(protocol)}`),
    ...shownHeaders(connection).map(({ name, value }) => `-H ${shellWord(`${name}: ${value}`)}`),
    shellWord(connection.url),
  ].join(' ');
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
export function asNode(connection: CopiedConnection, messages: readonly CopiedMessage[]): string {
  const { url, protocols } = connection;
  const writes = messages.flatMap((message) => [
    `socket.control.messageType = SocketMessageType.${message.kind === 'text' ? 'utf8' : 'binary'};`,
    message.kind === 'text'
      ? `writer.writeString(${jsString(message.text)});`
      : `writer.writeBytes(Buffer.from('${base64(message.bytes)}', 'base64'));`,
    'await writer.storeAsync(); // one store is one message',
  ]);
  return lines([
    ...maskedComment('//', connection),
    "import { applicationDoor, DataWriter, MessageWebSocket, SocketMessageType } from './main/sockets/index.ts';",
    '',
    '// A process that has set no policy reaches nothing.',
    "const capabilities = new Set(['internetClient', 'privateNetworkClientServer'] as const);",
    'applicationDoor.policy = { capabilities, loopbackExempt: true };',
    'const socket = new MessageWebSocket();',
    ...protocols.map((protocol) => `socket.control.supportedProtocols.append(${jsString(protocol)});`),
    ...shownHeaders(connection).map(
      ({ name, value }) => `socket.setRequestHeader(${jsString(name)}, ${jsString(value)});`,
    ),
    'socket.onmessagereceived = (args) => {',
    '  const reader = args.getDataReader();',
    '  const bytes = new Uint8Array(reader.unconsumedBufferLength);',
    '  reader.readBytes(bytes);',
    '  console.log(args.messageType === SocketMessageType.utf8 ? Buffer.from(bytes).toString() : bytes);',
    '};',
    `await socket.connectAsync(${jsString(url)});`,
    ...(messages.length === 0 ? [] : ['', 'const writer = new DataWriter(socket.outputStream);', ...writes]),
  ]);
}

/** Headers that every opening handshake has, and the client makes itself. */
const ownHeaders = /^(?:host|connection|upgrade|sec-websocket-(?:key|version|extensions|protocol)|content-length)$/i;

/** @param head the request of an opening handshake, as the log keeps it */
export function connectionOf(url: string, head: string): CopiedConnection {
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

/** A word of a POSIX shell that stands for exactly this text, which has no NUL. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The same for pasting: a terminal would act upon control characters, such as those that end a paste, before a shell sees
 * their quotes.
 */
function shellWord(text: string): string {
  return hasControls(text) ? `"$(printf %s ${base64(encoder.encode(text))} | base64 -d)"` : shellQuoted(text);
}

/** Controls but the line feed and the tab. */
function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text);
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

/** A string of JavaScript, with everything escaped that does not show. */
function jsString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What the log has in the place of a secret. */
const mask = '•••';

function shownHeaders({ headers }: CopiedConnection): CopiedConnection['headers'] {
  return headers.filter(({ value }) => !value.includes(mask));
}

function maskedComment(mark: string, { headers }: CopiedConnection): (string | false)[] {
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
