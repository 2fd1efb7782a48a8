/** Offered while the name of a header is typed. */
export const commonHeaders = [
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Origin',
  'Pragma',
  'Referer',
  'User-Agent',
  'X-Api-Key',
  'X-Correlation-Id',
  'X-Forwarded-For',
  'X-Forwarded-Proto',
  'X-Request-Id',
  'X-Tenant-Id',
] as const;

/**
 * Reads what was pasted as headers: lines of `Name: value`, each of them with a name. A request line before them and empty
 * lines are left out; a line that begins with white space goes on the one before (RFC 9112, 5.2).
 *
 * @returns undefined for what is no such block
 */
export function readHeaderBlock(text: string): readonly { name: string; value: string }[] | undefined {
  const rows: { name: string; value: string }[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '' || (index === 0 && /^[A-Z]+ \S+ HTTP\/\d/.test(line))) continue;
    const last = rows.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.value = `${last.value} ${line.trim()}`;
      continue;
    }
    const read = /^\s*([!#$%&'*+\-.^_`|~\dA-Za-z]+)[ \t]*:(.*)$/.exec(line);
    if (read === null) return undefined;
    rows.push({ name: read[1] ?? '', value: (read[2] ?? '').trim() });
  }
  return rows.length === 0 ? undefined : rows;
}
