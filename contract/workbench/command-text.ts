/** What a command for another program, or a module for Node, says about a connection. */
export interface CommandConnection {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Writes a text as one word of a shell, or as one expression of JavaScript. */
export type Quote = (text: string) => string;

/** A word of a POSIX shell that stands for exactly this text, which has no NUL. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The same for pasting: a terminal would act upon control characters, such as those that end a paste, before a shell sees
 * their quotes.
 */
export function shellWord(text: string): string {
  return hasControls(text) ? `"$(printf %s ${base64OfText(text)} | base64 -d)"` : shellQuoted(text);
}

/** Controls but the line feed and the tab. */
export function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text);
}

/** A string of JavaScript, with everything escaped that does not show. */
export function jsString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** For wscat 6: address, subprotocols and headers. */
export function wscatArguments({ url, protocols, headers }: CommandConnection, quote: Quote): string[] {
  return [
    `-c ${quote(url)}`,
    ...protocols.map((protocol) => `-s ${quote(protocol)}`),
    // Without a space: wscat would take it as a part of the value.
    ...headers.map(({ name, value }) => `-H ${quote(`${name}:${value}`)}`),
  ];
}

/** For websocat 1. A header is joined to its option: without that the option takes the words behind it as well. */
export function websocatArguments({ url, protocols, headers }: CommandConnection, quote: Quote): string[] {
  return [
    // There can be one such option, and what it says is the value of the header.
    ...(protocols.length === 0 ? [] : [`--protocol=${quote(protocols.join(', '))}`]),
    ...headers.map(({ name, value }) => `-H=${quote(`${name}: ${value}`)}`),
    quote(url),
  ];
}

/**
 * A module for Node that connects with `main/sockets` and prints what comes.
 *
 * @param settings lines about `socket`, before it connects
 * @param afterwards lines behind that
 */
export function nodeModule(
  { url, protocols, headers }: CommandConnection,
  {
    quote,
    imports = [],
    settings = [],
    afterwards = [],
  }: {
    readonly quote: Quote;
    /** What is imported besides; in the order of the alphabet. */
    readonly imports?: readonly string[];
    readonly settings?: readonly string[];
    readonly afterwards?: readonly string[];
  },
): string[] {
  const names = [...new Set(['applicationDoor', 'MessageWebSocket', 'SocketMessageType', ...imports])].toSorted(
    (a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1),
  );
  return [
    `import { ${names.join(', ')} } from './main/sockets/index.ts';`,
    '',
    '// A process that has set no policy reaches nothing.',
    "const capabilities = new Set(['internetClient', 'privateNetworkClientServer'] as const);",
    'applicationDoor.policy = { capabilities, loopbackExempt: true };',
    'const socket = new MessageWebSocket();',
    ...protocols.map((protocol) => `socket.control.supportedProtocols.append(${quote(protocol)});`),
    ...headers.map(({ name, value }) => `socket.setRequestHeader(${quote(name)}, ${quote(value)});`),
    ...settings,
    'socket.onmessagereceived = (args) => {',
    '  const reader = args.getDataReader();',
    '  const bytes = new Uint8Array(reader.unconsumedBufferLength);',
    '  reader.readBytes(bytes);',
    '  console.log(args.messageType === SocketMessageType.utf8 ? Buffer.from(bytes).toString() : bytes);',
    '};',
    `await socket.connectAsync(${quote(url)});`,
    ...afterwards,
  ];
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of the UTF-8 of a text, with nothing but the language: this is read by the page and by main. */
function base64OfText(text: string): string {
  const bytes = [
    ...encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd')).matchAll(/%([\dA-F]{2})|[^%]/g),
  ].map(([plain, hex]) => (hex === undefined ? plain.charCodeAt(0) : parseInt(hex, 16)));
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63] ?? '');
    encoded +=
      second === undefined
        ? `${letters.slice(0, 2).join('')}==`
        : third === undefined
          ? `${letters.slice(0, 3).join('')}=`
          : letters.join('');
  }
  return encoded;
}
