import { isDeepStrictEqual } from 'node:util';
import { Document, isAlias, isMap, isScalar, isSeq, visit, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type * as v from 'valibot';
import type { NewDocument } from '../../contract/workbench/library.ts';
import { wrong } from './names.ts';
import { judge, parseYaml, schemaOf } from './read-document.ts';

/**
 * The text of a document that is new, or takes the place of another one.
 *
 * @param before the text of the file as it is; what it has besides is kept: fields that the schema does not know,
 *   comments, the order of keys, and how values are written that stay
 * @throws DuplexError `invalid-input` for what could not be read again as it is
 */
export function writeDocument(content: NewDocument, before: string | undefined): string {
  const { kind, document } = content;
  if (before === undefined) {
    return firstReadable(['asItIs', 'quoted'], (care) =>
      checked(content, textOf(new Document(document), care), document),
    );
  }
  return firstReadable(['asItIs', 'changedAnew', 'quoted'], (care) => {
    const parsed = parseYaml(before);
    if ('message' in parsed) throw wrong('path', `the file cannot be used: ${parsed.message}`);
    const { yaml, value } = parsed;
    const wanted = keep(schemaOf(kind, document), document, value);
    if (isDeepStrictEqual(wanted, value)) return before;
    if (care !== 'asItIs') withoutAliases(yaml);
    yaml.contents = put(yaml, yaml.contents, wanted, care) as typeof yaml.contents;
    const text = textOf(yaml, care);
    return checked(content, before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text, wanted);
  });
}

/**
 * How much of the way it was written is given up: nothing; that a value has two places, where it would change in both, and
 * how what changes was written; and how every text is written, as the library cannot write all of them in every way.
 */
type Care = 'asItIs' | 'changedAnew' | 'quoted';

function firstReadable(cares: readonly Care[], write: (care: Care) => string): string {
  let fault: unknown;
  for (const care of cares) {
    try {
      return write(care);
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
}

function textOf(document: Document, care: Care): string {
  if (care === 'quoted') {
    visit(document, {
      Scalar(_key, scalar) {
        if (typeof scalar.value === 'string') scalar.type = 'QUOTE_DOUBLE';
      },
    });
  }
  return document.toString({ lineWidth: 0 });
}

/** The text, if it says what it should. */
function checked({ kind }: NewDocument, text: string, wanted: unknown): string {
  const parsed = parseYaml(text);
  if ('message' in parsed) throw wrong('content', `it could not be read again: ${parsed.message}`);
  const judged = judge(kind, parsed);
  if (judged.kind === 'problem') throw wrong('content', judged.problem.message);
  if (/\p{Surrogate}/u.test(text) || !isDeepStrictEqual(parsed.value, wanted)) {
    throw wrong('content', 'it holds something that a file cannot');
  }
  return text;
}

type Schema = v.GenericSchema & {
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
};

/** What a value is to be, with what the file has besides and the schema does not know. */
function keep(given: Schema | undefined, wanted: unknown, before: unknown): unknown {
  const schema = given?.wrapped ?? given;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(before)) return wanted;
    const old = counterparts(wanted, before);
    return wanted.map((one, index) =>
      keep(schema?.item, one, old[index] === undefined ? undefined : before[old[index]]),
    );
  }
  if (!isRecord(wanted) || !isRecord(before)) return wanted;
  const options = schema?.options ?? (schema?.entries === undefined ? [] : [schema]);
  const known = new Set(options.flatMap((option) => Object.keys(option.entries ?? {})));
  // Of a record every key is known, but for those that valibot leaves out.
  const isKnown = (key: string): boolean => (options.length === 0 ? !leftOut.has(key) : known.has(key));
  const entries = options.length === 1 ? options[0]?.entries : options.find((one) => accepts(one, wanted))?.entries;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(before)) {
    if (Object.hasOwn(wanted, key)) define(result, key, keep(entries?.[key], wanted[key], value));
    else if (!isKnown(key)) define(result, key, value);
  }
  for (const [key, value] of Object.entries(wanted)) if (!Object.hasOwn(before, key)) define(result, key, value);
  return result;
}

/** Names that no page is ever given. */
const leftOut = new Set(['__proto__', 'prototype', 'constructor']);

