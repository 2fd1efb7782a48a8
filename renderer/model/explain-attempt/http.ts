/** The value of a header of a head; several are joined with `, `. Undefined where there is none. */
export function headerOf(head: string | undefined, name: string): string | undefined {
  const values = (head ?? '')
    .split('\r\n')
    .slice(1)
    .map((line) => /^([^:\s]+):[ \t]*(.*?)[ \t]*$/s.exec(line))
    .filter((match) => match?.[1]?.toLowerCase() === name.toLowerCase())
    .map((match) => match?.[2] ?? '');
  return values.length === 0 ? undefined : values.join(', ');
}

/** The title of a page, or a text so short that it is a sentence; empty where there is none. */
export function saidIn(body: string | undefined): string {
  const text = (body ?? '').trim();
  const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1];
  if (title !== undefined) return title.trim();
  return /[<{[]/.test(text.slice(0, 1)) || text.length > 120 ? '' : text;
}

export function isHtml(head: string | undefined, body: string | undefined): boolean {
  return (
    /\bhtml\b/i.test(headerOf(head, 'content-type') ?? '') ||
    /^\s*<(?:!doctype html|html|head|body)\b/i.test(body ?? '')
  );
}

/** The schemes of a challenge such as `Basic realm="x", Digest realm="x"`. */
export function challengesOf(value: string | undefined): readonly string[] {
  const schemes = [
    ...(value ?? '').matchAll(/(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[\w-]+\s*=|\s*,|\s*$|\s+[\w+/=-]+\s*(?:,|$))/g),
  ];
  return [...new Set(schemes.map((match) => match[1] ?? ''))];
}
