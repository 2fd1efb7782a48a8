/** A piece of a text with templates. Pieces together are the text again, character by character. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly text: string; readonly name: string }
  | { readonly kind: 'function'; readonly text: string; readonly name: string };

/** As main reads them (main/templates): a name begins with a letter; nothing takes longer than its length. */
const name = String.raw`[\p{L}_][\p{L}\p{N}_.-]{0,255}`;
const quoted = String.raw`"(?:[^"\\]|\\.){0,4096}"|'(?:[^'\\]|\\.){0,4096}'`;
const call = new RegExp(
  String.raw`\{\{\s{0,64}(${name})\s{0,64}(\((?:${quoted}|[^"')]){0,4096}\)\s{0,64})?\}\}`,
  'suy',
);
const wholeName = new RegExp(`^${name}$`, 'u');

/** Takes a text apart at its `{{name}}` and `{{function(values)}}`. `\{{` is text. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let begin = 0;
  let at = 0;
  for (;;) {
    const found = text.indexOf('{{', at);
    if (found < 0) break;
    let from = found;
    while (text[from + 2] === '{') from += 1;
    let slashes = 0;
    while (text[found - slashes - 1] === '\\') slashes += 1;
    call.lastIndex = from;
    const read = slashes % 2 === 1 ? null : call.exec(text);
    at = from + 2;
    const readName = read?.[1];
    if (read === null || readName === undefined) continue;
    if (from > begin) parts.push({ kind: 'text', text: text.slice(begin, from) });
    parts.push({ kind: read[2] === undefined ? 'variable' : 'function', text: read[0], name: readName });
    begin = from + read[0].length;
    at = begin;
  }
  if (begin < text.length) parts.push({ kind: 'text', text: text.slice(begin) });
  return parts;
}

/** The variables a text names, each once, in their order. */
export function variablesIn(text: string): readonly string[] {
  if (!text.includes('{{')) return [];
  return [...new Set(templateParts(text).flatMap((part) => (part.kind === 'variable' ? [part.name] : [])))];
}

/** Whether something is filled in, so that only main can tell what it will be. */
export function hasTemplates(text: string): boolean {
  return text.includes('{{') && templateParts(text).some(({ kind }) => kind !== 'text');
}

/** Whether `{{name}}` would be read as a variable, and a document can hold it. */
export function isVariableName(text: string): boolean {
  return wholeName.test(text) && !['__proto__', 'prototype', 'constructor'].includes(text);
}
