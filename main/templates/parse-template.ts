import { because, type Reason } from '../../contract/reason.ts';

/** What stands between the braces: a variable, or a function with its values. */
export interface TemplateCall {
  readonly name: string;
  /** Undefined: a variable. */
  readonly values: readonly TemplateArgument[] | undefined;
}

export type TemplateArgument =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'variable'; readonly name: string };

/** A piece of a template. Places are characters (UTF-16 units) from 0, `to` not included. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly call: TemplateCall; readonly from: number; readonly to: number }
  | {
      readonly kind: 'unreadable';
      readonly message: string;
      readonly reason: Reason;
      readonly from: number;
      readonly to: number;
    };

/** Names begin with a letter. Every repetition has an end: no text takes longer than its length. */
const name = String.raw`[\p{L}_][\p{L}\p{N}_.-]{0,255}`;
const argument = String.raw`-?\d{1,20}(?:\.\d{1,20})?|"(?:[^"\\]|\\.){0,4096}"|'(?:[^'\\]|\\.){0,4096}'|${name}`;
const space = String.raw`\s{0,64}`;
const values = String.raw`\(${space}((?:(?:${argument})${space}(?:,${space}(?!\))|(?=\)))){0,32})\)`;
const call = new RegExp(String.raw`\{\{${space}(${name})${space}(?:${values}${space})?\}\}`, 'suy');
const eachArgument = new RegExp(argument, 'gsu');

/** After as many places that cannot be read the rest is text: each one can take long to be found out. */
const unreadableLimit = 100;

/** As much of what cannot be read is pointed at. */
const pointedAt = 256;

/**
 * Takes a template apart.
 *
 * An odd number of `\` before `{{` makes it text and loses the last of them; an even number stays as it is, so that JSON's
 * `\\` keeps its meaning. Of more than two `{` in a row the last two count.
 */
export function* parseTemplate(template: string): Generator<TemplatePart> {
  let at = 0;
  let unreadable = 0;
  while (at < template.length && unreadable < unreadableLimit) {
    const found = template.indexOf('{{', at);
    if (found < 0) break;
    let from = found;
    while (template[from + 2] === '{') from += 1;
    let slashes = 0;
    while (found - slashes > at && template[found - slashes - 1] === '\\') slashes += 1;
    if (slashes % 2 === 1) {
      yield { kind: 'text', text: `${template.slice(at, found - 1)}${template.slice(found, from + 2)}` };
      at = from + 2;
      continue;
    }
    if (from > at) yield { kind: 'text', text: template.slice(at, from) };
    call.lastIndex = from;
    const read = call.exec(template);
    if (read === null) {
      unreadable += 1;
      const to = endOfUnreadable(template, from);
      yield { kind: 'unreadable', ...whyUnreadable(template.slice(from, to)), from, to };
      at = to;
      continue;
    }
    at = call.lastIndex;
    yield { kind: 'call', call: { name: read[1] ?? '', values: argumentsOf(read) }, from, to: at };
  }
  if (at < template.length) yield { kind: 'text', text: template.slice(at) };
}

function argumentsOf(read: RegExpExecArray): readonly TemplateArgument[] | undefined {
  const list = read[2];
  if (list === undefined) return undefined;
  return [...list.matchAll(eachArgument)].map(([text]) => {
    if (/^["']/.test(text)) return { kind: 'text', text: text.slice(1, -1).replace(/\\(.)/gs, unescaped) };
    return /^[-\d]/.test(text) ? { kind: 'text', text } : { kind: 'variable', name: text };
  });
}

function unescaped(_all: string, letter: string): string {
  return { n: '\n', r: '\r', t: '\t' }[letter] ?? letter;
}

function endOfUnreadable(template: string, from: number): number {
  const near = template.slice(from + 2, from + pointedAt);
  const end = near.indexOf('}}');
  const next = near.indexOf('{{');
  return end < 0 || (next >= 0 && next < end) ? from + 2 : from + 2 + end + 2;
}

function whyUnreadable(written: string): { readonly message: string; readonly reason: Reason } {
  const instead = 'for the braces themselves write "\\{{"';
  if (!written.endsWith('}}')) {
    return { message: `"{{" has no "}}" that belongs to it; ${instead}`, reason: because('bracesOpen') };
  }
  return {
    message: `${written} is neither {{name}} nor {{function(values)}}; ${instead}`,
    reason: because('bracesUnreadable', written),
  };
}
