/** One extension of a `Sec-WebSocket-Extensions` header. */
export interface ExtensionElement {
  readonly name: string;
  /** In order; `true` for a parameter without a value. */
  readonly parameters: readonly (readonly [name: string, value: string | true])[];
}

const token = "[!#$%&'*+\\-.^_`|~\\dA-Za-z]+";
const emptyElements = /[\t ,]*/y;
const extensionName = new RegExp(token, 'y');
const parameter = new RegExp(
  `[\\t ]*;[\\t ]*(${token})(?:[\\t ]*=[\\t ]*(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?`,
  'y',
);
const elementEnd = /[\t ]*(?:,|$)/y;

/**
 * Parses a list of extensions (RFC 6455, section 9.1; spaces and empty elements as in RFC 9110, section 5.6.1).
 *
 * @returns undefined where the header is no such list
 */
export function parseExtensions(header: string): readonly ExtensionElement[] | undefined {
  const elements: ExtensionElement[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match !== null) at = pattern.lastIndex;
    return match ?? undefined;
  };
  for (take(emptyElements); at < header.length; take(emptyElements)) {
    const name = take(extensionName);
    if (name === undefined) return undefined;
    const parameters: [string, string | true][] = [];
    for (let found = take(parameter); found !== undefined; found = take(parameter)) {
      const [, key = '', plain, quoted] = found;
      parameters.push([key, plain ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? true]);
    }
    elements.push({ name: name[0], parameters });
    if (take(elementEnd) === undefined) return undefined;
  }
  return elements;
}
