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
  if (before === undefined) return checked(content, textOf(new Document(document)), document);
  const expected = (value: unknown): unknown => merged(schemaOf(kind, document), document, value);
  for (const hasAliases of [true, false]) {
    const parsed = parseYaml(before);
    if ('message' in parsed) throw wrong('path', `the file cannot be used: ${parsed.message}`);
    const { yaml, value } = parsed;
    const wanted = expected(value);
    if (isDeepStrictEqual(wanted, value)) return before;
    // What has two places would change in both.
    if (!hasAliases) withoutAliases(yaml);
    yaml.contents = put(yaml, yaml.contents, wanted) as typeof yaml.contents;
    try {
      const text = textOf(yaml);
      return checked(content, before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text, wanted);
    } catch (error) {
      if (!hasAliases) throw error;
    }
  }
  throw new Error('unreachable: the second round returns or throws');
}

function textOf(document: Document): string {
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
function merged(schema: v.GenericSchema, wanted: unknown, before: unknown): unknown {
  return keep(schema, wanted, before); // every schema has the fields of its own type only
}

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
  // Of a record every key is known.
  if (schema?.entries === undefined && schema?.options === undefined) return wanted;
  const known = new Set((schema.options ?? [schema]).flatMap((option) => Object.keys(option.entries ?? {})));
  const entries = schema.options?.find((option) => accepts(option, wanted))?.entries ?? schema.entries ?? {};
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(before)) {
    if (Object.hasOwn(wanted, key)) define(result, key, keep(entries[key], wanted[key], value));
    else if (!known.has(key)) define(result, key, value);
  }
  for (const [key, value] of Object.entries(wanted)) if (!Object.hasOwn(before, key)) define(result, key, value);
  return result;
}

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
function put(yaml: Document, node: unknown, wanted: unknown): Node {
  if (isAlias(node)) return isDeepStrictEqual(node.toJS(yaml), wanted) ? node : yaml.createNode(wanted);
  if (isMap(node) && isRecord(wanted)) return putMap(yaml, node, wanted);
  if (isSeq(node) && Array.isArray(wanted)) return putSeq(yaml, node, wanted);
  if (isScalar(node) && !isRecord(wanted) && !Array.isArray(wanted)) {
    if (!Object.is(node.value, wanted)) {
      node.value = wanted;
      delete node.source;
      delete node.format;
      delete node.tag;
    }
    return node;
  }
  return yaml.createNode(wanted);
}

function putMap(yaml: Document, map: YAMLMap, wanted: Readonly<Record<string, unknown>>): Node {
  const old = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : undefined, pair]));
  map.items = map.items.filter(({ key }) => !isScalar(key) || Object.hasOwn(wanted, String(key.value)));
  for (const [key, value] of Object.entries(wanted)) {
    const pair = old.get(key);
    if (pair === undefined) map.items.push(yaml.createPair(key, value));
    else pair.value = put(yaml, pair.value, value);
  }
  return map;
}

function putSeq(yaml: Document, seq: YAMLSeq, wanted: readonly unknown[]): Node {
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
    return place === undefined ? yaml.createNode(value) : put(yaml, items[place], value);
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
