/** A header field. */
export interface HeadField {
  readonly name: string;
  readonly value: string;
}

/** The request line or status line of a head. */
export function firstLineOf(head: string): string {
  return head.split('\r\n', 1)[0] ?? '';
}

/** The fields of a head; a line without a colon is none. */
export function fieldsOf(head: string): HeadField[] {
  return head
    .split('\r\n')
    .slice(1)
    .flatMap((line) => {
      const [, name, value] = /^([^:]+):[ \t]*(.*)$/s.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
}

/** A head from its first line and its fields; line ends in them are no line ends of the head. */
export function headOf(firstLine: string, fields: readonly HeadField[]): string {
  const lines = [firstLine, ...fields.map(({ name, value }) => `${name}: ${value}`)];
  return `${lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ')).join('\r\n')}\r\n\r\n`;
}