/** Whether an option of a variant is the one of this value. */
function accepts(option: Schema, value: Readonly<Record<string, unknown>>): boolean {
  const kind = option.entries?.['kind'] as
    { readonly literal?: unknown; readonly options?: readonly unknown[] } | undefined;
  return kind?.literal === value['kind'] || kind?.options?.includes(value['kind']) === true;
}

/** Which old item each new one was: the same one, then one of the same name or kind, then the one at its place. */
function counterparts(items: readonly unknown[], before: readonly unknown[]): readonly (number | undefined)[] {
  const free = new Set(before.keys());
  const found: (number | undefined)[] = items.map(() => undefined);
  const take = (index: number, old: number | undefined): void => {
    if (old === undefined || !free.delete(old)) return;
    found[index] = old;
  };
  const same = new Map<string, number[]>();
  for (const [index, old] of before.entries()) {
    const text = JSON.stringify(old);
    if (text === JSON.stringify(items[index])) take(index, index);
    else same.set(text, [...(same.get(text) ?? []), index]);
  }
  for (const [index, item] of items.entries()) {
    if (found[index] === undefined) take(index, same.get(JSON.stringify(item))?.shift());
  }
  if (before.length <= matchingLimit) {
    for (const [index, item] of items.entries()) {
      const label = labelOf(item);
      if (found[index] !== undefined || label === undefined) continue;
      take(
        index,
        [...free].find((old) => labelOf(before[old]) === label),
      );
    }
  }
  for (const index of items.keys()) {
    if (found[index] === undefined) take(index, index);
  }
  return found;
}

/** Longer lists are of numbers, which have no names. */
const matchingLimit = 1000;

function labelOf(item: unknown): unknown {
  return isRecord(item) ? (item['name'] ?? item['kind']) : undefined;
}

/** Makes a node say something, changing as little of it as can be. @returns the node, or one in its place */
function put(yaml: Document, node: unknown, wanted: unknown, care: Care): Node {
  if (isAlias(node)) return isDeepStrictEqual(node.toJS(yaml), wanted) ? node : yaml.createNode(wanted);
  if (isMap(node) && isRecord(wanted)) return putMap(yaml, node, wanted, care);
  if (isSeq(node) && Array.isArray(wanted)) return putSeq(yaml, node, wanted, care);
  if (isScalar(node) && !isRecord(wanted) && !Array.isArray(wanted)) {
    if (!Object.is(node.value, wanted)) {
      node.value = wanted;
      delete node.source;
      delete node.format;
      delete node.tag;
      if (care !== 'asItIs') delete node.type;
    }
    return node;
  }
  return yaml.createNode(wanted);
}

function putMap(yaml: Document, map: YAMLMap, wanted: Readonly<Record<string, unknown>>, care: Care): Node {
  const old = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : undefined, pair]));
  map.items = map.items.filter(({ key }) => !isScalar(key) || Object.hasOwn(wanted, String(key.value)));
  for (const [key, value] of Object.entries(wanted)) {
    const pair = old.get(key);
    if (pair === undefined) map.items.push(yaml.createPair(key, value));
    else pair.value = put(yaml, pair.value, value, care);
  }
  return map;
}

function putSeq(yaml: Document, seq: YAMLSeq, wanted: readonly unknown[], care: Care): Node {
  const items = seq.items;
  const old = counterparts(
    wanted,
    items.map((item) => (isNode(item) ? (item.toJS(yaml) as unknown) : item)),
  );
  const [first] = items;
  // A comment above the first item stands above the list; it goes where the item goes.
  if (old[0] !== 0 && isNode(first) && seq.commentBefore) {
    first.commentBefore = seq.commentBefore;
    delete seq.commentBefore;
  }
  seq.items = wanted.map((value, index) => {
    const place = old[index];
    return place === undefined ? yaml.createNode(value) : put(yaml, items[place], value, care);
  });
  return seq;
}

function withoutAliases(yaml: Document): void {
  visit(yaml, { Alias: (_key, alias) => yaml.createNode(alias.toJS(yaml) as unknown) });
  visit(yaml, {
    Node(_key, node) {
      if (!isAlias(node)) delete node.anchor;
    },
  });
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As an own field, whatever its name. */
function define(record: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}
