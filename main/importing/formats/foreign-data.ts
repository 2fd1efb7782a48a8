import { isMap, LineCounter, parseDocument } from 'yaml';
import { failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import { unreadable } from '../unreadable.ts';
import { jsonFault } from './json-fault.ts';

/** The yaml library reads one or two megabytes a second, and has some fifty times as much in memory meanwhile. */
const longestYaml = 8 * 1024 * 1024;
/** As many levels as any of the formats has; what nests deeper was not made for them. */
const deepest = 200;

/** @throws DuplexError `invalid-input` with the place */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(text, jsonFault(text), 'this is not JSON', because('notJson'));
  }
}

/** @throws DuplexError `invalid-input` with the place */
export function readYaml(text: string): unknown {
  if (text.length > longestYaml) {
    throw failure(
      'invalid-input',
      `YAML has at most ${longestYaml} characters, this has ${text.length}: export a part of it`,
      { field: 'text', reason: because('yamlTooLong', longestYaml, text.length) },
    );
  }
  const nested = tooDeep(text);
  if (nested >= 0) {
    const what = `lists and maps are at most ${deepest} levels deep`;
    throw unreadable(text, nested, what, because('nestedTooDeep'));
  }
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    throw unreadable(text, error.pos[0], error.message, because('notYaml', `${error.code}: ${error.message}`));
  }
  if (!isMap(document.contents)) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw failure('invalid-input', 'the aliases of this YAML stand for too much, or for themselves', {
      field: 'text',
      reason: because('yamlAliases'),
      cause,
    });
  }
}

/** Where brackets, or the dashes of one line, open more levels than there may be; -1: nowhere. */
function tooDeep(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    if (depth > deepest) return at;
  }
  return new RegExp(`(?:[-?:][ \\t]+){${deepest}}|^ {${deepest * 4}}`, 'm').exec(text)?.index ?? -1;
}

/** The value of an own field: what an object inherits, such as `__proto__`, is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // it is an object, and the field is its own
    : undefined;
}

export function textOf(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string'
    ? found
    : typeof found === 'number' || typeof found === 'boolean'
      ? String(found)
      : '';
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

export function isTrue(value: unknown, name: string): boolean {
  return field(value, name) === true;
}

/** Names of fields that have something in them and that no reader has taken. */
export function otherFields(value: unknown, known: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    known.includes(name) || isEmpty(one) ? [] : [name.slice(0, 100)],
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.values(value).every((one) => isEmpty(one));
}
